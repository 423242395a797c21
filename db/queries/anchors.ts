import { sql } from 'drizzle-orm';

import type { Alarm, AnchorState } from '#app/anchoring/anchor.ts';
import type {
  Annotation,
  Place,
  Review,
  Visibility,
} from '#app/annotations/annotation.ts';
import type { Db, Tx } from '#db/client.ts';

/** Where an annotation lies in a version, with all that is known of how it came there. */
export type AnchorRow = Place & {
  prefix: string;
  suffix: string;
  alarms: Alarm[];
  voided: boolean;
  contextChanged: boolean;
  reviewedBy: string | null;
  reviewedAt: string | null;
};

/** An annotation that has to be carried into a version. */
export type ToCarry = {
  id: string;
  createdBy: string;
  assignee: string | null;
  visibility: Visibility;
  deleted: boolean;
  /** Whether it is a suggested edit that has been accepted, or rejected. */
  decided: boolean;
  /** Its newest place. */
  last: AnchorRow;
  /** The place whose words are those that it speaks of: where it was made, or held to be right. */
  base: AnchorRow;
};

const row = (name: 'l' | 'b') => sql`json_build_object(
  'version', ${sql.raw(name)}.version, 'state', ${sql.raw(name)}.state,
  'style', ${sql.raw(name)}.style, 'confidence', ${sql.raw(name)}.confidence,
  'start', ${sql.raw(name)}.start, 'end', ${sql.raw(name)}."end",
  'exact', ${sql.raw(name)}.exact, 'prefix', ${sql.raw(name)}.prefix,
  'suffix', ${sql.raw(name)}.suffix, 'alarms', ${sql.raw(name)}.alarms,
  'voided', ${sql.raw(name)}.voided,
  'contextChanged', ${sql.raw(name)}.context_changed,
  'review', ${sql.raw(name)}.review, 'reviewedBy', ${sql.raw(name)}.reviewed_by,
  'reviewedAt', ${sql.raw(name)}.reviewed_at)`;

/** The annotations of an article that were made before `version` and have no place in it yet; removed ones too, which may come back. */
export async function listToCarry(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
): Promise<ToCarry[]> {
  const rows = await db.execute<ToCarry>(sql`
    select a.id, a.created_by as "createdBy", a.assignee, a.visibility,
      a.deleted_at is not null as deleted, a.decision is not null as decided,
      ${row('l')} as last, ${row('b')} as base
    from annotations a
    join lateral (
      select * from anchors x
      where x.workspace_id = a.workspace_id and x.annotation_id = a.id
        and x.version < ${version}
      order by x.version desc limit 1) l on true
    join lateral (
      select * from anchors x
      where x.workspace_id = a.workspace_id and x.annotation_id = a.id
        and x.version < ${version}
        and (x.version = a.version or x.review in ('holds', 'placed'))
      order by x.version desc limit 1) b on true
    where a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
      and a.version < ${version} and a.kind <> 'reply'
      and not exists (
        select 1 from anchors x
        where x.workspace_id = a.workspace_id and x.annotation_id = a.id
          and x.version = ${version})
    order by a.id`);
  return [...rows];
}

export type NewAnchor = AnchorRow & { annotationId: string };

/** Writes where annotations lie in a version; what is there already stays. */
export async function insertAnchors(
  tx: Db | Tx,
  workspaceId: string,
  articleId: string,
  anchors: NewAnchor[],
): Promise<void> {
  if (anchors.length === 0) return;
  await tx.execute(sql`
    insert into anchors (workspace_id, article_id, annotation_id, version, state,
      style, confidence, start, "end", exact, prefix, suffix, alarms, voided,
      context_changed, review, reviewed_by, reviewed_at)
    select ${workspaceId}, ${articleId}, "annotationId", version, state, style,
      confidence, start, "end", exact, prefix, suffix,
      array(select json_array_elements_text(alarms)), voided, "contextChanged",
      review, "reviewedBy", "reviewedAt"
    from json_to_recordset(${JSON.stringify(anchors)}::text::json)
      as given("annotationId" uuid, version int, state text, style boolean,
        confidence real, start int, "end" int, exact text, prefix text,
        suffix text, alarms json, voided boolean, "contextChanged" boolean,
        review text, "reviewedBy" uuid, "reviewedAt" timestamptz)
    on conflict do nothing`);
}

