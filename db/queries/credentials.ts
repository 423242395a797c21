/**
 * Finds out who asks. The only queries without a workspace in their signature:
 * a credential names its own workspace.
 */
import { eq, sql, type SQL } from 'drizzle-orm';

import type { Account } from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';
import { workspaces } from '#db/schema/people.ts';

type Credential = { workspaceId: string; secretHash: string };

/** Which credentials are asked for, as the queries below read them. */
const asked = (credentials: Credential[]) => sql`
  json_to_recordset(${JSON.stringify(credentials)}::text::json)
    as asked("workspaceId" uuid, "secretHash" text)`;

/** In the order of the credentials; null where one leads to nobody. */
async function accountsBehind(
  db: Db | Tx,
  credentials: Credential[],
  joined: SQL,
): Promise<(Account | null)[]> {
  const rows = await db.execute<Account & { secretHash: string }>(sql`
    select asked."secretHash", p.id, p.name, p.role, p.colour, p.email, p.language
    from ${asked(credentials)}
    join ${joined}
    join people p on p.workspace_id = asked."workspaceId" and p.id = c.person_id
      and p.disabled_at is null`);
  const found = new Map(
    rows.map(({ secretHash, ...account }) => [secretHash, account]),
  );
  return credentials.map(({ secretHash }) => found.get(secretHash) ?? null);
}

/** The accounts behind living sessions; null where one ended or its person is disabled. */
export const findBySessions = (
  db: Db | Tx,
  credentials: Credential[],
): Promise<(Account | null)[]> =>
  accountsBehind(
    db,
    credentials,
    sql`sessions c on c.workspace_id = asked."workspaceId"
      and c.secret_hash = asked."secretHash" and c.expires_at > now()`,
  );

/** The accounts behind API tokens; null where one is revoked, expired, or its person disabled. */
export const findByTokens = (
  db: Db | Tx,
  credentials: Credential[],
): Promise<(Account | null)[]> =>
  accountsBehind(
    db,
    credentials,
    sql`tokens c on c.workspace_id = asked."workspaceId"
      and c.secret_hash = asked."secretHash" and c.revoked_at is null
      and (c.expires_at is null or c.expires_at > now())`,
  );

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
