import { and, asc, eq, sql } from 'drizzle-orm';

import type { VerdictValue } from '#app/claims/claim.ts';
import type { Db, Tx } from '#db/client.ts';
import { verdicts } from '#db/schema/claims.ts';

/** A workspace's own words for verdicts, in their order. */
export async function listVerdicts(
  db: Db | Tx,
  workspaceId: string,
): Promise<VerdictValue[]> {
  const { id, name, meaning, revision } = verdicts;
  return db
    .select({ id, name, meaning, revision })
    .from(verdicts)
    .where(eq(verdicts.workspaceId, workspaceId))
    .orderBy(asc(verdicts.position), asc(verdicts.createdAt));
}

/** Locks the whole scale, so that of two changes the second sees the first. */
export async function lockVerdicts(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`verdicts ${workspaceId}`}, 0))`);
}

/** Adds a word at the end. */
export async function insertVerdict(
  tx: Tx,
  workspaceId: string,
  row: Pick<VerdictValue, 'id' | 'name' | 'meaning'> & { createdBy: string },
): Promise<void> {
  await tx.insert(verdicts).values({
    ...row,
    workspaceId,
    position: sql`(select count(*) from verdicts v where v.workspace_id = ${workspaceId})`,
  });
}

export async function renameVerdict(
  tx: Tx,
  workspaceId: string,
  id: string,
  name: string,
): Promise<void> {
  await tx
    .update(verdicts)
    .set({ name, revision: sql`${verdicts.revision} + 1` })
    .where(and(eq(verdicts.workspaceId, workspaceId), eq(verdicts.id, id)));
}

export async function deleteVerdict(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx
    .delete(verdicts)
    .where(and(eq(verdicts.workspaceId, workspaceId), eq(verdicts.id, id)));
}

/** Whether any claim has, or had before it was voided, this word for its verdict. */
export async function isVerdictUsed(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const [row] = await db.execute<{ used: boolean }>(sql`
    select exists (select 1 from claims
      where workspace_id = ${workspaceId}
        and (value_id = ${id} or voided_value_id = ${id})) as used`);
  return row?.used ?? false;
}