/** An annotation that a version touched, with its place there and that of the words it speaks of. */
export type Touched = Pick<
  Annotation,
  'id' | 'kind' | 'colour' | 'body' | 'tags' | 'author' | 'revision'
> & { last: AnchorRow; base: AnchorRow };

/** The annotations that a viewer may see and that a version changed, moved, or left without a place; in text order. */
export async function listTouched(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  {
    version,
    states,
    limit,
    offset,
  }: {
    version: number;
    states: readonly AnchorState[];
    limit: number;
    offset: number;
  },
): Promise<Touched[]> {
  const rows = await db.execute<Touched>(sql`
    select a.id, a.kind, a.colour, left(a.body, 300) as body, a.revision,
      coalesce((
        select json_agg(t.name order by at.position)
        from annotation_tags at
        join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
          and t.deleted_at is null
        where at.workspace_id = a.workspace_id and at.annotation_id = a.id
      ), '[]'::json) as tags,
      json_build_object('id', p.id, 'name', p.name, 'role', p.role,
        'colour', p.colour) as author,
      ${row('l')} as last, ${row('b')} as base
    from anchors l
    join annotations a on a.workspace_id = l.workspace_id
      and a.id = l.annotation_id and a.deleted_at is null
    join people p on p.workspace_id = a.workspace_id and p.id = a.created_by
    join lateral (
      select * from anchors x
      where x.workspace_id = a.workspace_id and x.annotation_id = a.id
        and x.version < l.version
        and (x.version = a.version or x.review in ('holds', 'placed'))
      order by x.version desc limit 1) b on true
    where l.workspace_id = ${workspaceId} and l.article_id = ${articleId}
      and l.version = ${version} and a.decision is null
      -- A claim's sentence may have changed around its words.
      and (a.kind = 'claim' and l.voided or l.state in (
        select json_array_elements_text(${JSON.stringify(states)}::text::json)))
      and (a.visibility <> 'private' or a.created_by = ${viewerId})
    order by coalesce(l.start, b.start), a.id
    limit ${limit} offset ${offset}`);
  return [...rows];
}

/** An annotation's place in a version; null where none is known. */
export async function findAnchor(
  db: Db | Tx,
  workspaceId: string,
  annotationId: string,
  version: number,
): Promise<AnchorRow | null> {
  const [found] = await db.execute<{ l: AnchorRow }>(sql`
    select ${row('l')} as l from anchors l
    where l.workspace_id = ${workspaceId}
      and l.annotation_id = ${annotationId} and l.version = ${version}`);
  return found?.l ?? null;
}

/** Writes down what somebody decided of an annotation in a version, and its place where that is another. */
export async function reviewAnchor(
  tx: Db | Tx,
  workspaceId: string,
  annotationId: string,
  change: {
    version: number;
    review: Review;
    reviewedBy: string;
    place?: {
      state: AnchorState;
      style: boolean;
      start: number | null;
      end: number | null;
      exact: string;
      prefix: string;
      suffix: string;
    };
  },
): Promise<void> {
  const { version, review, reviewedBy, place } = change;
  const placed = place
    ? sql`, state = ${place.state}, style = ${place.style}, confidence = 1,
        start = ${place.start}, "end" = ${place.end}, exact = ${place.exact},
        prefix = ${place.prefix}, suffix = ${place.suffix}`
    : sql``;
  await tx.execute(sql`
    update anchors set review = ${review}, reviewed_by = ${reviewedBy},
      reviewed_at = now() ${placed}
    where workspace_id = ${workspaceId} and annotation_id = ${annotationId}
      and version = ${version}`);
}
