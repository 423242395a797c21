import { and, eq } from 'drizzle-orm';

import type { ConsistencyDecision } from '#app/consistency/consistency.ts';
import type { Db, Tx } from '#db/client.ts';
import { consistencyDecisions as decisions } from '#db/schema/consistency.ts';

/** What was decided of an article's suggestions, by their keys. */
export async function listDecisions(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<Map<string, ConsistencyDecision>> {
  const rows = await db
    .select({ key: decisions.key, decision: decisions.decision })
    .from(decisions)
    .where(
      and(
        eq(decisions.workspaceId, workspaceId),
        eq(decisions.articleId, articleId),
      ),
    );
  return new Map(rows.map(({ key, decision }) => [key, decision]));
}

export async function insertDecision(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  {
    key,
    decision,
    by,
  }: { key: string; decision: ConsistencyDecision; by: string },
): Promise<void> {
  await tx
    .insert(decisions)
    .values({ workspaceId, articleId, key, decision, decidedBy: by });
}
