import { and, eq, sql, type SQL } from 'drizzle-orm';

import {
  type AnchoredAnnotation,
  type Decision,
  type Foreign,
  type PlacedAnchor,
  type Reply,
  type StoredContent,
  type Visibility,
} from '#app/annotations/annotation.ts';
import type { Actor } from '#app/people/policy.ts';
import { PLANNED_ANEW, type Db, type Tx } from '#db/client.ts';
import { seenBy } from '#db/queries/articles.ts';
import { COUNTS } from '#db/queries/claims.ts';
import { annotations } from '#db/schema/annotations.ts';

/** An annotation with the bookkeeping that verbs need beside it. */
export type AnnotationRow = AnchoredAnnotation & {
  foreign: Foreign;
  deletedAt: Date | null;
  /** Whose it is and who sees it: of a reply, what it answers says so. */
  owned: { createdBy: string; visibility: Visibility };
};

type Content = Omit<StoredContent, 'tags' | 'claim'>;

/** An annotation to be made, and what the trail says of it. */
export type NewAnnotation = Content & {
  workspaceId: string;
  id: string;
  articleId: string;
  createdBy: string;
  foreign: Foreign;
  version: number;
  anchor: PlacedAnchor | null;
  replyTo: string | null;
  verb: string;
  detail: Record<string, unknown>;
};

/**
 * Inserts annotations, their anchors where they have a place, and their rows of
 * the trail, and touches their articles: one statement, because each further one
 * would be a way to the database and back. An article at most once a minute, or
 * those who annotate it would wait for each other. When each was made, in
 * milliseconds; null where the id is taken.
 */
export async function insertAnnotations(
  db: Db | Tx,
  given: NewAnnotation[],
): Promise<(number | null)[]> {
  const records = JSON.stringify(given.map(recordOf));
  const added = await db.execute<{ id: string; at: number }>(sql`
    with given as (
      select distinct on ("workspaceId", id) *
      from json_to_recordset(${records}::text::json)
        as given("workspaceId" uuid, id uuid, "articleId" uuid, version int,
          kind text, colour text, replacement text, body text,
          visibility text, resolved boolean, "foreign" jsonb, "createdBy" uuid, "replyTo" uuid,
          assignee uuid, due date, verb text, detail jsonb,
          "anchorVersion" int, state text, style boolean, confidence real,
          start int, "end" int, exact text, prefix text, suffix text)),
    added as (
      insert into annotations (workspace_id, id, article_id, version, kind,
        colour, replacement, body, visibility, resolved, "foreign", created_by,
        reply_to, assignee, due)
      select "workspaceId", id, "articleId", version, kind, colour,
        replacement, body, visibility, resolved, "foreign", "createdBy", "replyTo", assignee, due
      from given
      on conflict do nothing
      returning workspace_id, id, article_id, revision, created_at),
    placed as (
      insert into anchors (workspace_id, annotation_id, article_id, version,
        state, style, confidence, start, "end", exact, prefix, suffix)
      select added.workspace_id, added.id, added.article_id,
        given."anchorVersion", given.state, given.style, given.confidence,
        given.start, given."end", given.exact, given.prefix, given.suffix
      from added join given on given.id = added.id
        and given."workspaceId" = added.workspace_id
      where given."anchorVersion" is not null),
    told as (
      insert into activity (workspace_id, person_id, verb, object_id,
        article_id, revision, detail)
      select added.workspace_id, given."createdBy", given.verb, added.id,
        added.article_id, added.revision, given.detail
      from added join given on given.id = added.id
        and given."workspaceId" = added.workspace_id),
    touched as (
      update articles set updated_at = now()
      from (select distinct workspace_id, article_id from added) added
      where articles.workspace_id = added.workspace_id
        and articles.id = added.article_id
        and articles.updated_at < now() - interval '1 minute')
    select id, floor(extract(epoch from created_at) * 1000)::float8 as at
    from added`);
  const times = new Map(added.map(({ id, at }) => [id, at]));
  return given.map(({ id }) => {
    const at = times.get(id) ?? null;
    // Of two that propose one id the second has not been made.
    times.delete(id);
    return at;
  });
}

/**
 * As the statement above reads it: flat, and without what is null, because the
 * database spends a quarter of its time on reading them.
 */
