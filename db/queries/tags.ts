import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';

import type { Tag, TagReach } from '#app/annotations/tag.ts';
import type { Db, Tx } from '#db/client.ts';
import { annotationTags, tags } from '#db/schema/annotations.ts';

/** A tag with the bookkeeping that verbs need beside it. */
export type TagRow = Tag & {
  deletedAt: Date | null;
  mergedInto: string | null;
};

/** The moment of the transaction, for `deletedAt`. */
export const NOW = sql`now()`;

/** Who makes words that are missing, and whether they may. */
export type TagMaking = {
  createdBy: string;
  newId: () => string;
  allowed: boolean;
};

/** The ids of words, in their order; those that are missing are made, or named. */
export async function tagIds(
  tx: Tx,
  workspaceId: string,
  names: string[],
  make: TagMaking,
): Promise<{ ids: string[]; missing: string[] }> {
  if (names.length === 0) return { ids: [], missing: [] };
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
        isNull(tags.deletedAt),
        inArray(
          sql`lower(${tags.name})`,
          names.map(name => sql`lower(${name})`),
        ),
      ),
    );
  const byName = new Map(found.map(tag => [tag.name.toLowerCase(), tag.id]));
  const ids = names.flatMap(name => byName.get(name.toLowerCase()) ?? []);
  return {
    ids: [...new Set(ids)],
    missing: names.filter(name => !byName.has(name.toLowerCase())),
  };
}

/** Gives an annotation its tags, in this order, making words that the vocabulary lacks. */
export async function replaceTags(
  tx: Tx,
  workspaceId: string,
  annotationId: string,
  names: string[],
  make: TagMaking,
): Promise<{ missing: string[] }> {
  await tx
    .delete(annotationTags)
    .where(
      and(
        eq(annotationTags.workspaceId, workspaceId),
        eq(annotationTags.annotationId, annotationId),
      ),
    );
  const { ids, missing } = await tagIds(tx, workspaceId, names, make);
  if (missing.length === 0 && ids.length > 0) {
    await tx.insert(annotationTags).values(
      ids.map((tagId, position) => ({
        ...{ workspaceId, annotationId, tagId, position },
      })),
    );
  }
  return { missing };
}

/** How often a viewer sees a tag used. */
const uses = (viewerId: string): SQL<number> => sql<number>`(
  select count(*)::int from annotation_tags at
  join annotations x on x.workspace_id = at.workspace_id
    and x.id = at.annotation_id
  where at.workspace_id = tags.workspace_id and at.tag_id = tags.id
    and x.deleted_at is null
    and (x.visibility <> 'private' or x.created_by = ${viewerId}))`;

function select(db: Db | Tx, viewerId: string, where: SQL | undefined) {
  return db
    .select({
      id: tags.id,
      name: tags.name,
      colour: tags.colour,
      description: tags.description,
      hotkey: tags.hotkey,
      revision: tags.revision,
      deletedAt: tags.deletedAt,
      mergedInto: tags.mergedInto,
      annotations: uses(viewerId),
    })
    .from(tags)
    .where(where)
    .orderBy(sql`${tags.position} nulls last`, tags.name);
}

/** The vocabulary in its order, with how often a viewer sees each word used. */
export function listTags(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
): Promise<TagRow[]> {
  const here = eq(tags.workspaceId, workspaceId);
  return select(db, viewerId, and(here, isNull(tags.deletedAt)));
}

/** The same without counting, for completion. */
export function listWords(
  db: Db | Tx,
  workspaceId: string,
): Promise<Pick<Tag, 'name' | 'colour' | 'hotkey'>[]> {
  return db
    .select({ name: tags.name, colour: tags.colour, hotkey: tags.hotkey })
    .from(tags)
    .where(and(eq(tags.workspaceId, workspaceId), isNull(tags.deletedAt)))
    .orderBy(sql`${tags.position} nulls last`, tags.name);
}

/** A tag, deleted or not; null when there is none. Locks it where asked. */
export async function findTag(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  id: string,
): Promise<TagRow | null> {
  const here = eq(tags.workspaceId, workspaceId);
  const [row] = await select(db, viewerId, and(here, eq(tags.id, id)));
  return row ?? null;
}

/** Locks the vocabulary's words of these ids in one order, so that nobody waits in a ring. */
export async function lockTags(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<void> {
  await tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.workspaceId, workspaceId), inArray(tags.id, ids)))
    .orderBy(tags.id)
    .for('update');
}

export async function insertTag(
  tx: Tx,
  workspaceId: string,
  row: Pick<Tag, 'id' | 'name' | 'colour' | 'description' | 'hotkey'> & {
    createdBy: string;
  },
): Promise<void> {
  await tx.insert(tags).values({ workspaceId, ...row });
}

