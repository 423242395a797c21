import type { Db, Tx } from '#db/client.ts';
import { activity } from '#db/schema/activity.ts';

/** What happened, as a row of the trail. */
export type NewActivity = {
  personId: string;
  /** `noun.verb`, such as `annotation.create`. */
  verb: string;
  objectId: string;
  articleId?: string;
  revision?: number;
  detail?: Record<string, unknown>;
};

/** Appends rows to the trail, in the transaction of what they tell of. */
export async function recordActivity(
  tx: Db | Tx,
  workspaceId: string,
  ...rows: NewActivity[]
): Promise<void> {
  await tx.insert(activity).values(rows.map(row => ({ workspaceId, ...row })));
}