const recordOf = (one: NewAnnotation): Record<string, unknown> => ({
  workspaceId: one.workspaceId,
  id: one.id,
  articleId: one.articleId,
  version: one.version,
  kind: one.kind,
  colour: one.colour ?? undefined,
  replacement: one.replacement ?? undefined,
  body: one.body,
  visibility: one.visibility,
  resolved: one.resolved,
  foreign: one.foreign,
  createdBy: one.createdBy,
  replyTo: one.replyTo ?? undefined,
  assignee: one.assignee ?? undefined,
  due: one.due ?? undefined,
  verb: one.verb,
  detail: one.detail,
  anchorVersion: one.anchor?.version,
  state: one.anchor?.state,
  style: one.anchor?.style,
  confidence: one.anchor?.confidence,
  start: one.anchor?.start ?? undefined,
  end: one.anchor?.end ?? undefined,
  exact: one.anchor?.exact,
  prefix: one.anchor?.prefix,
  suffix: one.anchor?.suffix,
});

/** A claim `c` as its annotation carries it, with how much evidence there is of each stance. */
export const CLAIM = sql`case when c.annotation_id is not null then json_build_object(
  'number', c.number, 'speaker', c.speaker, 'kind', c.kind,
  'priority', c.priority, 'verdict', c.verdict, 'value', c.value_id,
  'finding', c.finding, 'was', c.voided_verdict, 'evidence', (
    select ${COUNTS} from evidence e
    where e.workspace_id = c.workspace_id and e.claim_id = c.annotation_id
      and e.deleted_at is null)) end`;

/**
 * What an annotation answers, as `r`. One row is looked up for each, and no
 * more: joined as usual, a database that has not counted its rows yet reads all
 * of a workspace's for every one.
 */
export const answered = (annotation: SQL): SQL => sql`left join lateral (
  select * from annotations r
  where r.workspace_id = ${annotation}.workspace_id
    and r.id = ${annotation}.reply_to limit 1
) r on true`;

/** A row as the query below names its columns. */
type Flat = Omit<
  AnnotationRow,
  'anchor' | 'author' | 'deletedAt' | 'articleId' | 'owned'
> &
  Omit<PlacedAnchor, 'version'> & {
    articleId: string;
    deletedAt: string | null;
    anchorVersion: number | null;
    authorId: string;
    authorName: string;
    authorRole: AnnotationRow['author']['role'];
    authorColour: AnnotationRow['author']['colour'];
    ownerId: string;
    ownVisibility: Visibility;
  };

/** Annotations with all that is known of them; written out, because a page of them is read often. */
async function select(
  db: Db | Tx,
  version: SQL,
  rest: SQL,
): Promise<AnnotationRow[]> {
  const rows = await db.execute<Flat>(sql`
    select a.id, a.article_id as "articleId", a.version, a.kind, a.colour,
      a.replacement, a.decision, a.body, a.visibility, a.resolved, a.revision, a."foreign",
      a.reply_to as "replyTo", a.assignee, a.due::text as due,
      coalesce(r.created_by, a.created_by) as "ownerId",
      coalesce(r.visibility, a.visibility) as "ownVisibility",
      floor(extract(epoch from a.created_at) * 1000)::float8 as "createdAt",
      floor(extract(epoch from a.updated_at) * 1000)::float8 as "updatedAt",
      a.deleted_at as "deletedAt", ${CLAIM} as claim,
      p.id as "authorId", p.name as "authorName", p.role as "authorRole",
      p.colour as "authorColour",
      s.version as "anchorVersion", s.state, s.style, s.confidence, s.start,
      s."end", s.exact, s.prefix, s.suffix, s.review,
      coalesce((
        select json_agg(t.name order by at.position)
        from annotation_tags at
        join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
          and t.deleted_at is null
        where at.workspace_id = a.workspace_id and at.annotation_id = a.id
      ), '[]'::json) as tags
    from annotations a
    join people p on p.workspace_id = a.workspace_id and p.id = a.created_by
    ${answered(sql`a`)}
    left join lateral (
      select * from anchors s where s.workspace_id = a.workspace_id
        and s.annotation_id = a.id and s.version = ${version} limit 1
    ) s on true
    left join lateral (
      select * from claims c where a.kind = 'claim'
        and c.workspace_id = a.workspace_id and c.annotation_id = a.id limit 1
    ) c on true
    ${rest}`);
  // Each column by its name: to take some off and keep the rest is slow.
  return rows.map((row): AnnotationRow => ({
    id: row.id,
    articleId: row.articleId,
    version: row.version,
    kind: row.kind,
    colour: row.colour,
    replacement: row.replacement,
    claim: row.claim,
    decision: row.decision,
    body: row.body,
    tags: row.tags,
    visibility: row.visibility,
    resolved: row.resolved,
    assignee: row.assignee,
    due: row.due,
    replyTo: row.replyTo,
    owned: { createdBy: row.ownerId, visibility: row.ownVisibility },
    revision: row.revision,
    author: {
      id: row.authorId,
      name: row.authorName,
      role: row.authorRole,
      colour: row.authorColour,
    },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    anchor:
      row.anchorVersion === null
        ? null
        : {
            version: row.anchorVersion,
            state: row.state,
            style: row.style,
            confidence: row.confidence,
            start: row.start,
            end: row.end,
            exact: row.exact,
            prefix: row.prefix,
            suffix: row.suffix,
            review: row.review,
          },
    foreign: row.foreign,
    deletedAt: row.deletedAt === null ? null : new Date(row.deletedAt),
  }));
}

