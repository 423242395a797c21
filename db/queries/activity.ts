import { and, desc, eq } from 'drizzle-orm';

import type { Db, Tx } from '#db/client.ts';
import { activity } from '#db/schema/activity.ts';
import { people } from '#db/schema/people.ts';

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

/** Who did something to an object last, and when; null when nobody did. */
export async function lastDoing(
  db: Db | Tx,
  workspaceId: string,
  objectId: string,
  verb: string,
): Promise<{ name: string; at: Date } | null> {
  const [row] = await db
    .select({ name: people.name, at: activity.at })
    .from(activity)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, activity.workspaceId),
        eq(people.id, activity.personId),
      ),
    )
    .where(
      and(
        eq(activity.workspaceId, workspaceId),
        eq(activity.objectId, objectId),
        eq(activity.verb, verb),
      ),
    )
    .orderBy(desc(activity.at))
    .limit(1);
  return row ?? null;
}
