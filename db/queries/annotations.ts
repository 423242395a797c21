import {
  and,
  asc,
  eq,
  inArray,
  isNull,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';

import type {
  Annotation,
  AnnotationContent,
  Foreign,
  PlacedAnchor,
} from '#app/annotations/annotation.ts';
import type { Db, Tx } from '#db/client.ts';
import {
  anchors,
  annotations,
  annotationTags,
  tags,
} from '#db/schema/annotations.ts';
import { articles } from '#db/schema/articles.ts';
import { people } from '#db/schema/people.ts';

/** An annotation with the bookkeeping that verbs need beside it. */
export type AnnotationRow = Annotation & {
  foreign: Foreign;
  deletedAt: Date | null;
};

type Content = Omit<AnnotationContent, 'tags'>;

/** Inserts an annotation and its anchor row. False when the id is taken. */
export async function insertAnnotation(
  tx: Tx,
  workspaceId: string,
  row: Content & {
    id: string;
    articleId: string;
    createdBy: string;
    foreign: Foreign;
    anchor: PlacedAnchor;
  },
): Promise<boolean> {
  const { anchor, ...annotation } = row;
  const inserted = await tx
    .insert(annotations)
    .values({ workspaceId, ...annotation, version: anchor.version })
    .onConflictDoNothing()
    .returning({ id: annotations.id });
  if (inserted.length === 0) return false;
  await tx.insert(anchors).values({
    workspaceId,
    annotationId: row.id,
    articleId: row.articleId,
    ...anchor,
  });
  return true;
}

/** Gives an annotation its tags, in this order, making words that the vocabulary lacks. */
export async function replaceTags(
  tx: Tx,
  workspaceId: string,
  annotationId: string,
  names: string[],
  make: { createdBy: string; newId: () => string; allowed: boolean },
): Promise<{ missing: string[] }> {
  await tx
    .delete(annotationTags)
    .where(
      and(
        eq(annotationTags.workspaceId, workspaceId),
        eq(annotationTags.annotationId, annotationId),
      ),
    );
  if (names.length === 0) return { missing: [] };
  if (make.allowed) {
    await tx
      .insert(tags)
      .values(
        // One order for all, so that two requests never wait for each other.
        [...names].sort().map(name => ({
          workspaceId,
          id: make.newId(),
          name,
          createdBy: make.createdBy,
        })),
      )
      .onConflictDoNothing();
  }
  const found = await tx
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(
      and(
        eq(tags.workspaceId, workspaceId),
        inArray(
          sql`lower(${tags.name})`,
          names.map(name => sql`lower(${name})`),
        ),
      ),
    );
  const byName = new Map(found.map(tag => [tag.name.toLowerCase(), tag.id]));
  const missing = names.filter(name => !byName.has(name.toLowerCase()));
  if (missing.length > 0) return { missing };
  const ids = [...new Set(names.map(name => byName.get(name.toLowerCase())))];
  await tx
    .insert(annotationTags)
    .values(
      ids.flatMap((tagId, position) =>
        tagId ? [{ workspaceId, annotationId, tagId, position }] : [],
      ),
    );
  return { missing: [] };
}

const tagNames = sql<string[]>`coalesce((
  select json_agg(t.name order by at.position)
  from annotation_tags at
  join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
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
    .innerJoin(
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
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    anchor: {
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

/** The vocabulary with how often a viewer sees each word used, by name. */
export function listTags(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
): Promise<{ id: string; name: string; annotations: number }[]> {
  return db
    .select({
      id: tags.id,
      name: tags.name,
      annotations: sql<number>`(
        select count(*)::int from annotation_tags at
        join annotations x on x.workspace_id = at.workspace_id
          and x.id = at.annotation_id
        where at.workspace_id = tags.workspace_id and at.tag_id = tags.id
          and x.deleted_at is null
          and (x.visibility <> 'private' or x.created_by = ${viewerId}))`,
    })
    .from(tags)
    .where(eq(tags.workspaceId, workspaceId))
    .orderBy(tags.name);
}
