import { and, eq, sql, type SQL } from 'drizzle-orm';

import type {
  ClaimContent,
  ClaimInArticle,
  Verdict,
} from '#app/claims/claim.ts';
import { sketchOfClaim } from '#app/claims/resemblance.ts';
import type { Actor } from '#app/people/policy.ts';
import { holdsWords, SOURCE_KINDS } from '#app/sources/source.ts';
import { PLANNED_ANEW, type Db, type Tx } from '#db/client.ts';
import { seenBy } from '#db/queries/articles.ts';
import { claims } from '#db/schema/claims.ts';

/** The words that two claims are compared by. */
type Words = { statement: string; quote: string };

/** Gives an annotation what a claim has, and the next number of its article. */
export async function insertClaim(
  tx: Tx,
  workspaceId: string,
  {
    id,
    articleId,
    claim,
    words,
  }: { id: string; articleId: string; claim: ClaimContent; words: Words },
): Promise<void> {
  // Those who make claims of one article at once are numbered one after the other.
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`claims ${workspaceId} ${articleId}`}, 0))`);
  const sketch = JSON.stringify(sketchOfClaim(words));
  await tx.execute(sql`
    insert into claims (workspace_id, annotation_id, article_id, number,
      speaker, kind, priority, verdict, value_id, finding, sketch)
    select ${workspaceId}, ${id}, ${articleId},
      coalesce((select max(c.number) from claims c
        where c.workspace_id = ${workspaceId} and c.article_id = ${articleId}), 0) + 1,
      ${claim.speaker}, ${claim.kind}, ${claim.priority}, ${claim.verdict},
      ${claim.value}, ${claim.finding},
      array(select value::int from json_array_elements_text(${sketch}::text::json))`);
}

/** Writes what has been decided of a claim; a verdict takes the place of one that was voided. */
export async function updateClaim(
  tx: Tx,
  workspaceId: string,
  id: string,
  { value, ...claim }: ClaimContent,
  words: Words,
): Promise<void> {
  const kept = (column: SQL): SQL =>
    sql`case when ${claim.verdict} = 'unchecked' then ${column} end`;
  await tx
    .update(claims)
    .set({
      ...claim,
      valueId: value,
      sketch: sketchOfClaim(words),
      voidedVerdict: kept(sql`${claims.voidedVerdict}`),
      voidedValueId: kept(sql`${claims.voidedValueId}`),
    })
    .where(isClaim(workspaceId, id));
}

const isClaim = (workspaceId: string, id: string) =>
  and(eq(claims.workspaceId, workspaceId), eq(claims.annotationId, id));

/** Of evidence `e`: whether its quote was found, or attested and confirmed. */
const IS_FOUND = `(e.quote_check in ('exact', 'normalised')
  or (e.quote_check = 'attested' and e.confirmed_by is not null))`;

/** How much evidence `e` of a claim there is, as `EvidenceCounts`. */
export const COUNTS = sql.raw(`json_build_object(
  'supports', count(*) filter (where e.stance = 'supports' and ${IS_FOUND}),
  'refutes', count(*) filter (where e.stance = 'refutes' and ${IS_FOUND}),
  'context', count(*) filter (where e.stance = 'context' and ${IS_FOUND}),
  'unfound', count(*) filter (where not ${IS_FOUND}))`);

/** What evidence `e` of a source `s` has to be, for a verdict to rest on it. */
export const FOUND = sql.raw(`(e.deleted_at is null and s.deleted_at is null
  and s.withdrawn is null and ${IS_FOUND})`);

/** Whether a claim has evidence that a verdict can rest on. */
export async function isEvidenced(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`
    select exists (
      select 1 from evidence e
      join sources s on s.workspace_id = e.workspace_id and s.id = e.source_id
      where e.workspace_id = ${workspaceId} and e.claim_id = ${id} and ${FOUND}
    ) as found`);
  return row?.found ?? false;
}

/** The verdict that a word of the workspace's own stands for; null when there is no such word. */
export async function meaningOf(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<Verdict | null> {
  const [row] = await db.execute<{ meaning: Verdict }>(sql`
    select meaning from verdicts
    where workspace_id = ${workspaceId} and id = ${id}`);
  return row?.meaning ?? null;
}

/**
 * Takes claims back to unchecked and remembers what they were: their words, or
 * what they rested on, have changed. Returns those that were anything else; their
 * annotations' revisions are raised.
 */
export async function voidClaims(
  tx: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    with voided as (
      update claims c
      set verdict = 'unchecked', value_id = null,
        voided_verdict = c.verdict, voided_value_id = c.value_id
      where c.workspace_id = ${workspaceId} and c.verdict <> 'unchecked'
        and c.annotation_id in (
          select value::uuid
          from json_array_elements_text(${JSON.stringify(ids)}::text::json))
      returning c.workspace_id, c.annotation_id)
    update annotations a set revision = a.revision + 1, updated_at = now()
    from voided v
    where a.workspace_id = v.workspace_id and a.id = v.annotation_id
    returning a.id`);
  return rows.map(({ id }) => id);
}

