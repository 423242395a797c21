import { sql } from 'drizzle-orm';

import { NOTICE_REASONS } from '#app/annotations/notice.ts';
import type { Person } from '#app/people/person.ts';
import type { Actor } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { answered } from '#db/queries/annotations.ts';
import { seenBy } from '#db/queries/articles.ts';

/** Members who can sign in and may know of an article: who can be named or asked on it. */
export async function reachable(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<Person[]> {
  const rows = await db.execute<Person>(sql`
    select p.id, p.name, p.role, p.colour from people p
    join articles a on a.workspace_id = p.workspace_id and a.id = ${articleId}
    where p.workspace_id = ${workspaceId} and p.disabled_at is null
      and not p.built_in
      and (not a.restricted or p.role = 'owner' or exists (
        select 1 from article_people named
        where named.workspace_id = a.workspace_id and named.article_id = a.id
          and named.person_id = p.id))
    order by p.created_at, p.id`);
  return [...rows];
}

/** Says who is named in an annotation, instead of who was. */
export async function replaceMentions(
  tx: Tx,
  workspaceId: string,
  annotationId: string,
  people: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    delete from mentions
    where workspace_id = ${workspaceId} and annotation_id = ${annotationId}`);
  if (people.length === 0) return;
  await tx.execute(sql`
    insert into mentions (workspace_id, annotation_id, person_id)
    select ${workspaceId}, ${annotationId}, value::uuid
    from json_array_elements_text(${JSON.stringify(people)}::text::json)`);
}

export type NewNotice = {
  id: string;
  personId: string;
  reason: (typeof NOTICE_REASONS)[number];
  annotationId: string;
  actorId: string;
  /** How many annotations it stands for. */
  count: number;
};

/** Puts notices into inboxes; of one reason and annotation there is one, new again when assigned anew, or when its words change again. Returns those that are new. */
export async function insertNotices(
  tx: Tx,
  workspaceId: string,
  notices: NewNotice[],
): Promise<NewNotice[]> {
  const added = await tx.execute<{ id: string }>(sql`
    insert into notices (workspace_id, id, person_id, reason, annotation_id,
      actor_id, count)
    select ${workspaceId}, n.id, n."personId", n.reason, n."annotationId", n."actorId",
      n.count
    from json_to_recordset(${JSON.stringify(notices)}::text::json)
      as n(id uuid, "personId" uuid, reason text, "annotationId" uuid, "actorId" uuid,
        count int)
    on conflict (workspace_id, person_id, annotation_id, reason)
    do update set read_at = null, created_at = now(),
      id = excluded.id, actor_id = excluded.actor_id, count = excluded.count
    where notices.reason in ('assigned', 'changed', 'source')
    returning id`);
  const ids = new Set(added.map(({ id }) => id));
  return notices.filter(({ id }) => ids.has(id));
}

/** A notice with what it speaks of. */
export type NoticeRow = {
  id: string;
  reason: (typeof NOTICE_REASONS)[number];
  /** Milliseconds since 1970. */
  at: number;
  read: boolean;
  person: { id: string; name: string; colour: number };
  article: string;
  title: string;
  /** The thread's first annotation. */
  annotation: string;
  body: string;
  due: string | null;
  count: number;
};

/**
 * From a viewer's notices `n`, with what they speak of; what is gone or hidden speaks
 * no more. Each looks its annotation up, as `answered` does and for its reason.
 */
const noticesOf = (workspaceId: string, viewer: Actor) => sql`
  from notices n
  join lateral (
    select * from annotations x
    where x.workspace_id = n.workspace_id and x.id = n.annotation_id limit 1
  ) x on x.deleted_at is null
  ${answered(sql`x`)}
  join articles a on a.workspace_id = x.workspace_id and a.id = x.article_id
    and a.deleted_at is null
  join versions v on v.workspace_id = a.workspace_id and v.article_id = a.id
    and v.number = a.version
  join people p on p.workspace_id = n.workspace_id and p.id = n.actor_id
  where n.workspace_id = ${workspaceId} and n.person_id = ${viewer.id}
    and r.deleted_at is null
    and (coalesce(r.visibility, x.visibility) <> 'private'
      or coalesce(r.created_by, x.created_by) = ${viewer.id})
    and ${seenBy(viewer)}`;

/** A place in an inbox: before this notice in its order. */
export type NoticeCursor = { at: number; id: string };

/** Somebody's notices, newest first. */
export async function listNotices(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  { limit, before }: { limit: number; before: NoticeCursor | null },
): Promise<NoticeRow[]> {
  const rows = await db.execute<NoticeRow>(sql`
    select n.id, n.reason,
      floor(extract(epoch from n.created_at) * 1000)::float8 as at,
      n.read_at is not null as read,
      json_build_object('id', p.id, 'name', p.name, 'colour', p.colour) as person,
      a.id as article, v.title, coalesce(x.reply_to, x.id) as annotation,
      left(x.body, 300) as body, x.due::text as due, n.count
    ${noticesOf(workspaceId, viewer)}
      and ${
        before
          ? sql`(floor(extract(epoch from n.created_at) * 1000), n.id) < (${before.at}::float8, ${before.id}::uuid)`
          : sql`true`
      }
    order by floor(extract(epoch from n.created_at) * 1000) desc, n.id desc
    limit ${limit}`);
  return [...rows];
}

/**
 * How much waits unread: notices, and articles on which others have done something.
 * Of each the first such doing is looked up, in an index's order: asked whether
 * there is any, the database would read the whole log.
 */
export async function countUnread(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`
    select (select count(*) ${noticesOf(workspaceId, viewer)}
        and n.read_at is null)::int
      + (select count(*) from (
        select 1 from ${followedBy(workspaceId, viewer)}
        join lateral (
          select from ${doneByOthers(viewer)} order by l.at limit 1
        ) done on true
        limit ${MOST_FOLLOWED}) changed)::int as total`);
  return row?.total ?? 0;
}

/** Marks somebody's notices as read: these, those of a thread, or all. */
export async function markRead(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  which: { ids: string[] } | { annotation: string } | 'all',
): Promise<void> {
  const where =
    which === 'all'
      ? sql`true`
      : 'ids' in which
        ? sql`id in (select value::uuid
            from json_array_elements_text(${JSON.stringify(which.ids)}::text::json))`
        : sql`annotation_id in (select id from annotations
            where workspace_id = ${workspaceId}
              and (id = ${which.annotation} or reply_to = ${which.annotation}))`;
  await db.execute(sql`
    update notices set read_at = now()
    where workspace_id = ${workspaceId} and person_id = ${personId}
      and read_at is null and ${where}`);
}

/** What others did on an article since it was looked at last. */
export type FollowedRow = {
  article: string;
  title: string;
  count: number;
  people: string[];
  /** Milliseconds since 1970. */
  at: number;
};

/** As many of them as an inbox shows. */
const MOST_FOLLOWED = 50;

/** How many of the articles that changed last are looked through: a library grows without end. */
const MOST_RECENT = 1000;

/**
 * Whether an article `a` is followed by somebody whose word on it is `f`: it is when
 * they said so, or brought it in, or annotated it. Of their annotations the first
 * is looked up, in an index's order: of an `exists` all that they ever made would
 * be hashed, and of any one of them the table would be read.
 */
const isFollowed = (personId: string) => sql`coalesce(f.following,
  a.created_by = ${personId} or (
    select true from annotations x
    where x.workspace_id = a.workspace_id and x.article_id = a.id
      and x.deleted_at is null and x.created_by = ${personId}
    order by x.created_at limit 1),
  false)`;

/** Articles `a` that somebody follows, with when they were looked at last. */
const followedBy = (workspaceId: string, viewer: Actor) => sql`(
  select a.workspace_id, a.id, a.version,
    greatest(coalesce(f.seen_at, a.created_at), now() - interval '30 days') as seen
  from (
    select * from articles
    where workspace_id = ${workspaceId} and deleted_at is null
      and updated_at > now() - interval '30 days'
    order by updated_at desc limit ${MOST_RECENT}
  ) a
  left join follows f on f.workspace_id = a.workspace_id
    and f.article_id = a.id and f.person_id = ${viewer.id}
  where ${seenBy(viewer)}
    and ${isFollowed(viewer.id)}
  offset 0) a`;

/** What others have done on an article `a` since, as `l`. */
const doneByOthers = (viewer: Actor) => sql`activity l
  join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
  where l.workspace_id = a.workspace_id and l.article_id = a.id
    and l.at > a.seen and l.person_id <> ${viewer.id}
    and l.verb ~ '^(article|annotation|reply)\\.'
    and coalesce(l.detail->>'visibility', 'team') <> 'private'`;

/** The articles that somebody follows on which others have done something since. */
export async function listFollowed(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
): Promise<FollowedRow[]> {
  const rows = await db.execute<FollowedRow>(sql`
    select a.id as article, v.title, c.count::int as count, c.people,
      floor(extract(epoch from c.at) * 1000)::float8 as at
    from ${followedBy(workspaceId, viewer)}
    join versions v on v.workspace_id = a.workspace_id and v.article_id = a.id
      and v.number = a.version
    join lateral (
      select count(*) as count, max(l.at) as at,
        array_to_json((array_agg(distinct p.name))[1:3]) as people
      from ${doneByOthers(viewer)}
    ) c on c.count > 0
    order by c.at desc
    limit ${MOST_FOLLOWED}`);
  return [...rows];
}

/** Remembers that an article's changes have been seen, or whether somebody follows it. */
export async function upsertFollow(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  articleId: string,
  change: { seen: true } | { following: boolean },
): Promise<void> {
  const following = 'following' in change ? change.following : null;
  await db.execute(sql`
    insert into follows (workspace_id, person_id, article_id, following, seen_at)
    values (${workspaceId}, ${personId}, ${articleId}, ${following}::boolean,
      ${following === null ? sql`now()` : sql`null`})
    on conflict (workspace_id, person_id, article_id) do update set
      following = coalesce(excluded.following, follows.following),
      seen_at = coalesce(excluded.seen_at, follows.seen_at)`);
}

/** Whether somebody follows an article. */
export async function isFollowing(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  articleId: string,
): Promise<boolean> {
  const [row] = await db.execute<{ following: boolean }>(sql`
    select ${isFollowed(personId)} as following from articles a
    left join follows f on f.workspace_id = a.workspace_id
      and f.article_id = a.id and f.person_id = ${personId}
    where a.workspace_id = ${workspaceId} and a.id = ${articleId}`);
  return row?.following ?? false;
}
