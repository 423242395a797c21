import { and, eq, sql, type SQL } from 'drizzle-orm';

import type { Verdict } from '#app/claims/claim.ts';
import type { TextMap } from '#app/sources/locating.ts';
import type {
  Reliability,
  Snapshot,
  Source,
  SourceKind,
  SourceUse,
} from '#app/sources/source.ts';
import type { Actor } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { seenBy } from '#db/queries/articles.ts';
import { FOUND } from '#db/queries/claims.ts';
import { tagIds, type TagMaking } from '#db/queries/tags.ts';
import {
  snapshots,
  snapshotTexts,
  sourcePeople,
  sources,
  sourceTags,
} from '#db/schema/sources.ts';

/** The sources that somebody may know of: the policy's `canSeeSource`, for lists. */
export const sourceSeenBy = (viewerId: string, as: SQL = sql`s`): SQL =>
  sql`(not ${as}.confidential or exists (select 1 from source_people named
    where named.workspace_id = ${as}.workspace_id
      and named.source_id = ${as}.id and named.person_id = ${viewerId}))`;

/** A source with the bookkeeping that verbs need beside it. */
export type SourceRow = Source & { deleted: boolean; use: SourceUse };

/** Claims `x` of evidence `e` of the source, that a viewer may see. */
const usedBy = (viewer: Actor): SQL => sql`
  from evidence e
  join annotations x on x.workspace_id = e.workspace_id and x.id = e.claim_id
    and x.deleted_at is null
  join articles a on a.workspace_id = x.workspace_id and a.id = x.article_id
    and a.deleted_at is null and ${seenBy(viewer)}
  where e.workspace_id = s.workspace_id and e.source_id = s.id
    and e.deleted_at is null`;

/** SHA-256 of a snapshot's salt and hash, byte for byte: whoever holds both can show that they did. */
const COMMITMENT =
  "encode(sha256(decode(n.salt, 'hex') || decode(n.sha256, 'hex')), 'hex')";

/** Snapshot `n` of source `s`. */
const SNAPSHOT = sql.raw(`json_build_object('id', n.id, 'sha256', n.sha256,
  'mediaType', n.media_type, 'bytes', n.bytes, 'name', n.name, 'url', n.url,
  'capturedAt', to_char(n.captured_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'textLength', n.text_length, 'typed', n.typed,
  'pages', nullif(jsonb_array_length(n.map->'pages'), 0),
  'commitment', case when s.confidential then
    json_build_object('salt', n.salt, 'hash', ${COMMITMENT}) end)`);

async function select(
  db: Db | Tx,
  viewer: Actor,
  rest: SQL,
): Promise<SourceRow[]> {
  const rows = await db.execute<SourceRow>(sql`
    select s.id, s.title, s.url, s.kind, s.origin, s.published::text as published,
      s.tier, s.reliability, s.reason, s.confidential, s.note, s.withdrawn,
      s.revision, s.deleted_at is not null as deleted,
      to_char(s.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      to_char(s.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt",
      json_build_object('id', p.id, 'name', p.name) as holder,
      case when s.confidential then (
        select json_agg(named.person_id order by named.person_id)
        from source_people named
        where named.workspace_id = s.workspace_id and named.source_id = s.id
      ) end as people,
      coalesce((
        select json_agg(t.name order by st.position) from source_tags st
        join tags t on t.workspace_id = st.workspace_id and t.id = st.tag_id
          and t.deleted_at is null
        where st.workspace_id = s.workspace_id and st.source_id = s.id
      ), '[]'::json) as tags,
      coalesce((
        select json_agg(${SNAPSHOT} order by n.captured_at desc, n.id desc)
        from snapshots n
        where n.workspace_id = s.workspace_id and n.source_id = s.id
      ), '[]'::json) as snapshots,
      (select json_build_object('claims', count(distinct e.claim_id),
        'articles', count(distinct x.article_id)) ${usedBy(viewer)}) as use
    from sources s
    join people p on p.workspace_id = s.workspace_id and p.id = s.created_by
    ${rest}`);
  return [...rows];
}

/** Which sources are listed. */
export type SourceQuery = {
  /** A part of the title, of whose it is, or of a quote from it. */
  text: string | null;
  kind: SourceKind | null;
  reliability: Reliability | null;
  tag: string | null;
  /** Only those without a snapshot. */
  bare: boolean;
  /** Only those that no claim rests on. */
  unused: boolean;
};

/** A place in the library: after this source in its order. */
export type SourceCursor = { at: string; id: string };

