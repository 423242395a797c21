/**
 * Finds out who asks. The only queries without a workspace in their signature:
 * a credential names its own workspace.
 */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';

import type { Account } from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';
import { people, sessions, tokens, workspaces } from '#db/schema/people.ts';

type Credential = { workspaceId: string; secretHash: string };

const account = {
  id: people.id,
  name: people.name,
  role: people.role,
  colour: people.colour,
  email: sql<string>`${people.email}`,
  language: people.language,
};

/** The account behind a living session; null when it ended or its person is disabled. */
export async function findBySession(
  db: Db | Tx,
  { workspaceId, secretHash }: Credential,
): Promise<Account | null> {
  const rows = await db
    .select(account)
    .from(sessions)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, sessions.workspaceId),
        eq(people.id, sessions.personId),
      ),
    )
    .where(
      and(
        eq(sessions.workspaceId, workspaceId),
        eq(sessions.secretHash, secretHash),
        gt(sessions.expiresAt, sql`now()`),
        isNull(people.disabledAt),
      ),
    );
  return rows[0] ?? null;
}

/** The account behind an API token; null when revoked, expired, or its person disabled. */
export async function findByToken(
  db: Db | Tx,
  { workspaceId, secretHash }: Credential,
): Promise<Account | null> {
  const rows = await db
    .select(account)
    .from(tokens)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, tokens.workspaceId),
        eq(people.id, tokens.personId),
      ),
    )
    .where(
      and(
        eq(tokens.workspaceId, workspaceId),
        eq(tokens.secretHash, secretHash),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)),
        isNull(people.disabledAt),
      ),
    );
  return rows[0] ?? null;
}

/** The installation's workspace: the oldest; null before the first start made it. */
export async function findInstallation(
  db: Db | Tx,
): Promise<{ id: string; name: string; seededAt: Date | null } | null> {
  const rows = await db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      seededAt: workspaces.seededAt,
    })
    .from(workspaces)
    .orderBy(workspaces.createdAt, workspaces.id)
    .limit(1);
  return rows[0] ?? null;
}

/** Makes a workspace. */
export async function insertWorkspace(
  db: Db | Tx,
  row: { id: string; name: string },
): Promise<void> {
  await db.insert(workspaces).values(row);
}

/** Notes that the samples are in. */
export async function markSeeded(
  db: Db | Tx,
  workspaceId: string,
): Promise<void> {
  await db
    .update(workspaces)
    .set({ seededAt: sql`now()` })
    .where(eq(workspaces.id, workspaceId));
}