/**
 * What a viewer may see of annotations `a`, with what they answer as `r`:
 * everything but other people's private ones, and no answer to what is gone.
 */
const visibleTo = (viewerId: string): SQL =>
  sql`(coalesce(r.visibility, a.visibility) <> 'private'
    or coalesce(r.created_by, a.created_by) = ${viewerId})
    and r.deleted_at is null`;

/** The annotations of an article that a viewer may see, each on the version it was made on, oldest first. */
export function listAnnotations(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  { limit, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<AnnotationRow[]> {
  return select(
    db,
    sql`a.version`,
    sql`where a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
      and a.deleted_at is null and ${visibleTo(viewerId)}
      order by a.created_at, a.id limit ${limit ?? null} offset ${offset}`,
  );
}

/** How many annotations and replies of an article a viewer may see. */
export async function countAnnotations(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`
    select count(*)::int as total
    from annotations a ${answered(sql`a`)}
    where a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
      and a.deleted_at is null and ${visibleTo(viewerId)}`);
  return row?.total ?? 0;
}

/** How many replies each thread of an article has, of those that a viewer may see. */
export async function countReplies(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
): Promise<{ id: string; count: number }[]> {
  const rows = await db.execute<{ id: string; count: number }>(sql`
    ${PLANNED_ANEW}
    select a.reply_to as id, count(*)::int as count
    from annotations a
    join annotations r on r.workspace_id = a.workspace_id and r.id = a.reply_to
    where a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
      and a.deleted_at is null and a.reply_to is not null
      and ${visibleTo(viewerId)}
    group by a.reply_to`);
  return [...rows];
}

/** A place in a thread: before this reply in its order. */
export type ReplyCursor = { createdAt: number; id: string };

/** The newest replies of a thread, newest first, from before `before`. */
export async function listReplies(
  db: Db | Tx,
  workspaceId: string,
  annotationId: string,
  { limit, before }: { limit: number; before: ReplyCursor | null },
): Promise<Reply[]> {
  const rows = await db.execute<
    Omit<Reply, 'author'> & { author: Reply['author'] }
  >(sql`
    select a.id, a.reply_to as annotation, a.body, a.revision,
      floor(extract(epoch from a.created_at) * 1000)::float8 as "createdAt",
      floor(extract(epoch from a.updated_at) * 1000)::float8 as "updatedAt",
      json_build_object('id', p.id, 'name', p.name, 'role', p.role,
        'colour', p.colour) as author
    from annotations a
    join people p on p.workspace_id = a.workspace_id and p.id = a.created_by
    where a.workspace_id = ${workspaceId} and a.reply_to = ${annotationId}
      and a.deleted_at is null
      and ${
        before
          ? sql`(floor(extract(epoch from a.created_at) * 1000), a.id) < (${before.createdAt}::float8, ${before.id}::uuid)`
          : sql`true`
      }
    order by floor(extract(epoch from a.created_at) * 1000) desc, a.id desc
    limit ${limit}`);
  return [...rows];
}

/** Whether somebody is named in a thread, or is to see to it. */
export async function isAsked(
  db: Db | Tx,
  workspaceId: string,
  annotationId: string,
  personId: string,
): Promise<boolean> {
  const [row] = await db.execute<{ asked: boolean }>(sql`
    select exists (
      select 1 from annotations a
      left join mentions m on m.workspace_id = a.workspace_id
        and m.annotation_id = a.id
      where a.workspace_id = ${workspaceId} and a.deleted_at is null
        and (a.id = ${annotationId} or a.reply_to = ${annotationId})
        and (m.person_id = ${personId} or a.assignee = ${personId})
    ) as asked`);
  return row?.asked ?? false;
}

/** Those who have said something in a thread, its author among them. */
export async function threadPeople(
  db: Db | Tx,
  workspaceId: string,
  annotationId: string,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct a.created_by as id from annotations a
    where a.workspace_id = ${workspaceId} and a.deleted_at is null
      and (a.id = ${annotationId} or a.reply_to = ${annotationId})`);
  return rows.map(({ id }) => id);
}

/**
 * An annotation on the version it was made on, deleted or not, private or not;
 * null also when its article is deleted or not for the viewer to know of.
 */
export async function findAnnotation(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  id: string,
): Promise<AnnotationRow | null> {
  const rows = await select(
    db,
    sql`a.version`,
    sql`where a.workspace_id = ${workspaceId} and a.id = ${id} and exists (
      select 1 from articles ar
      where ar.workspace_id = a.workspace_id
        and ar.id = a.article_id and ar.deleted_at is null
        and ${seenBy(viewer, sql`ar`)})
      and r.deleted_at is null`,
  );
  return rows[0] ?? null;
}

/** Those of these ids, each on the newest version that it has a place in, deleted or not, whoever may see them. */
export function findAnnotations(
  db: Db | Tx,
  workspaceId: string,
  ids: string[],
): Promise<AnnotationRow[]> {
  return select(
    db,
    sql`(select max(x.version) from anchors x
      where x.workspace_id = a.workspace_id and x.annotation_id = a.id)`,
    sql`where a.workspace_id = ${workspaceId}
      and a.id in (select (json_array_elements_text(${JSON.stringify(ids)}::text::json))::uuid)`,
  );
}

/** A suggested edit that waits, with its place; UTF-16, half-open. */
export type OpenEdit = {
  id: string;
  start: number;
  end: number;
  replacement: string;
};

/** The edits of a version that wait, whose words are those that they were made on, in text order. */
export async function listOpenEdits(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  version: number,
): Promise<OpenEdit[]> {
  const rows = await db.execute<OpenEdit>(sql`
    select a.id, s.start, s."end", a.replacement
    from annotations a
    join anchors s on s.workspace_id = a.workspace_id
      and s.annotation_id = a.id and s.version = ${version}
    join anchors m on m.workspace_id = a.workspace_id
      and m.annotation_id = a.id and m.version = a.version
    where a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
      and a.deleted_at is null and a.kind = 'edit' and a.decision is null
      and s.start is not null and s.exact = m.exact
      and (a.visibility <> 'private' or a.created_by = ${viewerId})
    order by s.start, s."end", a.id`);
  return [...rows];
}

/** Locks the row, so that of two changes the second sees the first. */
export async function lockAnnotation(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx
    .select({ id: annotations.id })
    .from(annotations)
    .where(
      and(eq(annotations.workspaceId, workspaceId), eq(annotations.id, id)),
    )
    .for('update');
}

/** Writes down what was decided of an edit; null takes it back. Resolved is what has been decided. */
export async function decideEdit(
  tx: Tx,
  workspaceId: string,
  id: string,
  decision: Decision | null,
  decidedBy: string,
): Promise<void> {
  await tx
    .update(annotations)
    .set({
      decision,
      decidedBy: decision && decidedBy,
      decidedAt: decision && sql`now()`,
      resolved: decision !== null,
      revision: sql`${annotations.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(eq(annotations.workspaceId, workspaceId), eq(annotations.id, id)),
    );
}

/** Writes a change and raises the revision. */
export async function updateAnnotation(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<Content> & { foreign?: Foreign; deletedAt?: Date | null },
): Promise<void> {
  await tx
    .update(annotations)
    .set({
      ...change,
      revision: sql`${annotations.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(eq(annotations.workspaceId, workspaceId), eq(annotations.id, id)),
    );
}
