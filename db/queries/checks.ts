import { sql } from 'drizzle-orm';

import type { Span } from '#app/articles/article.ts';
import type { Check } from '#app/claims/check.ts';
import type { ClaimPlace, Covering } from '#app/claims/coverage.ts';
import type { Db, Tx } from '#db/client.ts';

/** All that lies on a version's text, but its length: checks of all people, claims that are not private, pairs. */
export async function readCovering(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
): Promise<Omit<Covering, 'length'>> {
  const here = sql`workspace_id = ${workspaceId} and article_id = ${articleId}
    and version = ${version}`;
  // One way to the database, in columns, whose names are written once. In no
  // order: whoever lays them out sorts them.
  const [found] = await db.execute<{
    checks: Columns<Check>;
    claims: Columns<ClaimPlace>;
    pairs: Span[];
  }>(sql`select
    (select json_build_object('start', json_agg(start), 'end', json_agg("end"),
        'state', json_agg(state), 'stale', json_agg(stale),
        'person', json_agg(person_id))
      from checks where ${here}) as checks,
    (select json_build_object('start', json_agg(m.start),
        'end', json_agg(m."end"), 'verdict', json_agg(c.verdict),
        'voided', json_agg(c.voided_verdict is not null
          and c.verdict = 'unchecked'),
        'person', json_agg(coalesce(x.assignee, x.created_by)))
      from claims c
      join annotations x on x.workspace_id = c.workspace_id
        and x.id = c.annotation_id and x.deleted_at is null
        and x.visibility <> 'private'
      join anchors m on m.workspace_id = c.workspace_id
        and m.annotation_id = c.annotation_id and m.version = ${version}
        and m.start is not null
      where c.workspace_id = ${workspaceId}
        and c.article_id = ${articleId}) as claims,
    (select coalesce(json_agg(json_build_array(start, "end") order by start), '[]')
      from pairs where ${here}) as pairs`);
  if (!found) throw new Error('A select without a table has given no row');
  const { checks, claims, pairs } = found;
  return {
    checks: rowsOf(checks),
    claims: rowsOf(claims),
    pairs,
  };
}

/** Rows by column, as aggregates give them; null in each where there are none. */
type Columns<Row> = { [Name in keyof Row]: Row[Name][] | null };

function rowsOf<Row extends object>(columns: Columns<Row>): Row[] {
  const named = Object.entries<unknown[] | null>(columns);
  const rows: Row[] = [];
  for (let i = 0; i < (named[0]?.[1]?.length ?? 0); i += 1) {
    const row: Record<string, unknown> = {};
    for (const [name, values] of named) row[name] = values?.[i];
    rows.push(row as Row);
  }
  return rows;
}

/** Checks of a version that overlap `[from, to)`, of one person or of all. */
export async function listChecks(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
  {
    from = 0,
    to = 2_000_000,
    person = null,
  }: {
    from?: number;
    to?: number;
    person?: string | null;
  } = {},
): Promise<Check[]> {
  const rows = await db.execute<Check>(sql`
    select start, "end", state, person_id as person, stale
    from checks
    where workspace_id = ${workspaceId} and article_id = ${articleId}
      and version = ${version} and start < ${to} and "end" > ${from}
      and (${person}::uuid is null or person_id = ${person}::uuid)
    order by start, person_id`);
  return [...rows];
}

/** Takes checks away. */
export async function deleteChecks(
  tx: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
  checks: readonly Check[],
): Promise<void> {
  if (checks.length === 0) return;
  await tx.execute(sql`
    delete from checks k
    using json_to_recordset(${JSON.stringify(checks)}::text::json)
      as g(start int, person uuid)
    where k.workspace_id = ${workspaceId} and k.article_id = ${articleId}
      and k.version = ${version} and k.person_id = g.person
      and k.start = g.start`);
}

/** Writes checks down; where one begins already, it stays. */
export async function insertChecks(
  tx: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
  checks: readonly Check[],
): Promise<void> {
  if (checks.length === 0) return;
  await tx.execute(sql`
    insert into checks (workspace_id, article_id, version, person_id, start,
      "end", state, stale)
    select ${workspaceId}, ${articleId}, ${version}, person, start, "end",
      state, stale
    from json_to_recordset(${JSON.stringify(checks)}::text::json)
      as g(person uuid, start int, "end" int, state text, stale boolean)
    on conflict do nothing`);
}

/** Where two people have to check: sorted, apart. */
export async function listPairs(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
): Promise<Span[]> {
  const rows = await db.execute<{ start: number; end: number }>(sql`
    select start, "end" from pairs
    where workspace_id = ${workspaceId} and article_id = ${articleId}
      and version = ${version}
    order by start`);
  return rows.map(({ start, end }): Span => [start, end]);
}

/** Says anew where two people have to check. */
export async function replacePairs(
  tx: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
  { spans, createdBy }: { spans: readonly Span[]; createdBy: string },
): Promise<void> {
  await tx.execute(sql`
    delete from pairs
    where workspace_id = ${workspaceId} and article_id = ${articleId}
      and version = ${version}`);
  const rows = spans.map(([start, end]) => ({ start, end }));
  await tx.execute(sql`
    insert into pairs (workspace_id, article_id, version, start, "end", created_by)
    select ${workspaceId}, ${articleId}, ${version}, start, "end", ${createdBy}
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as g(start int, "end" int)`);
}
