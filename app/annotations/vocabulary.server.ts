import { initialsOf } from '#app/annotations/pinyin.server.ts';
import type { Tag, TagReach, Word } from '#app/annotations/tag.ts';
import { NewTag, TagMerge, TagPatch } from '#app/annotations/tag.schema.ts';
import { expectRestorable } from '#app/articles/articles.server.ts';
import {
  expectRevision,
  newId,
  permit,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canAddTags, canEditVocabulary } from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/tags.ts';
import type { TagRow } from '#db/queries/tags.ts';
import { transaction } from '#db/transaction.ts';

/** The workspace's vocabulary in its order, with how often the actor sees each word used. */
export async function listTags(ctx: Context): Promise<Tag[]> {
  const found = await rows.listTags(ctx.db, ctx.workspaceId, ctx.actor.id);
  return found.map(shown);
}

/** The vocabulary for completion. */
export async function listWords({ db, workspaceId }: Context): Promise<Word[]> {
  const found = await rows.listWords(db, workspaceId);
  return found.map(word => ({ ...word, initials: initialsOf(word.name) }));
}

/** A word and what its change would touch. @throws AppError not-found */
export async function getTag(
  ctx: Context,
  id: string,
): Promise<Tag & { reach: TagReach }> {
  const tag = shown(await find(ctx, id));
  return { ...tag, reach: await rows.reachOf(ctx.db, ctx.workspaceId, id) };
}

/** Adds a word. @throws AppError forbidden, invalid, conflict */
export async function createTag(ctx: Context, input: unknown): Promise<Tag> {
  permit(canAddTags(ctx.actor));
  const given = parse(NewTag, input);
  const { id = newId(), name } = given;
  const row = {
    id,
    name,
    colour: given.colour ?? null,
    description: given.description ?? '',
    hotkey: given.hotkey ?? null,
    createdBy: ctx.actor.id,
  };
  return transaction(ctx.db, async tx => {
    await expectFree(ctx, tx, row, null);
    await rows.insertTag(tx, ctx.workspaceId, row);
    return record(ctx, tx, id, 'tag.create');
  });
}

