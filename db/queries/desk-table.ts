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
  WIDTHS,
  type Columns,
  type DeskTable,
  type Said,
} from '#app/annotations/packed.ts';
import type { Person } from '#app/people/person.ts';
import { PLANNED_ANEW, type Db, type Tx } from '#db/client.ts';
import { CLAIM } from '#db/queries/annotations.ts';

/** Of anchors `s`: whether an annotation is about the whole article, or was said to be. */
const isWhole = sql`(s.version is null or s.review is not distinct from 'whole')`;

/** Where a word stands in its list, from 1; 0 where it is none of them. */
const placeIn = (words: readonly string[], word: SQL): SQL =>
  sql`coalesce(array_position(array[${sql.join(
    words.map(one => sql`${one}::text`),
    sql`, `,
  )}], ${word}), 0)`;

/** Each column's number, of what is found as below. */
const NUMBERS: Record<Exclude<keyof Columns, 'id'>, SQL> = {
  createdAt: sql`round(date_part('epoch', created_at) * 1000)`,
  updatedAt: sql`round(date_part('epoch', updated_at) * 1000)`,
  start: sql`start`,
  end: sql`"end"`,
  revision: sql`revision`,
  author: sql`array_position((select ids from authors), created_by) - 1`,
  madeOn: sql`version`,
  fate: sql`greatest(${placeIn(ANCHOR_STATES, sql`state`)} - 1, 0)
    | (coalesce(style, false)::int << 3)
    | (${placeIn(REVIEWS, sql`review`)} << 4)`,
  kind: sql`${placeIn(KINDS, sql`kind`)} - 1`,
  colour: sql`${placeIn(COLOURS, sql`colour`)} - 1`,
  visibility: sql`${placeIn(VISIBILITIES, sql`visibility`)} - 1`,
  resolved: sql`resolved::int`,
};

/** A number as so many bytes, the highest first. */
const SENT: Record<number, (number: SQL) => SQL> = {
  8: number => sql`float8send(${number})`,
  4: number => sql`int4send(${number})`,
  2: number => sql`int2send((${number})::int2)`,
  1: number => sql`substr(int2send((${number})::int2), 2)`,
};

const names = Object.keys(WIDTHS) as (keyof Columns)[];

const COLUMNS = sql.join(
  names.map(name => {
    const bytes =
      name === 'id' ? sql`uuid_send(id)` : SENT[WIDTHS[name]]?.(NUMBERS[name]);
    return sql`coalesce(string_agg(${bytes}, ''), '') as ${sql.identifier(name)}`;
  }),
  sql`, `,
);

type Found = Record<keyof Columns, Buffer> & {
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
  const start = sql`coalesce(s.start, case when ${isWhole} then ${WHOLE}::int else ${LOST}::int end)`;
  const order = sql`${start}, s."end" desc, a.id`;
  const [[found], tags] = await Promise.all([
    db.execute<Found>(sql`${PLANNED_ANEW}
      with found as materialized (
        select row_number() over (order by ${order}) - 1 as nth,
          a.id, a.kind, a.colour, a.replacement, a.decision, a.body,
          ${start} as start, coalesce(s."end", -1) as "end",
          a.created_by, a.created_at, a.updated_at, a.visibility, a.resolved,
          a.revision, a.assignee, a.due::text as due, a.version, s.state,
          s.style, s.review, ${CLAIM} as claim,
          case when s.start is null and not ${isWhole} then s.exact end as lost,
          s.version is null and a.version < ${version} and exists (
            select 1 from anchors x
            where x.workspace_id = a.workspace_id and x.annotation_id = a.id
          ) as is_late
        from annotations a
        left join anchors s on s.workspace_id = a.workspace_id
          and s.annotation_id = a.id and s.version = ${version}
        left join claims c on a.kind = 'claim'
          and c.workspace_id = a.workspace_id and c.annotation_id = a.id
        where ${seen}
        order by nth),
      authors as (select array_agg(distinct created_by) as ids from found)
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
      from found`),
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
  const columns = Buffer.concat(
    names.map(name => turned(found[name], WIDTHS[name])),
  );
  return { length, people, said, isLate, columns, tags: [...tags] };
}

/** Numbers as typed arrays hold them where pages are read: the lowest byte first. */
function turned(bytes: Buffer, width: number): Buffer {
  if (width === 8) return bytes.swap64();
  if (width === 4) return bytes.swap32();
  return width === 2 ? bytes.swap16() : bytes;
}
