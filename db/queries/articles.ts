import { and, desc, eq, isNull, sql } from 'drizzle-orm';

import type {
  Article,
  ArticleDetails,
  ArticleSummary,
} from '#app/articles/article.ts';
import type { Person } from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';
import { articles, versions } from '#db/schema/articles.ts';

/** An article with the bookkeeping that verbs need beside it. */
export type ArticleRow = Article & { revision: number; deletedAt: Date | null };

/** Inserts an article with its first version. False when the id is taken. */
export async function insertArticle(
  tx: Db | Tx,
  workspaceId: string,
  createdBy: string,
  article: Article,
): Promise<boolean> {
  const { id, url, language, publisher, source, section, credits } = article;
  const inserted = await tx
    .insert(articles)
    .values({
      workspaceId,
      id,
      version: 1,
      url,
      language,
      publisher,
      source,
      section,
      credits,
      createdBy,
    })
    .onConflictDoNothing()
    .returning({ id: articles.id });
  if (inserted.length === 0) return false;
  await tx.insert(versions).values({
    workspaceId,
    articleId: id,
    number: 1,
    hash: article.versionHash,
    title: article.title,
    byline: article.byline,
    publishedAt: article.publishedAt,
    text: article.text,
    blocks: article.blocks,
    sentences: article.sentences,
    discarded: article.discarded,
    createdBy,
  });
  return true;
}

const whole = {
  id: articles.id,
  version: versions.number,
  versionHash: versions.hash,
  url: articles.url,
  language: articles.language,
  title: versions.title,
  byline: versions.byline,
  publisher: articles.publisher,
  source: articles.source,
  section: articles.section,
  publishedAt: versions.publishedAt,
  credits: articles.credits,
  text: versions.text,
  blocks: versions.blocks,
  sentences: versions.sentences,
  discarded: versions.discarded,
  revision: articles.revision,
  deletedAt: articles.deletedAt,
};

/** An article at version `number`, or at its newest; null when there is none. Deleted ones are found too. */
export async function findArticle(
  db: Db | Tx,
  workspaceId: string,
  id: string,
  number?: number,
): Promise<ArticleRow | null> {
  const rows = await db
    .select(whole)
    .from(articles)
    .innerJoin(
      versions,
      and(
        eq(versions.workspaceId, articles.workspaceId),
        eq(versions.articleId, articles.id),
        eq(versions.number, number ?? articles.version),
      ),
    )
    .where(and(eq(articles.workspaceId, workspaceId), eq(articles.id, id)));
  return rows[0] ?? null;
}

/** A version that is asked for: the newest where `number` is null. */
export type VersionAsked = {
  workspaceId: string;
  id: string;
  number: number | null;
};

/** Which versions these are, in that order; null where there is none, or its article is deleted. */
export async function findVersions(
  db: Db | Tx,
  asked: VersionAsked[],
): Promise<({ number: number; hash: string } | null)[]> {
  const numbered = asked.map((one, at) => ({ ...one, at }));
  const rows = await db.execute<{ at: number; number: number; hash: string }>(
    sql`select asked.at, v.number, v.hash
      from json_to_recordset(${JSON.stringify(numbered)}::text::json)
        as asked(at int, "workspaceId" uuid, id uuid, number int)
      join articles a on a.workspace_id = asked."workspaceId"
        and a.id = asked.id and a.deleted_at is null
      join versions v on v.workspace_id = a.workspace_id
        and v.article_id = a.id and v.number = coalesce(asked.number, a.version)`,
  );
  const found = new Map(rows.map(({ at, ...version }) => [at, version]));
  return asked.map((_, at) => found.get(at) ?? null);
}

/** A version's text; null when there is no such version. */
export async function findText(
  db: Db | Tx,
  workspaceId: string,
  id: string,
  number: number,
): Promise<string | null> {
  const rows = await db
    .select({ text: versions.text })
    .from(versions)
    .where(
      and(
        eq(versions.workspaceId, workspaceId),
        eq(versions.articleId, id),
        eq(versions.number, number),
      ),
    );
  return rows[0]?.text ?? null;
}

/** What a list of versions says of each. */
export type VersionSummary = {
  version: number;
  versionHash: string;
  title: string;
  length: number;
  createdAt: Date;
};

export function listVersions(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<VersionSummary[]> {
  return db
    .select({
      version: versions.number,
      versionHash: versions.hash,
      title: versions.title,
      length: sql<number>`length(${versions.text})`,
      createdAt: versions.createdAt,
    })
    .from(versions)
    .where(
      and(eq(versions.workspaceId, workspaceId), eq(versions.articleId, id)),
    )
    .orderBy(desc(versions.number));
}

/** Locks an article's row and returns it; null when there is none. */
export async function lockArticle(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ revision: number; deletedAt: Date | null } | null> {
  const rows = await tx
    .select({ revision: articles.revision, deletedAt: articles.deletedAt })
    .from(articles)
    .where(and(eq(articles.workspaceId, workspaceId), eq(articles.id, id)))
    .for('update');
  return rows[0] ?? null;
}

/** Changes details, deletes or restores; raises the revision. */
export async function updateArticle(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<ArticleDetails> & { deletedAt?: Date | null },
): Promise<void> {
  await tx
    .update(articles)
    .set({
      ...change,
      revision: sql`${articles.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(articles.workspaceId, workspaceId), eq(articles.id, id)));
}

/** A place in the library: after this article in its order. */
export type LibraryCursor = { updatedAt: string; id: string };

/**
 * The library, most recently touched first, with what `viewerId` may see of
 * its annotations. At most `limit`, from after `cursor`.
 */
export async function listArticles(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  { limit, cursor }: { limit: number; cursor?: LibraryCursor },
): Promise<(ArticleSummary & { at: string })[]> {
  const after = cursor
    ? sql`and (a.updated_at, a.id) < (${cursor.updatedAt}::timestamptz, ${cursor.id}::uuid)`
    : sql``;
  const rows = await db.execute<
    Omit<ArticleSummary, 'people'> & { at: string; people: Person[] | null }
  >(sql`
    select a.id, a.version, v.title, v.byline, a.publisher, a.source,
      a.language, length(v.text) as length, a.updated_at::text as at,
      to_char(a.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        as "updatedAt",
      coalesce(n.total, 0)::int as annotations, n.people
    from (
      select * from articles a
      where a.workspace_id = ${workspaceId} and a.deleted_at is null ${after}
      order by a.updated_at desc, a.id desc
      limit ${limit}
    ) a
    join versions v on v.workspace_id = a.workspace_id
      and v.article_id = a.id and v.number = a.version
    left join lateral (
      select sum(per.total) as total, json_agg(json_build_object(
          'id', p.id, 'name', p.name, 'role', p.role, 'colour', p.colour
        ) order by per.total desc, p.id) filter (where not p.built_in) as people
      from (
        select x.created_by, count(*) as total from annotations x
        where x.workspace_id = a.workspace_id and x.article_id = a.id
          and x.deleted_at is null
          and (x.visibility <> 'private' or x.created_by = ${viewerId})
        group by x.created_by
      ) per
      join people p on p.workspace_id = a.workspace_id and p.id = per.created_by
    ) n on true
    order by a.updated_at desc, a.id desc`);
  return rows.map(row => ({ ...row, people: row.people ?? [] }));
}

/** How many articles the library holds. */
export async function countArticles(
  db: Db | Tx,
  workspaceId: string,
): Promise<number> {
  return db.$count(
    articles,
    and(eq(articles.workspaceId, workspaceId), isNull(articles.deletedAt)),
  );
}
