import { and, asc, eq, isNull, ne, or, sql, type SQL } from 'drizzle-orm';

import type {
  AnchoredAnnotation,
  AnnotationContent,
  Foreign,
  PlacedAnchor,
} from '#app/annotations/annotation.ts';
import type { DeskRow } from '#app/annotations/packed.ts';
import type { Db, Tx } from '#db/client.ts';
import { anchors, annotations } from '#db/schema/annotations.ts';
import { articles } from '#db/schema/articles.ts';
import { people } from '#db/schema/people.ts';

/** An annotation with the bookkeeping that verbs need beside it. */
export type AnnotationRow = AnchoredAnnotation & {
  foreign: Foreign;
  deletedAt: Date | null;
};

type Content = Omit<AnnotationContent, 'tags'>;

/** Inserts an annotation, and its anchor row where it has a place. False when the id is taken. */
export async function insertAnnotation(
  tx: Tx,
  workspaceId: string,
  row: Content & {
    id: string;
    articleId: string;
    createdBy: string;
    foreign: Foreign;
    version: number;
    anchor: PlacedAnchor | null;
  },
): Promise<boolean> {
  const { anchor, ...annotation } = row;
  const inserted = await tx
    .insert(annotations)
    .values({ workspaceId, ...annotation })
    .onConflictDoNothing()
    .returning({ id: annotations.id });
  if (inserted.length === 0) return false;
  if (!anchor) return true;
  await tx.insert(anchors).values({
    workspaceId,
    annotationId: row.id,
    articleId: row.articleId,
    ...anchor,
  });
  return true;
}

const tagNames = sql<string[]>`coalesce((
  select json_agg(t.name order by at.position)
  from annotation_tags at
  join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
    and t.deleted_at is null
  where at.workspace_id = ${annotations.workspaceId}
    and at.annotation_id = ${annotations.id}), '[]'::json)`;

async function select(
  db: Db | Tx,
  where: SQL | undefined,
  version: number | SQL,
  range: { limit?: number; offset?: number } = {},
): Promise<AnnotationRow[]> {
  const query = db
    .select({
      row: annotations,
      anchor: anchors,
      tags: tagNames,
      author: {
        id: people.id,
        name: people.name,
        role: people.role,
        colour: people.colour,
      },
    })
    .from(annotations)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, annotations.workspaceId),
        eq(people.id, annotations.createdBy),
      ),
    )
    .leftJoin(
      anchors,
      and(
        eq(anchors.workspaceId, annotations.workspaceId),
        eq(anchors.annotationId, annotations.id),
        eq(anchors.version, version),
      ),
    )
    .where(where)
    .orderBy(asc(annotations.createdAt), asc(annotations.id))
    .$dynamic();
  if (range.limit !== undefined) query.limit(range.limit);
  if (range.offset !== undefined) query.offset(range.offset);
  const rows = await query;
  return rows.map(({ row, anchor, tags: names, author }) => ({
    id: row.id,
    articleId: row.articleId,
    version: row.version,
    kind: row.kind,
    colour: row.colour,
    body: row.body,
    tags: names,
    visibility: row.visibility,
    resolved: row.resolved,
    revision: row.revision,
    author,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
    anchor: anchor && {
      version: anchor.version,
      state: anchor.state,
      style: anchor.style,
      confidence: anchor.confidence,
      start: anchor.start,
      end: anchor.end,
      exact: anchor.exact,
      prefix: anchor.prefix,
      suffix: anchor.suffix,
    },
    foreign: row.foreign,
    deletedAt: row.deletedAt,
  }));
}

/** What a viewer may see: everything but other people's private ones. */
const visibleTo = (viewerId: string): SQL | undefined =>
  or(
    ne(annotations.visibility, 'private'),
    eq(annotations.createdBy, viewerId),
  );

/** The annotations of an article that a viewer may see, anchored in `version`, oldest first. */
export function listAnnotations(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  version: number,
  range: { limit?: number; offset?: number } = {},
): Promise<AnnotationRow[]> {
  return select(
    db,
    and(
      eq(annotations.workspaceId, workspaceId),
      eq(annotations.articleId, articleId),
      isNull(annotations.deletedAt),
      visibleTo(viewerId),
    ),
    version,
    range,
  );
}

/**
 * The same annotations in text order, without the words that the text holds:
 * an article's whole margin at once, so no more is read than is shown.
 */
export async function listForDesk(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
  version: number,
): Promise<{ rows: DeskRow[]; tags: { id: string; name: string }[] }> {
  const seen = sql`a.workspace_id = ${workspaceId} and a.article_id = ${articleId}
    and a.deleted_at is null
    and (a.visibility <> 'private' or a.created_by = ${viewerId})`;
  const [rows, names] = await Promise.all([
    db.execute<DeskRow>(sql`
      select a.id, a.kind, a.colour, s.start, s."end", a.body,
        a.created_by as "createdBy",
        (extract(epoch from a.created_at) * 1000)::float8 as "createdAt",
        (extract(epoch from a.updated_at) * 1000)::float8 as "updatedAt",
        a.visibility, a.resolved, a.revision
      from annotations a
      left join anchors s on s.workspace_id = a.workspace_id
        and s.annotation_id = a.id and s.version = ${version}
      where ${seen}
      order by s.start nulls first, s."end" desc, a.id`),
    db.execute<{ id: string; name: string }>(sql`
      select at.annotation_id as id, t.name
      from annotations a
      join annotation_tags at on at.workspace_id = a.workspace_id
        and at.annotation_id = a.id
      join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
        and t.deleted_at is null
      where ${seen}
      order by at.annotation_id, at.position`),
  ]);
  return { rows: [...rows], tags: [...names] };
}

export function countAnnotations(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  articleId: string,
): Promise<number> {
  return db.$count(
    annotations,
    and(
      eq(annotations.workspaceId, workspaceId),
      eq(annotations.articleId, articleId),
      isNull(annotations.deletedAt),
      visibleTo(viewerId),
    ),
  );
}

/**
 * An annotation on the version it was made on, deleted or not, whoever may see
 * it; null also when its article is deleted.
 */
export async function findAnnotation(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<AnnotationRow | null> {
  const rows = await select(
    db,
    and(
      eq(annotations.workspaceId, workspaceId),
      eq(annotations.id, id),
      sql`exists (select 1 from ${articles} a where a.workspace_id = ${annotations.workspaceId}
        and a.id = ${annotations.articleId} and a.deleted_at is null)`,
    ),
    sql`${annotations.version}`,
  );
  return rows[0] ?? null;
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