/** The sources that a viewer may know of, most recently touched first. */
export async function listSources(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  query: SourceQuery,
  { limit, after }: { limit: number; after: SourceCursor | null },
): Promise<SourceRow[]> {
  return select(
    db,
    viewer,
    sql`where ${listed(workspaceId, viewer, query)}
      and ${
        after
          ? sql`(date_trunc('milliseconds', s.updated_at), s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
          : sql`true`
      }
    order by date_trunc('milliseconds', s.updated_at) desc, s.id desc
    limit ${limit}`,
  );
}

function listed(workspaceId: string, viewer: Actor, query: SourceQuery): SQL {
  const { text, kind, reliability, tag, bare, unused } = query;
  const pattern = `%${(text ?? '').replace(/[\\%_]/g, c => `\\${c}`)}%`;
  const parts = [
    sql`s.workspace_id = ${workspaceId} and s.deleted_at is null`,
    sourceSeenBy(viewer.id),
    text === null
      ? null
      : sql`(s.title ilike ${pattern} or s.origin ilike ${pattern}
          or s.note ilike ${pattern} or exists (
            select 1 ${usedBy(viewer)} and e.quote ilike ${pattern}))`,
    kind && sql`s.kind = ${kind}`,
    reliability && sql`s.reliability = ${reliability}`,
    tag &&
      sql`exists (select 1 from source_tags st
        join tags t on t.workspace_id = st.workspace_id and t.id = st.tag_id
          and t.deleted_at is null
        where st.workspace_id = s.workspace_id and st.source_id = s.id
          and lower(t.name) = lower(${tag}))`,
    bare
      ? sql`not exists (select 1 from snapshots n
          where n.workspace_id = s.workspace_id and n.source_id = s.id)`
      : null,
    unused ? sql`not exists (select 1 ${usedBy(viewer)})` : null,
  ];
  return sql.join(
    parts.filter(part => part !== null),
    sql` and `,
  );
}

/** How many there are, of all that a viewer may know of, and of those how many are bare or unused. */
export async function countSources(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
): Promise<{ all: number; bare: number; unused: number }> {
  const [row] = await db.execute<{ all: number; bare: number; unused: number }>(
    sql`
    select count(*)::int as all,
      count(*) filter (where not exists (select 1 from snapshots n
        where n.workspace_id = s.workspace_id and n.source_id = s.id))::int as bare,
      count(*) filter (where not exists (select 1 ${usedBy(viewer)}))::int as unused
    from sources s
    where s.workspace_id = ${workspaceId} and s.deleted_at is null
      and ${sourceSeenBy(viewer.id)}`,
  );
  return row ?? { all: 0, bare: 0, unused: 0 };
}

/** A source, deleted or not; null also when it is not for the viewer to know of. */
export async function findSource(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  id: string,
): Promise<SourceRow | null> {
  const rows = await select(
    db,
    viewer,
    sql`where s.workspace_id = ${workspaceId} and s.id = ${id}
      and ${sourceSeenBy(viewer.id)}`,
  );
  return rows[0] ?? null;
}

/** Locks the row, so that of two changes the second sees the first. */
export async function lockSource(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.execute(sql`
    select 1 from sources
    where workspace_id = ${workspaceId} and id = ${id} for update`);
}

/** False when the id is taken. */
export async function insertSource(
  tx: Tx,
  row: typeof sources.$inferInsert,
): Promise<boolean> {
  const added = await tx
    .insert(sources)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: sources.id });
  return added.length > 0;
}

/** Writes a change and raises the revision. */
export async function updateSource(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<typeof sources.$inferInsert>,
): Promise<void> {
  await tx
    .update(sources)
    .set({
      ...change,
      revision: sql`${sources.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
}

/** Says who may know of a confidential source, instead of who might. */
export async function replaceSourcePeople(
  tx: Tx,
  workspaceId: string,
  sourceId: string,
  people: readonly string[],
): Promise<void> {
  await tx
    .delete(sourcePeople)
    .where(
      and(
        eq(sourcePeople.workspaceId, workspaceId),
        eq(sourcePeople.sourceId, sourceId),
      ),
    );
  if (people.length === 0) return;
  await tx
    .insert(sourcePeople)
    .values(people.map(personId => ({ workspaceId, sourceId, personId })));
}

/** Gives it these tags and no others; those that are missing and may not be made are named. */
export async function replaceSourceTags(
  tx: Tx,
  workspaceId: string,
  sourceId: string,
  names: string[],
  make: TagMaking,
): Promise<{ missing: string[] }> {
  await tx
    .delete(sourceTags)
    .where(
      and(
        eq(sourceTags.workspaceId, workspaceId),
        eq(sourceTags.sourceId, sourceId),
      ),
    );
  const { ids, missing } = await tagIds(tx, workspaceId, names, make);
  if (missing.length === 0 && ids.length > 0) {
    await tx.insert(sourceTags).values(
      ids.map((tagId, position) => ({
        ...{ workspaceId, sourceId, tagId, position },
      })),
    );
  }
  return { missing };
}

export async function insertSnapshot(
  tx: Db | Tx,
  row: typeof snapshots.$inferInsert,
  text = '',
): Promise<void> {
  await tx.insert(snapshots).values({ ...row, textLength: text.length });
  if (text === '') return;
  const { workspaceId, id: snapshotId } = row;
  await tx.insert(snapshotTexts).values({ workspaceId, snapshotId, text });
}

/** A snapshot of a source, with how its text is laid out. */
export type SnapshotRow = Snapshot & { source: string; map: TextMap };

/** A snapshot of a source; null where there is none. Whose it is to see, the source says. */
export async function findSnapshot(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<SnapshotRow | null> {
  const [row] = await db.execute<{
    snapshot: Snapshot;
    source: string;
    map: TextMap;
  }>(sql`
    select ${SNAPSHOT} as snapshot, n.source_id as source, n.map
    from snapshots n
    join sources s on s.workspace_id = n.workspace_id and s.id = n.source_id
    where n.workspace_id = ${workspaceId} and n.id = ${id}`);
  return row ? { ...row.snapshot, source: row.source, map: row.map } : null;
}

/** The text in a snapshot; empty where there is none. */
export async function findSnapshotText(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<string> {
  const [row] = await db
    .select({ text: snapshotTexts.text })
    .from(snapshotTexts)
    .where(
      and(
        eq(snapshotTexts.workspaceId, workspaceId),
        eq(snapshotTexts.snapshotId, id),
      ),
    );
  return row?.text ?? '';
}

/** A claim that has evidence from a source. */
export type RestingClaim = {
  id: string;
  number: number;
  article: string;
  title: string;
  statement: string;
  quote: string;
  verdict: Verdict;
  checker: string | null;
  createdBy: string;
  /** Whether its verdict rests on this source alone. */
  falls: boolean;
};

/**
 * The claims that have evidence from a source, whoever may see them; which of
 * them would fall if it were withdrawn.
 */
export async function listResting(
  db: Db | Tx,
  workspaceId: string,
  sourceId: string,
  viewer: Actor | null,
): Promise<RestingClaim[]> {
  const rows = await db.execute<RestingClaim>(sql`
    select x.id, c.number, x.article_id as article, v.title,
      x.body as statement, m.exact as quote, c.verdict, x.assignee as checker,
      x.created_by as "createdBy",
      c.verdict in ('accurate', 'partly-accurate', 'misleading', 'false')
        and not exists (
          select 1 from evidence e
          join sources s on s.workspace_id = e.workspace_id and s.id = e.source_id
          where e.workspace_id = x.workspace_id and e.claim_id = x.id
            and e.source_id <> ${sourceId} and ${FOUND}) as falls
    from (select distinct claim_id from evidence
      where workspace_id = ${workspaceId} and source_id = ${sourceId}
        and deleted_at is null) d
    join annotations x on x.workspace_id = ${workspaceId} and x.id = d.claim_id
      and x.deleted_at is null
    join claims c on c.workspace_id = x.workspace_id and c.annotation_id = x.id
    join anchors m on m.workspace_id = x.workspace_id
      and m.annotation_id = x.id and m.version = x.version
    join articles a on a.workspace_id = x.workspace_id and a.id = x.article_id
      and a.deleted_at is null
    join versions v on v.workspace_id = a.workspace_id and v.article_id = a.id
      and v.number = a.version
    where ${viewer ? seenBy(viewer) : sql`true`}
    order by a.updated_at desc, c.number`);
  return [...rows];
}

/** Whether anything has evidence from a source, whoever may see it; removed claims count, which may come back. */
export async function isCited(
  db: Db | Tx,
  workspaceId: string,
  sourceId: string,
): Promise<boolean> {
  const [row] = await db.execute<{ cited: boolean }>(sql`
    select exists (select 1 from evidence
      where workspace_id = ${workspaceId} and source_id = ${sourceId}
        and deleted_at is null) as cited`);
  return row?.cited ?? false;
}

/** Who may know of a source, as streams ask it. */
export type SourceGuard = { confidential: boolean; people: string[] };

/** The guards of sources, by their ids; deleted ones too. */
export async function sourceGuardsOf(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, SourceGuard>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<SourceGuard & { id: string }>(sql`
    select s.id, s.confidential, coalesce((
      select json_agg(named.person_id) from source_people named
      where named.workspace_id = s.workspace_id and named.source_id = s.id
    ), '[]'::json) as people
    from json_array_elements_text(${JSON.stringify(ids)}::text::json) as asked(id)
    join sources s on s.workspace_id = ${workspaceId}
      and s.id = asked.id::uuid`);
  return new Map(rows.map(({ id, ...guard }) => [id, guard]));
}

/** What a file says of a snapshot's bytes: their SHA-256, or of a confidential source's a commitment to it. */
export type Proof = { confidential: boolean; hash: string };

/** The proofs of what evidence was looked for in, by the evidence's ids; the same for whoever asks. */
export async function listProofs(
  db: Db | Tx,
  workspaceId: string,
  evidenceIds: readonly string[],
): Promise<Map<string, Proof>> {
  const rows = await db.execute<Proof & { id: string }>(sql`
    select e.id, s.confidential, case when s.confidential
      then ${sql.raw(COMMITMENT)} else n.sha256 end as hash
    from json_array_elements_text(${JSON.stringify(evidenceIds)}::text::json)
      as asked(id)
    join evidence e on e.workspace_id = ${workspaceId}
      and e.id = asked.id::uuid
    join sources s on s.workspace_id = e.workspace_id and s.id = e.source_id
    join snapshots n on n.workspace_id = e.workspace_id
      and n.id = e.snapshot_id`);
  return new Map(rows.map(({ id, ...proof }) => [id, proof]));
}