/** Writes a change and raises the revision. */
export async function updateTag(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<Pick<Tag, 'name' | 'colour' | 'description' | 'hotkey'>> & {
    deletedAt?: SQL | null;
    mergedInto?: string | null;
  },
): Promise<void> {
  await tx
    .update(tags)
    .set({ ...change, revision: sql`${tags.revision} + 1` } as object)
    .where(and(eq(tags.workspaceId, workspaceId), eq(tags.id, id)));
}

/** Gives every word its place, in the order of `ids`. */
export async function orderTags(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<void> {
  await tx.execute(sql`
    update tags set position = o.place - 1
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)
      with ordinality as o(id, place)
    where tags.workspace_id = ${workspaceId} and tags.id = o.id::uuid
      and tags.position is distinct from o.place - 1`);
}

/** What a tag lies on, whoever may see it. */
export async function reachOf(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<TagReach> {
  const [row] = await db.execute<TagReach>(sql`
    select count(*)::int as annotations,
      count(distinct x.article_id)::int as articles,
      count(*) filter (where x.kind = 'tag' and not exists (
        select 1 from annotation_tags o
        join tags t on t.workspace_id = o.workspace_id and t.id = o.tag_id
          and t.deleted_at is null
        where o.workspace_id = x.workspace_id and o.annotation_id = x.id
          and o.tag_id <> ${id}))::int as bare
    from annotation_tags at
    join annotations x on x.workspace_id = at.workspace_id
      and x.id = at.annotation_id and x.deleted_at is null
    where at.workspace_id = ${workspaceId} and at.tag_id = ${id}`);
  return row ?? { annotations: 0, articles: 0, bare: 0 };
}

/** Raises the revision of what a tag lies on: what those annotations say has changed. */
export async function touchTagged(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.execute(sql`
    update annotations x set revision = x.revision + 1, updated_at = now()
    from annotation_tags at
    where at.workspace_id = x.workspace_id and at.annotation_id = x.id
      and x.workspace_id = ${workspaceId} and at.tag_id = ${id}`);
}

/** Puts one tag in another's place, without giving any annotation it twice. */
export async function moveTagged(
  tx: Tx,
  workspaceId: string,
  from: string,
  to: string,
): Promise<void> {
  await tx.execute(sql`
    insert into annotation_tags (workspace_id, annotation_id, tag_id, position)
    select workspace_id, annotation_id, ${to}, position from annotation_tags
    where workspace_id = ${workspaceId} and tag_id = ${from}
    on conflict do nothing`);
  await tx.execute(sql`
    delete from annotation_tags
    where workspace_id = ${workspaceId} and tag_id = ${from}`);
  await tx.execute(sql`
    insert into source_tags (workspace_id, source_id, tag_id, position)
    select workspace_id, source_id, ${to}, position from source_tags
    where workspace_id = ${workspaceId} and tag_id = ${from}
    on conflict do nothing`);
  await tx.execute(sql`
    delete from source_tags
    where workspace_id = ${workspaceId} and tag_id = ${from}`);
}

/**
 * Removes the annotations that say nothing but a tag that was removed just now,
 * at the very moment that the tag was. Returns their ids.
 */
export async function removeBare(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ id: string; articleId: string; revision: number }[]> {
  const rows = await tx.execute<{
    id: string;
    articleId: string;
    revision: number;
  }>(sql`
    update annotations x set deleted_at = g.deleted_at
    from annotation_tags at
    join tags g on g.workspace_id = at.workspace_id and g.id = at.tag_id
    where at.workspace_id = x.workspace_id and at.annotation_id = x.id
      and x.workspace_id = ${workspaceId} and at.tag_id = ${id}
      and x.kind = 'tag' and x.deleted_at is null
      and not exists (
        select 1 from annotation_tags o
        join tags t on t.workspace_id = o.workspace_id and t.id = o.tag_id
          and t.deleted_at is null
        where o.workspace_id = x.workspace_id and o.annotation_id = x.id)
    returning x.id, x.article_id as "articleId", x.revision`);
  return [...rows];
}

/** Brings back what `removeBare` removed with a tag; to be asked before the tag itself is back. */
export async function restoreBare(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ id: string; articleId: string; revision: number }[]> {
  const rows = await tx.execute<{
    id: string;
    articleId: string;
    revision: number;
  }>(sql`
    update annotations x set deleted_at = null
    from annotation_tags at
    join tags g on g.workspace_id = at.workspace_id and g.id = at.tag_id
    where at.workspace_id = x.workspace_id and at.annotation_id = x.id
      and x.workspace_id = ${workspaceId} and at.tag_id = ${id}
      and x.kind = 'tag' and x.deleted_at = g.deleted_at
    returning x.id, x.article_id as "articleId", x.revision`);
  return [...rows];
}