/** Gives a claim back what it was before its words changed; false where nothing was taken. */
export async function reinstateClaim(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with back as (
      update claims c
      set verdict = c.voided_verdict, value_id = c.voided_value_id,
        voided_verdict = null, voided_value_id = null
      where c.workspace_id = ${workspaceId} and c.annotation_id = ${id}
        and c.verdict = 'unchecked' and c.voided_verdict is not null
      returning c.workspace_id, c.annotation_id)
    update annotations a set revision = a.revision + 1, updated_at = now()
    from back
    where a.workspace_id = back.workspace_id and a.id = back.annotation_id
    returning a.id`);
  return rows.length > 0;
}

/** A claim with what verbs need beside it. */
export type ClaimRow = ClaimInArticle & { deleted: boolean };

async function select(db: Db | Tx, rest: SQL): Promise<ClaimRow[]> {
  const at = (column: string): SQL =>
    sql.raw(
      `to_char(x.${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    );
  const rows = await db.execute<ClaimRow>(sql`${PLANNED_ANEW}
    select x.id, c.number, x.article_id as article, v.title, m.version,
      m.start, m."end", m.exact as quote, x.body as statement, c.speaker,
      c.kind, c.priority, x.assignee as checker, x.due::text as due, c.verdict,
      c.value_id as value, c.finding, c.voided_verdict as was, x.visibility,
      x.resolved, x.revision, x.deleted_at is not null as deleted,
      coalesce((
        select json_agg(t.name order by at.position) from annotation_tags at
        join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
          and t.deleted_at is null
        where at.workspace_id = x.workspace_id and at.annotation_id = x.id
      ), '[]'::json) as tags,
      (select ${COUNTS}
      from evidence e
      where e.workspace_id = x.workspace_id and e.claim_id = x.id
        and e.deleted_at is null) as evidence,
      json_build_object('id', p.id, 'name', p.name) as "createdBy",
      ${at('created_at')} as "createdAt", ${at('updated_at')} as "updatedAt"
    from claims c
    join annotations x on x.workspace_id = c.workspace_id
      and x.id = c.annotation_id
    join articles a on a.workspace_id = x.workspace_id and a.id = x.article_id
      and a.deleted_at is null
    join versions v on v.workspace_id = a.workspace_id and v.article_id = a.id
      and v.number = a.version
    join people p on p.workspace_id = x.workspace_id and p.id = x.created_by
    join lateral (
      select * from anchors n
      where n.workspace_id = x.workspace_id and n.annotation_id = x.id
        and n.start is not null
      order by n.version desc limit 1) m on true
    ${rest}`);
  return [...rows];
}

/** The claims of an article, or with null of all articles that the viewer may see, by number; other articles' most recently touched first. */
export function listClaims(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  articleId: string | null,
  { limit, after }: { limit: number; after?: number | null } = {
    limit: 20_000,
  },
): Promise<ClaimRow[]> {
  return select(
    db,
    sql`where c.workspace_id = ${workspaceId} and x.deleted_at is null
      and ${seenBy(viewer)}
      and ${articleId === null ? sql`true` : sql`c.article_id = ${articleId}`}
      and ${after == null ? sql`true` : sql`c.number > ${after}`}
    order by ${articleId === null ? sql`a.updated_at desc, a.id,` : sql``} c.number
    limit ${limit}`,
  );
}

/** A claim, deleted or not; null also where its article is not for the viewer to see. */
export async function findClaim(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  id: string,
): Promise<ClaimRow | null> {
  const rows = await select(
    db,
    sql`where c.workspace_id = ${workspaceId} and c.annotation_id = ${id}
      and ${seenBy(viewer)}`,
  );
  return rows[0] ?? null;
}

/** Claims that share runs or figures with some words, those that share most first. */
export function listAkin(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  { sketch, except }: { sketch: number[]; except: string },
): Promise<ClaimRow[]> {
  const hashes = sql`array(select value::int
    from json_array_elements_text(${JSON.stringify(sketch)}::text::json))`;
  return select(
    db,
    sql`where c.workspace_id = ${workspaceId} and x.deleted_at is null
      and c.annotation_id <> ${except} and ${seenBy(viewer)}
      and c.annotation_id in (
        select annotation_id from claims k
        where k.workspace_id = ${workspaceId} and k.sketch && ${hashes}
        order by (select count(*) from unnest(k.sketch) h
          where h = any(${hashes})) desc, k.annotation_id desc
        limit 40)`,
  );
}

/** How many claims wait, of all that a viewer may see: what is unchecked or being checked. */
export async function countOpenClaims(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`
    select count(*)::int as total
    from claims c
    join annotations x on x.workspace_id = c.workspace_id
      and x.id = c.annotation_id and x.deleted_at is null
    join articles a on a.workspace_id = x.workspace_id and a.id = x.article_id
      and a.deleted_at is null
    where c.workspace_id = ${workspaceId} and ${seenBy(viewer)}
      and c.verdict in ('unchecked', 'checking')`);
  return row?.total ?? 0;
}

/** Where claims lie in a version that have found evidence from what holds somebody's own words. */
export async function listWorded(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
): Promise<[start: number, end: number][]> {
  const kinds = SOURCE_KINDS.filter(holdsWords);
  const rows = await db.execute<{ start: number; end: number }>(sql`
    select m.start, m."end"
    from claims c
    join annotations x on x.workspace_id = c.workspace_id
      and x.id = c.annotation_id and x.deleted_at is null
    join anchors m on m.workspace_id = c.workspace_id
      and m.annotation_id = c.annotation_id and m.version = ${version}
      and m.start is not null and not m.voided
    where c.workspace_id = ${workspaceId} and c.article_id = ${articleId}
      and exists (
        select 1 from evidence e
        join sources s on s.workspace_id = e.workspace_id and s.id = e.source_id
        where e.workspace_id = c.workspace_id and e.claim_id = c.annotation_id
          and ${FOUND} and s.kind in (
            select json_array_elements_text(${JSON.stringify(kinds)}::text::json)))`);
  return rows.map(({ start, end }) => [start, end]);
}
