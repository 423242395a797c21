import { sql } from 'drizzle-orm';

import type { Query, QueryLink } from '#app/queries/query.ts';
import type { Db, Tx } from '#db/client.ts';
import { at, who } from '#db/queries/json.ts';

/** Queries `q` of annotations `x`, each where it lies in the newest version. */
const WHOLE = sql`
  select x.id, x.article_id as article, m.version, m.start, m."end",
    m.exact as quote, x.body as question, q.addressee, q.name, q.answer,
    q.answered_by as "answeredBy", ${at('q.answered_at')} as "answeredAt",
    q.decision, ${who('d')} as "decidedBy",
    ${at('q.decided_at')} as "decidedAt",
    case when q.decision is not null then 'decided'
      when q.answer is not null then 'answered' else 'open' end as state,
    ${who('p')} as by, ${at('x.created_at')} as at, q.revision
  from queries q
  join annotations x on x.workspace_id = q.workspace_id
    and x.id = q.annotation_id and x.deleted_at is null
  join lateral (
    select * from anchors n where n.workspace_id = x.workspace_id
      and n.annotation_id = x.id order by n.version desc limit 1) m on true
  join people p on p.workspace_id = x.workspace_id and p.id = x.created_by
  left join people d on d.workspace_id = q.workspace_id and d.id = q.decided_by`;

/** An article's, by where they are. */
export async function listQueries(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<Query[]> {
  const rows = await db.execute<Query>(sql`
    ${WHOLE} where q.workspace_id = ${workspaceId}
      and x.article_id = ${articleId}
    order by m.start nulls last, x.created_at, x.id`);
  return [...rows];
}

/** Null where there is none. */
export async function findQuery(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<Query | null> {
  const [row] = await db.execute<Query>(sql`
    ${WHOLE} where q.workspace_id = ${workspaceId} and x.id = ${id}`);
  return row ?? null;
}

/** Locks a query until the transaction ends. */
export async function lockQuery(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.execute(sql`
    select 1 from queries where workspace_id = ${workspaceId}
      and annotation_id = ${id} for update`);
}

/** What of a query can change; an answer or decision that is another is dated now. */
export type QueryChange = Pick<
  Query,
  'addressee' | 'name' | 'answer' | 'answeredBy' | 'decision'
> & { decidedBy: string | null };

export async function updateQuery(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: QueryChange,
): Promise<void> {
  await tx.execute(sql`
    update queries set addressee = ${to.addressee}, name = ${to.name},
      answered_at = case
        when ${to.answer}::text is null then null
        when answer is not distinct from ${to.answer} then answered_at
        else now() end,
      answer = ${to.answer}, answered_by = ${to.answeredBy},
      decided_at = case
        when ${to.decision}::text is null then null
        when decision is not distinct from ${to.decision} then decided_at
        else now() end,
      decision = ${to.decision}, decided_by = ${to.decidedBy},
      revision = revision + 1
    where workspace_id = ${workspaceId} and annotation_id = ${id}`);
}

export async function insertQueryLink(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  link: {
    id: string;
    secretHash: string;
    name: string;
    by: string;
    expiresAt: Date;
    queries: readonly string[];
  },
): Promise<void> {
  await tx.execute(sql`
    insert into query_links (workspace_id, id, article_id, secret_hash, name,
      created_by, expires_at)
    values (${workspaceId}, ${link.id}, ${articleId}, ${link.secretHash},
      ${link.name}, ${link.by}, ${link.expiresAt.toISOString()}::timestamptz)`);
  await tx.execute(sql`
    insert into query_link_queries (workspace_id, link_id, query_id)
    select ${workspaceId}::uuid, ${link.id}::uuid, value::uuid
    from json_array_elements_text(${JSON.stringify(link.queries)}::text::json)`);
}

const LINK = sql`
  select l.id, l.name, l.article_id as article, l.created_by as by,
    ${at('l.created_at')} as at, ${at('l.expires_at')} as "expiresAt",
    case when l.revoked_at is not null then 'revoked'
      when l.expires_at <= now() then 'expired' else 'open' end as state,
    (select coalesce(json_agg(o.query_id order by o.query_id), '[]'::json)
      from query_link_queries o
      where o.workspace_id = l.workspace_id and o.link_id = l.id) as queries
  from query_links l`;

export type QueryLinkRow = QueryLink & { article: string; by: string };

/** An article's links, newest first. */
export async function listQueryLinks(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<QueryLinkRow[]> {
  const rows = await db.execute<QueryLinkRow>(sql`
    ${LINK} where l.workspace_id = ${workspaceId}
      and l.article_id = ${articleId}
    order by l.created_at desc, l.id desc`);
  return [...rows];
}

/** A link by its id, or by its secret's hash; null where there is none. */
export async function findQueryLink(
  db: Db | Tx,
  workspaceId: string,
  { id, secretHash }: { id?: string; secretHash?: string },
): Promise<QueryLinkRow | null> {
  const [row] = await db.execute<QueryLinkRow>(sql`
    ${LINK} where l.workspace_id = ${workspaceId}
      and ${id === undefined ? sql`l.secret_hash = ${secretHash ?? ''}` : sql`l.id = ${id}`}`);
  return row ?? null;
}

export async function revokeQueryLink(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.execute(sql`
    update query_links set revoked_at = now()
    where workspace_id = ${workspaceId} and id = ${id}
      and revoked_at is null`);
}
