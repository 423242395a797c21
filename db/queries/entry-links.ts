import { and, desc, eq, isNull, sql } from 'drizzle-orm';

import type { LinkPurpose } from '#app/people/entry-link.ts';
import type { Role } from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';
import { entryLinks } from '#db/schema/people.ts';

/** A link that lets somebody in, as it is kept. */
export type EntryLink = {
  id: string;
  purpose: LinkPurpose;
  role: Role | null;
  personId: string | null;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};

const whole = {
  id: entryLinks.id,
  purpose: entryLinks.purpose,
  role: entryLinks.role,
  personId: entryLinks.personId,
  createdBy: entryLinks.createdBy,
  createdAt: entryLinks.createdAt,
  expiresAt: entryLinks.expiresAt,
  usedAt: entryLinks.usedAt,
  revokedAt: entryLinks.revokedAt,
};

export async function insertEntryLink(
  db: Db | Tx,
  workspaceId: string,
  link: Pick<
    EntryLink,
    'id' | 'purpose' | 'role' | 'personId' | 'createdBy' | 'expiresAt'
  > & { secretHash: string },
): Promise<void> {
  await db.insert(entryLinks).values({ workspaceId, ...link });
}

/** The link of a secret, locked until the transaction ends where there is one. */
export async function findEntryLink(
  db: Db | Tx,
  workspaceId: string,
  secretHash: string,
): Promise<EntryLink | null> {
  const rows = await db
    .select(whole)
    .from(entryLinks)
    .where(
      and(
        eq(entryLinks.workspaceId, workspaceId),
        eq(entryLinks.secretHash, secretHash),
      ),
    )
    .for('update');
  return rows[0] ?? null;
}

export async function useEntryLink(
  tx: Tx,
  workspaceId: string,
  id: string,
  usedBy: string,
): Promise<void> {
  await tx
    .update(entryLinks)
    .set({ usedAt: sql`now()`, usedBy })
    .where(and(eq(entryLinks.workspaceId, workspaceId), eq(entryLinks.id, id)));
}

/** Revokes an invitation; false when there is none that is open. */
export async function revokeInvitation(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const rows = await db
    .update(entryLinks)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(entryLinks.workspaceId, workspaceId),
        eq(entryLinks.id, id),
        eq(entryLinks.purpose, 'invitation'),
        isNull(entryLinks.usedAt),
        isNull(entryLinks.revokedAt),
      ),
    )
    .returning({ id: entryLinks.id });
  return rows.length > 0;
}

/** Ends what other links for the same new password there are. */
export async function revokeResets(
  tx: Db | Tx,
  workspaceId: string,
  personId: string,
): Promise<void> {
  await tx
    .update(entryLinks)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(entryLinks.workspaceId, workspaceId),
        eq(entryLinks.personId, personId),
        isNull(entryLinks.usedAt),
        isNull(entryLinks.revokedAt),
      ),
    );
}

/** The invitations, newest first. */
export function listInvitations(
  db: Db | Tx,
  workspaceId: string,
): Promise<EntryLink[]> {
  return db
    .select(whole)
    .from(entryLinks)
    .where(
      and(
        eq(entryLinks.workspaceId, workspaceId),
        eq(entryLinks.purpose, 'invitation'),
      ),
    )
    .orderBy(desc(entryLinks.createdAt))
    .limit(200);
}
