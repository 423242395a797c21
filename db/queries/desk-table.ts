import { sql, type SQL } from 'drizzle-orm';

import { ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import {
  COLOURS,
  KINDS,
  LOST,
  REVIEWS,
  VISIBILITIES,
  WHOLE,
} from '#app/annotations/annotation.ts';
import {
  makeColumns,
  type DeskTable,
  type Said,
} from '#app/annotations/packed.ts';
import type { Person } from '#app/people/person.ts';
import { PLANNED_ANEW, type Db, type Tx } from '#db/client.ts';
import { CLAIM } from '#db/queries/annotations.ts';

/** Whether one is about the whole article, or was said to be. */
const isWhole = sql`(placed is null or review is not distinct from 'whole')`;

/** Where a word stands in its list, counted from `first`; 0 where it is none of them. */
const numberOf = (words: readonly string[], word: SQL, first: 0 | 1): SQL =>
  sql`case ${word} ${sql.join(
    words.map(
      (one, i) => sql`when ${one}::text then ${sql.raw(`${i + first}`)}`,
    ),
    sql` `,
  )} else 0 end`;

/** What is one of a few things, and the version it was made on, in one number: `read` takes it apart. */
const TRAITS = sql`${numberOf(ANCHOR_STATES, sql`state`, 0)}
  | (coalesce(style, false)::int << 3)
  | (${numberOf(REVIEWS, sql`review`, 1)} << 4)
  | (${numberOf(KINDS, sql`kind`, 0)} << 7)
  | (${numberOf(COLOURS, sql`colour`, 1)} << 10)
  | (${numberOf(VISIBILITIES, sql`visibility`, 0)} << 13)
  | (resolved::int << 15)
  | (version << 16)`;

/** A row's numbers as the database writes them for its binary protocol: the highest byte first. */
const SENT = {
  id: sql`uuid_send(id)`,
  createdAt: sql`timestamptz_send(created_at)`,
  updatedAt: sql`timestamptz_send(updated_at)`,
  start: sql`int4send(start)`,
  end: sql`int4send("end")`,
  revision: sql`int4send(revision)`,
  author: sql`int4send(array_position((select ids from authors), created_by) - 1)`,
  traits: sql`int4send(${TRAITS})`,
};

type Sent = keyof typeof SENT;

const COLUMNS = sql.join(
  Object.entries(SENT).map(
    ([name, bytes]) =>
      sql`coalesce(string_agg(${bytes}, ''), '') as ${sql.identifier(name)}`,
  ),
  sql`, `,
);

type Found = Record<Sent, Buffer> & {
  length: number;
  people: Person[];
  said: Said[];
  isLate: boolean;
};

/**
 * An article's annotations that a viewer may see, in text order, without the
 * words that the text holds: an article's whole margin at once. The database
 * writes its columns; ten thousand rows of text would have to be taken apart.
 */
export async function deskTable(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  version: number,
): Promise<DeskTable> {
  const seen = sql`a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
    and a.deleted_at is null and a.kind <> 'reply' and a.version <= ${version}
    and (a.visibility <> 'private' or a.created_by = ${viewerId})`;
  const start = sql`coalesce(start, case when ${isWhole} then ${WHOLE}::int else ${LOST}::int end)`;
  const [[found], tags] = await Promise.all([
    // A full join is hashed, however few rows are expected: of an article that
    // had just been filled each anchor was looked up by itself. Behind
    // `offset 0` it stays one.
    db.execute<Found>(sql`${PLANNED_ANEW}
      with found as materialized (
        select id, kind, colour, replacement, decision, body,
          ${start} as start, coalesce("end", -1) as "end",
          created_by, created_at, updated_at, visibility, resolved, revision,
          assignee, due::text as due, version, state, style, review,
          case when kind = 'claim' then (
            select ${CLAIM} from claims c
            where c.workspace_id = ${workspaceId} and c.annotation_id = joined.id
          ) end as claim,
          case when start is null and not ${isWhole} then exact end as lost,
          placed is null and version < ${version} and exists (
            select 1 from anchors x
            where x.workspace_id = ${workspaceId} and x.annotation_id = joined.id
          ) as is_late
        from (
          select a.*, s.version as placed, s.state, s.style, s.review, s.start,
            s."end", s.exact
          from (select * from annotations a where ${seen}) a
          full join (
            select * from anchors
            where workspace_id = ${workspaceId} and article_id = ${articleId}
              and version = ${version}
          ) s on s.annotation_id = a.id
          offset 0
        ) joined
        where id is not null
        order by ${start}, "end" desc, id),
      authors as (
        select array_agg(created_by) as ids
        from (select distinct created_by from found) each)
      select count(*)::int as length,
        coalesce((select json_agg(json_build_object('id', p.id,
            'name', p.name, 'role', p.role, 'colour', p.colour)
            order by array_position(ids, p.id))
          from people p, authors
          where p.workspace_id = ${workspaceId} and p.id = any(ids)
        ), '[]') as people,
        coalesce(bool_or(is_late), false) as "isLate",
        coalesce(json_agg(json_build_object('row', nth, 'body', body,
          'replacement', replacement, 'decision', decision, 'claim', claim,
          'assignee', assignee, 'due', due, 'lost', lost)) filter (
          where body <> '' or replacement is not null or claim is not null
            or assignee is not null or due is not null or lost is not null
        ), '[]') as said,
        ${COLUMNS}
      from (select *, row_number() over () - 1 as nth from found) found`),
    db.execute<{ id: string; name: string }>(sql`${PLANNED_ANEW}
      select at.annotation_id as id, t.name
      from annotations a
      join annotation_tags at on at.workspace_id = a.workspace_id
        and at.annotation_id = a.id
      join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
        and t.deleted_at is null
      where ${seen}
      order by at.annotation_id, at.position`),
  ]);
  if (!found) throw new Error('An aggregate has given no row');
  const { length, people, said, isLate } = found;
  return {
    length,
    people,
    said,
    isLate,
    columns: read(found),
    tags: [...tags],
  };
}

/** The columns as a page has them. */
function read({ length, ...found }: Found): DeskTable['columns'] {
  const { bytes, columns } = makeColumns(length);
  const sent = (name: Sent): DataView => {
    const { buffer, byteOffset, byteLength } = found[name];
    return new DataView(buffer, byteOffset, byteLength);
  };
  const id = sent('id');
  for (let i = 0; i < length * 4; i += 1) columns.id[i] = id.getInt32(i * 4);
  for (const name of ['createdAt', 'updatedAt'] as const) {
    const at = sent(name);
    for (let i = 0; i < length; i += 1) columns[name][i] = instantAt(at, i * 8);
  }
  for (const name of ['start', 'end', 'revision', 'author'] as const) {
    const numbers = sent(name);
    for (let i = 0; i < length; i += 1) {
      columns[name][i] = numbers.getInt32(i * 4);
    }
  }
  const traits = sent('traits');
  for (let i = 0; i < length; i += 1) {
    const number = traits.getInt32(i * 4);
    columns.fate[i] = number & 127;
    columns.kind[i] = (number >> 7) & 7;
    columns.colour[i] = ((number >> 10) & 7) - 1;
    columns.visibility[i] = (number >> 13) & 3;
    columns.resolved[i] = (number >> 15) & 1;
    columns.madeOn[i] = number >>> 16;
  }
  return bytes;
}

/** Milliseconds since 1970 at the turn of 2000, from which the database counts microseconds. */
const TURN = Date.UTC(2000, 0);

const instantAt = (view: DataView, at: number): number =>
  TURN +
  Math.floor((view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)) / 1000);