/** Renames a word, or changes how it looks and where it stands. @throws AppError forbidden, not-found, stale, invalid, conflict */
export function changeTag(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Tag> {
  const { position, ...given } = parse(TagPatch, input);
  const change = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Tag>;
  return write(ctx, id, seen, async (tx, before) => {
    await expectFree(ctx, tx, change, id);
    await rows.updateTag(tx, ctx.workspaceId, id, change);
    if (position !== undefined) await place(ctx, tx, id, position);
    if (change.name !== undefined && change.name !== before.name) {
      await rows.touchTagged(tx, ctx.workspaceId, id);
    }
    return record(ctx, tx, id, 'tag.change', { before: before.name });
  });
}

/** Puts another word in its place everywhere. @throws AppError forbidden, not-found, stale, invalid */
export function mergeTag(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Tag> {
  const { into } = parse(TagMerge, input);
  if (into === id) throw invalid('into', 'tag-merge-self');
  return write(
    ctx,
    id,
    seen,
    async (tx, before) => {
      const other = await rows.findTag(tx, ctx.workspaceId, ctx.actor.id, into);
      if (!other || other.deletedAt) throw invalid('into', 'tag-unknown-id');
      await rows.touchTagged(tx, ctx.workspaceId, id);
      await rows.moveTagged(tx, ctx.workspaceId, id, into);
      await rows.updateTag(tx, ctx.workspaceId, id, {
        deletedAt: rows.NOW,
        mergedInto: into,
      });
      await record(ctx, tx, id, 'tag.merge', { into, before: before.name });
      return shown(await find({ ...ctx, db: tx }, into));
    },
    [into],
  );
}

/**
 * Takes a word out of the vocabulary and off every annotation; those that said
 * nothing else go with it. `restoreTag` brings all of it back for 30 days.
 */
export async function deleteTag(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  await write(ctx, id, seen, async tx => {
    const { workspaceId } = ctx;
    await rows.touchTagged(tx, workspaceId, id);
    await rows.updateTag(tx, workspaceId, id, { deletedAt: rows.NOW });
    const gone = await rows.removeBare(tx, workspaceId, id);
    await recordBare(ctx, tx, 'annotation.delete', gone);
    return record(ctx, tx, id, 'tag.delete');
  });
}

/** Brings a removed word back, with what went with it. @throws AppError forbidden, not-found, conflict */
export function restoreTag(ctx: Context, id: string): Promise<Tag> {
  permit(canEditVocabulary(ctx.actor));
  return transaction(ctx.db, async tx => {
    const { workspaceId, actor } = ctx;
    await rows.lockTags(tx, workspaceId, [id]);
    const tag = await rows.findTag(tx, workspaceId, actor.id, id);
    if (!tag) throw new AppError('not-found', 'not-found');
    if (!tag.deletedAt) return shown(tag);
    expectRestorable(tag.deletedAt);
    if (tag.mergedInto) throw new AppError('conflict', 'tag-merged');
    await expectFree(ctx, tx, tag, id);
    const back = await rows.restoreBare(tx, workspaceId, id);
    await rows.updateTag(tx, workspaceId, id, { deletedAt: null });
    await rows.touchTagged(tx, workspaceId, id);
    await recordBare(ctx, tx, 'annotation.restore', back);
    return record(ctx, tx, id, 'tag.restore');
  });
}

function write(
  ctx: Context,
  id: string,
  seen: number | null,
  work: (tx: Tx, before: TagRow) => Promise<Tag>,
  others: string[] = [],
): Promise<Tag> {
  permit(canEditVocabulary(ctx.actor));
  return transaction(ctx.db, async tx => {
    await rows.lockTags(tx, ctx.workspaceId, [id, ...others]);
    const before = await find({ ...ctx, db: tx }, id);
    expectRevision(seen, before.revision, () => shown(before));
    return work(tx, before);
  });
}

async function find(ctx: Context, id: string): Promise<TagRow> {
  const tag = await rows.findTag(ctx.db, ctx.workspaceId, ctx.actor.id, id);
  if (!tag || tag.deletedAt) throw new AppError('not-found', 'not-found');
  return tag;
}

const shown = (row: TagRow): Tag => {
  const { deletedAt: _, mergedInto: __, ...tag } = row;
  return tag;
};

/** Names and keys are one tag's alone. @throws AppError conflict */
async function expectFree(
  ctx: Context,
  tx: Tx,
  { name, hotkey }: Partial<Pick<Tag, 'name' | 'hotkey'>>,
  self: string | null,
): Promise<void> {
  const all = await rows.listTags(tx, ctx.workspaceId, ctx.actor.id);
  const others = all.filter(tag => tag.id !== self);
  const named = name?.toLowerCase();
  if (others.some(tag => tag.name.toLowerCase() === named)) {
    throw new AppError('conflict', 'tag-taken', {
      params: { name: name ?? '' },
    });
  }
  const keyed = others.find(tag => hotkey && tag.hotkey === hotkey);
  if (keyed) {
    throw new AppError('conflict', 'tag-key-taken', {
      params: { name: keyed.name },
    });
  }
}

async function place(
  ctx: Context,
  tx: Tx,
  id: string,
  position: number,
): Promise<void> {
  const all = await rows.listTags(tx, ctx.workspaceId, ctx.actor.id);
  const ids = all.map(tag => tag.id).filter(other => other !== id);
  ids.splice(position, 0, id);
  await rows.orderTags(tx, ctx.workspaceId, ids);
}

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  verb: string,
  more: Record<string, unknown> = {},
): Promise<Tag> {
  const after = await rows.findTag(tx, ctx.workspaceId, ctx.actor.id, id);
  if (!after) throw new AppError('not-found', 'not-found');
  const { name, colour, description, hotkey, revision } = after;
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId: id,
    revision,
    detail: { name, colour, description, hotkey, ...more },
  });
  return shown(after);
}

async function recordBare(
  ctx: Context,
  tx: Tx,
  verb: string,
  touched: { id: string; articleId: string; revision: number }[],
): Promise<void> {
  if (touched.length === 0) return;
  await recordActivity(
    tx,
    ctx.workspaceId,
    ...touched.map(({ id, articleId, revision }) => ({
      personId: ctx.actor.id,
      verb,
      objectId: id,
      articleId,
      revision,
      detail: { with: 'tag' },
    })),
  );
}
