import { and, desc, eq, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type {
  Article,
  ArticleDetails,
  ArticleSummary,
} from '#app/articles/article.ts';
import type { Words } from '#app/articles/changed-sentences.ts';
import { sketchOf } from '#app/articles/sketch.ts';
import type { Person } from '#app/people/person.ts';
import type { Actor, Guarded } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { articlePeople, articles, versions } from '#db/schema/articles.ts';
import { people } from '#db/schema/people.ts';

/** What a version holds: it never changes. */
export type VersionContent = Words & Pick<Article, 'discarded'>;

/** An article without its content, with the bookkeeping that verbs need beside it. */
export type ArticleHead = Omit<Article, keyof VersionContent> &
  Guarded & {
    /** Number of its newest version. */
    newest: number;
    revision: number;
    deletedAt: Date | null;
  };

/** Whether somebody is named on an article. */
const namesPerson = (
  articleId: SQL | PgColumn,
  personId: string | SQL,
): SQL<boolean> =>
  sql<boolean>`exists (select 1 from article_people named
    where named.workspace_id = ${articles.workspaceId}
      and named.article_id = ${articleId} and named.person_id = ${personId})`;

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
    ...wordsOf(article),
    workspaceId,
    articleId: id,
    number: 1,
    createdBy,
  });
  return true;
}

const head = {
  id: articles.id,
  version: versions.number,
  newest: articles.version,
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
  restricted: articles.restricted,
  revision: articles.revision,
  deletedAt: articles.deletedAt,
};

/** An article at version `number`, or at its newest; null when there is none. Deleted ones are found too. */
export async function findArticle(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  id: string,
  number?: number,
): Promise<ArticleHead | null> {
  const rows = await db
    .select({ ...head, named: namesPerson(articles.id, viewerId) })
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
  viewerId: string;
  id: string;
  number: number | null;
};

export type FoundVersion = Guarded & {
  number: number;
  hash: string;
  /** Number of the article's newest version. */
  newest: number;
};

/** Which versions these are, in that order; null where there is none, or its article is deleted. */
export async function findVersions(
  db: Db | Tx,
  asked: VersionAsked[],
): Promise<(FoundVersion | null)[]> {
  const numbered = asked.map((one, at) => ({ ...one, at }));
  const rows = await db.execute<FoundVersion & { at: number }>(
    sql`select asked.at, v.number, v.hash, a.version as newest, a.restricted, exists (
        select 1 from article_people named
        where named.workspace_id = a.workspace_id and named.article_id = a.id
          and named.person_id = asked."viewerId") as named
      from json_to_recordset(${JSON.stringify(numbered)}::text::json)
        as asked(at int, "workspaceId" uuid, "viewerId" uuid, id uuid, number int)
      join articles a on a.workspace_id = asked."workspaceId"
        and a.id = asked.id and a.deleted_at is null
      join versions v on v.workspace_id = a.workspace_id
        and v.article_id = a.id and v.number = coalesce(asked.number, a.version)`,
  );
  const found = new Map(rows.map(({ at, ...version }) => [at, version]));
  return asked.map((_, at) => found.get(at) ?? null);
}

