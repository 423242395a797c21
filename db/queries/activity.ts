import { and, desc, eq, sql } from 'drizzle-orm';

import type { Position } from '#app/live/event.ts';
import type { Db, Tx } from '#db/client.ts';
import { answered } from '#db/queries/annotations.ts';
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

/** A row of the trail with the name of whoever did it. */
export type Logged = {
  position: Position;
  verb: string;
  /** Milliseconds since 1970. */
  at: number;
  personId: string;
  personName: string;
  objectId: string;
  articleId: string | null;
  revision: number | null;
  detail: Record<string, unknown>;
};

type Flat = Omit<Logged, 'position'> & { transaction: string; number: string };

const LOGGED = sql`
  select l.transaction_id::text as transaction, l.number::text as number,
    l.verb, floor(extract(epoch from l.at) * 1000)::float8 as at,
    l.person_id as "personId", p.name as "personName",
    l.object_id as "objectId", l.article_id as "articleId", l.revision, l.detail
  from activity l
  join people p on p.workspace_id = l.workspace_id and p.id = l.person_id`;

const logged = ({ transaction, number, ...row }: Flat): Logged => ({
  ...row,
  position: { transaction, number },
});

/**
 * The rows after a position, in order, below the oldest transaction that is
 * still open: what comes later can't have an earlier position.
 */
export async function readLog(
  db: Db | Tx,
  workspaceId: string,
  after: Position,
  limit: number,
): Promise<Logged[]> {
  const rows = await db.execute<Flat>(sql`${LOGGED}
    where l.workspace_id = ${workspaceId}
      and (l.transaction_id, l.number) > (${after.transaction}::xid8, ${after.number}::bigint)
      and l.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by l.transaction_id, l.number
    limit ${limit}`);
  return rows.map(logged);
}

/** A position that everything written from now on comes after, and nothing read before does. */
export async function presentPosition(db: Db | Tx): Promise<Position> {
  const [row] = await db.execute<{ transaction: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as transaction`,
  );
  return { transaction: row?.transaction ?? '0', number: '0' };
}

/** The newest rows of an article or of one object, before a position where one is named. */
export async function listLog(
  db: Db | Tx,
  workspaceId: string,
  of:
    | { articleId: string; personId?: string; noun?: string }
    | { objectId: string },
  viewerId: string,
  { before, limit }: { before: Position | null; limit: number },
): Promise<Logged[]> {
  const where =
    'articleId' in of
      ? sql`l.article_id = ${of.articleId}
          and (${of.personId ?? null}::uuid is null or l.person_id = ${of.personId ?? null}::uuid)
          and (${of.noun ?? null}::text is null or split_part(l.verb, '.', 1) = ${of.noun ?? null}::text)`
      : sql`l.object_id = ${of.objectId}`;
  // What was done to somebody's private annotation is as private as it is.
  const rows = await db.execute<Flat>(sql`${LOGGED}
    left join lateral (
      select * from annotations a where a.workspace_id = l.workspace_id
        and a.id = l.object_id and l.verb ~ '^(annotation|reply)\\.' limit 1
    ) a on true
    ${answered(sql`a`)}
    where l.workspace_id = ${workspaceId} and ${where}
      and (a.id is null or coalesce(r.created_by, a.created_by) = ${viewerId}
        or (coalesce(r.visibility, a.visibility) <> 'private'
          and coalesce(l.detail->>'visibility', 'team') <> 'private'))
      and ${
        before
          ? sql`(l.transaction_id, l.number) < (${before.transaction}::xid8, ${before.number}::bigint)`
          : sql`true`
      }
    order by l.transaction_id desc, l.number desc
    limit ${limit}`);
  return rows.map(logged);
}