/** Number of an article's newest version; null when there is no such article. */
export async function newestVersion(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<number | null> {
  const rows = await db
    .select({ version: articles.version })
    .from(articles)
    .where(and(eq(articles.workspaceId, workspaceId), eq(articles.id, id)));
  return rows[0]?.version ?? null;
}

/** What a version holds; null when there is no such version. */
export async function findContent(
  db: Db | Tx,
  workspaceId: string,
  id: string,
  number: number,
): Promise<VersionContent | null> {
  const { text, blocks, sentences, discarded } = versions;
  const rows = await db
    .select({ text, blocks, sentences, discarded })
    .from(versions)
    .where(isVersion(workspaceId, id, number));
  return rows[0] ?? null;
}

const isVersion = (workspaceId: string, id: string, number: number) =>
  and(
    eq(versions.workspaceId, workspaceId),
    eq(versions.articleId, id),
    eq(versions.number, number),
  );

/** Adds a version to an article, whose newest it becomes. */
export async function insertVersion(
  tx: Db | Tx,
  workspaceId: string,
  createdBy: string,
  made: Article & { base: number; name: string | null },
  details: Partial<ArticleDetails>,
): Promise<void> {
  const { id, version, base, name } = made;
  await tx.insert(versions).values({
    ...wordsOf(made),
    workspaceId,
    articleId: id,
    number: version,
    base,
    name,
    createdBy,
  });
  await tx
    .update(articles)
    .set({
      ...details,
      version,
      revision: sql`${articles.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(articles.workspaceId, workspaceId), eq(articles.id, id)));
}

const wordsOf = (article: Article) => ({
  hash: article.versionHash,
  title: article.title,
  byline: article.byline,
  publishedAt: article.publishedAt,
  text: article.text,
  blocks: article.blocks,
  sentences: article.sentences,
  discarded: article.discarded,
  sketch: sketchOf(article.text),
});

/**
 * Locks an article's newest version, so that whoever is annotating it is waited
 * for: an annotation holds its version by its foreign key.
 */
export async function lockNewestVersion(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.execute(sql`
    select 1 from versions v
    join articles a on a.workspace_id = v.workspace_id
      and a.id = v.article_id and a.version = v.number
    where v.workspace_id = ${workspaceId} and v.article_id = ${id}
    for update of v`);
}

/** How many annotations that a viewer may see are in which state in a version. */
export async function countStates(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  version: number,
): Promise<Record<string, number>> {
  const rows = await db.execute<{ state: string; total: number }>(sql`
    select s.state, count(*)::int as total from anchors s
    join annotations a on a.workspace_id = s.workspace_id
      and a.id = s.annotation_id and a.deleted_at is null
    where s.workspace_id = ${workspaceId} and s.article_id = ${articleId}
      and s.version = ${version}
      and (a.visibility <> 'private' or a.created_by = ${viewerId})
    group by s.state`);
  return Object.fromEntries(rows.map(({ state, total }) => [state, total]));
}

/** Gives a version another name; raises its revision. */
export async function renameVersion(
  tx: Db | Tx,
  workspaceId: string,
  id: string,
  number: number,
  name: string | null,
): Promise<void> {
  await tx
    .update(versions)
    .set({ name, revision: sql`${versions.revision} + 1` })
    .where(isVersion(workspaceId, id, number));
}

/** What a list of versions says of each. */
export type VersionSummary = {
  version: number;
  versionHash: string;
  title: string;
  /** What somebody calls it; null for nothing. */
  name: string | null;
  /** The version that it was made from; null for the first. */
  base: number | null;
  /** UTF-16 units. */
  length: number;
  createdBy: { id: string; name: string };
  createdAt: Date;
  /** Of the name: what the ETag says. */
  revision: number;
};

/** An article's versions, newest first: at most `limit`, before `before`. */
export async function listVersions(
  db: Db | Tx,
  workspaceId: string,
  id: string,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<VersionSummary[]> {
  const { number } = versions;
  return db
    .select({
      version: number,
      versionHash: versions.hash,
      title: versions.title,
      name: versions.name,
      base: versions.base,
      length: sql<number>`length(${versions.text})`,
      createdBy: { id: people.id, name: people.name },
      createdAt: versions.createdAt,
      revision: versions.revision,
    })
    .from(versions)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, versions.workspaceId),
        eq(people.id, versions.createdBy),
      ),
    )
    .where(
      and(
        eq(versions.workspaceId, workspaceId),
        eq(versions.articleId, id),
        before === undefined ? undefined : lt(number, before),
      ),
    )
    .orderBy(desc(number))
    .limit(limit);
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
 * The library, most recently touched first, with what the viewer may see of
 * its annotations. At most `limit`, from after `cursor`.
 */
export async function listArticles(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
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
      coalesce(n.total, 0)::int as annotations, n.people,
      (select json_build_object('total', count(*), 'decided',
          count(*) filter (where c.verdict not in ('unchecked', 'checking')))
        from claims c
        join annotations x on x.workspace_id = c.workspace_id
          and x.id = c.annotation_id and x.deleted_at is null
          and (x.visibility <> 'private' or x.created_by = ${viewer.id})
        where c.workspace_id = a.workspace_id and c.article_id = a.id) as claims
    from (
      select * from articles a
      where a.workspace_id = ${workspaceId} and a.deleted_at is null ${after}
        and ${seenBy(viewer)}
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
          and (x.visibility <> 'private' or x.created_by = ${viewer.id})
          and x.kind <> 'reply'
        group by x.created_by
      ) per
      join people p on p.workspace_id = a.workspace_id and p.id = per.created_by
    ) n on true
    order by a.updated_at desc, a.id desc`);
  return rows.map(row => ({ ...row, people: row.people ?? [] }));
}

/** The articles that somebody may know of: the policy's `canSeeArticle`, for lists. */
export const seenBy = ({ id, role }: Actor, as: SQL = sql`a`): SQL =>
  role === 'owner'
    ? sql`true`
    : sql`(not ${as}.restricted or exists (select 1 from article_people named
        where named.workspace_id = ${as}.workspace_id
          and named.article_id = ${as}.id and named.person_id = ${id}))`;

/** How many articles the library holds for somebody. */
export async function countArticles(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
): Promise<number> {
  return db.$count(
    articles,
    and(
      eq(articles.workspaceId, workspaceId),
      isNull(articles.deletedAt),
      viewer.role === 'owner'
        ? undefined
        : or(
            eq(articles.restricted, false),
            namesPerson(articles.id, viewer.id),
          ),
    ),
  );
}

/** Those named on an article, by their ids. */
export async function namedOn(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<string[]> {
  const rows = await db
    .select({ personId: articlePeople.personId })
    .from(articlePeople)
    .where(
      and(
        eq(articlePeople.workspaceId, workspaceId),
        eq(articlePeople.articleId, articleId),
      ),
    )
    .orderBy(articlePeople.personId);
  return rows.map(row => row.personId);
}

/** Says who may see an article: those named, or with null everybody. */
export async function restrictArticle(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  people: readonly string[] | null,
): Promise<void> {
  const of = { workspaceId, articleId };
  await tx
    .delete(articlePeople)
    .where(
      and(
        eq(articlePeople.workspaceId, workspaceId),
        eq(articlePeople.articleId, articleId),
      ),
    );
  if (people && people.length > 0) {
    await tx
      .insert(articlePeople)
      .values(people.map(personId => ({ ...of, personId })));
  }
  await tx
    .update(articles)
    .set({ restricted: people !== null })
    .where(
      and(eq(articles.workspaceId, workspaceId), eq(articles.id, articleId)),
    );
}

/** Who may know of an article, beside the owners. */
export type ArticleGuard = { restricted: boolean; people: string[] };

/** The guards of articles, by their ids; deleted ones too. */
export async function guardsOf(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ArticleGuard>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<ArticleGuard & { id: string }>(sql`
    select a.id, a.restricted, coalesce((
      select json_agg(named.person_id) from article_people named
      where named.workspace_id = a.workspace_id and named.article_id = a.id
    ), '[]'::json) as people
    from json_array_elements_text(${JSON.stringify(ids)}::text::json) as asked(id)
    join articles a on a.workspace_id = ${workspaceId}
      and a.id = asked.id::uuid`);
  return new Map(rows.map(({ id, ...guard }) => [id, guard]));
}
