import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import {
  MAX_TEXT,
  type Article,
  type ArticleDetails,
  type ArticleDraft,
  type ArticleSummary,
} from '#app/articles/article.ts';
import { ArticlePatch } from '#app/articles/article.schema.ts';
import { layOut, sentencesOf } from '#app/articles/text.ts';
import { versionHash } from '#app/articles/version-hash.server.ts';
import { batched } from '#app/batcher.ts';
import {
  expectRevision,
  newId,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles, canSeeArticle } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/articles.ts';
import { findPeople } from '#db/queries/people.ts';
import type { Tx } from '#db/client.ts';
import { isTransaction, transaction } from '#db/transaction.ts';

/** An article with its revision, for the ETag. */
export type Revised<T> = { value: T; revision: number };

const RESTORABLE_DAYS = 30;

/** @throws AppError too-large when a text is longer than a version may be */
export function expectLength(length: number): void {
  if (length > MAX_TEXT) throw new AppError('too-large', 'text-too-long');
}

/** Stores a finished draft as a new article's first version. */
export async function storeArticle(
  ctx: Context,
  draft: ArticleDraft,
  id: string = newId(),
): Promise<Revised<Article>> {
  const { passages, ...fields } = draft;
  const { text, blocks } = layOut(passages);
  expectLength(text.length);
  const article: Article = {
    ...fields,
    id,
    version: 1,
    versionHash: versionHash({ ...fields, blocks }),
    text,
    blocks,
    sentences: sentencesOf(blocks, draft.language),
    restricted: false,
  };
  await transaction(ctx.db, async tx => {
    const { workspaceId, actor } = ctx;
    if (!(await rows.insertArticle(tx, workspaceId, actor.id, article))) {
      throw new AppError('conflict', 'id-taken');
    }
    await recordActivity(tx, ctx.workspaceId, {
      personId: ctx.actor.id,
      verb: 'article.create',
      objectId: id,
      articleId: id,
      revision: 1,
      detail: { version: 1, versionHash: article.versionHash },
    });
  });
  return { value: article, revision: 1 };
}

type ArticleRow = rows.ArticleHead & rows.VersionContent;

/** An article that the actor may know of, deleted or not; null where there is none. */
async function find(
  ctx: Context,
  id: string,
  version?: number,
): Promise<ArticleRow | null> {
  const { db, workspaceId, actor } = ctx;
  const head = await rows.findArticle(db, workspaceId, actor.id, id, version);
  if (!head || !canSeeArticle(actor, head)) return null;
  return { ...head, ...(await versionContent(ctx, id, head.version)) };
}

/** An article at its newest version, or at `version`; `newest` is that one's number. @throws AppError not-found */
export async function getArticle(
  ctx: Context,
  id: string,
  version?: number,
): Promise<Revised<Article> & { newest: number }> {
  const row = await find(ctx, id, version);
  if (!row || row.deletedAt) throw new AppError('not-found', 'not-found');
  return { ...revised(row), newest: row.newest };
}

const findVersion = batched(rows.findVersions);

/** A version's canonical text (the newest's without `version`). @throws AppError not-found */
export async function getText(
  ctx: Context,
  id: string,
  version?: number,
): Promise<{ number: number; newest: number; text: string; hash: string }> {
  const { db, workspaceId, actor } = ctx;
  const number = version ?? null;
  const asked = { workspaceId, viewerId: actor.id, id, number };
  const found = await findVersion(db, asked);
  if (!found || !canSeeArticle(actor, found))
    throw new AppError('not-found', 'not-found');
  return { ...found, text: await versionText(ctx, id, found.number) };
}

/** What was asked for lately. A version never changes, so none grows stale. */
const known = new LRUCache<string, rows.VersionContent>({
  maxSize: 20_000_000,
  // Its text twice: blocks hold theirs.
  sizeCalculation: ({ text, sentences, blocks, discarded }) =>
    4 * text.length +
    8 * sentences.length +
    100 * (blocks.length + discarded.length) +
    1,
});

/** What a version that the actor is known to see holds; not to be written to. @throws AppError not-found */
export async function versionContent(
  { db, workspaceId }: Context,
  id: string,
  version: number,
): Promise<rows.VersionContent> {
  const key = `${workspaceId} ${id} ${version}`;
  const there = known.get(key);
  if (there) return there;
  const content = await rows.findContent(db, workspaceId, id, version);
  if (content === null) throw new AppError('not-found', 'not-found');
  // What a transaction has written may never come to be.
  if (!isTransaction(db)) known.set(key, content);
  return content;
}

/** The text of a version that the actor is known to see. @throws AppError not-found */
export const versionText = async (
  ctx: Context,
  id: string,
  version: number,
): Promise<string> => (await versionContent(ctx, id, version)).text;

const Cursor = z.object({
  updatedAt: z.string().regex(/^[\d\-: .+]+$/),
  id: z.uuid(),
});

/** The library, most recently touched first. @throws AppError invalid for a cursor not of ours */
export async function listArticles(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ArticleSummary[]; next: string | null }> {
  const from = cursor === undefined ? undefined : readCursor(Cursor, cursor);
  const found = await rows.listArticles(ctx.db, ctx.workspaceId, ctx.actor, {
    limit: limit + 1,
    ...(from ? { cursor: from } : {}),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    found.length > limit && last
      ? writeCursor(Cursor, { updatedAt: last.at, id: last.id })
      : null;
  return { items: page.map(({ at: _, ...item }) => item), next };
}

/** How many articles the library holds. */
export function countArticles(ctx: Context): Promise<number> {
  return rows.countArticles(ctx.db, ctx.workspaceId, ctx.actor);
}

/** Changes what the version's hash leaves out. @throws AppError forbidden, not-found, stale, invalid */
export function changeArticle(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Revised<Article>> {
  const { restrictedTo, ...patch } = parse(ArticlePatch, input);
  const change = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as Partial<ArticleDetails>;
  const verb =
    restrictedTo === undefined ? 'article.change' : 'article.restrict';
  return write(ctx, id, seen, verb, change, async tx => {
    if (restrictedTo === undefined) return;
    await restrict(within(ctx, tx), tx, id, restrictedTo);
  });
}

/** Says who may see it; whoever says so is among them. @throws AppError invalid */
async function restrict(
  { workspaceId, actor }: Context,
  tx: Tx,
  id: string,
  people: string[] | null,
): Promise<void> {
  const named = people && [...new Set([...people, actor.id])];
  const known = await findPeople(tx, workspaceId, named ?? []);
  if (named && known.length < named.length) {
    throw invalid('restrictedTo', 'person-unknown');
  }
  await rows.restrictArticle(tx, workspaceId, id, named);
}

/** Those named on an article; null where everybody sees it. */
export async function restrictedTo(
  { db, workspaceId }: Context,
  { id, restricted }: Pick<Article, 'id' | 'restricted'>,
): Promise<string[] | null> {
  return restricted ? rows.namedOn(db, workspaceId, id) : null;
}

/** Removes an article; `restoreArticle` brings it back for 30 days. */
export function deleteArticle(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<Revised<Article>> {
  return write(ctx, id, seen, 'article.delete', { deletedAt: new Date() });
}

async function write(
  ctx: Context,
  id: string,
  seen: number | null,
  verb: string,
  change: Parameters<typeof rows.updateArticle>[3],
  also?: (tx: Tx) => Promise<void>,
): Promise<Revised<Article>> {
  permit(canEditArticles(ctx.actor));
  return transaction(ctx.db, async tx => {
    const lock = await rows.lockArticle(tx, ctx.workspaceId, id);
    const before = await find(within(ctx, tx), id);
    if (!lock || !before || lock.deletedAt) {
      throw new AppError('not-found', 'not-found');
    }
    expectRevision(seen, before.revision, () => revised(before).value);
    await also?.(tx);
    return apply(ctx, tx, id, verb, change);
  });
}

/** Brings a removed article back. @throws AppError forbidden, not-found, conflict after 30 days */
export async function restoreArticle(
  ctx: Context,
  id: string,
): Promise<Revised<Article>> {
  permit(canEditArticles(ctx.actor));
  return transaction(ctx.db, async tx => {
    const lock = await rows.lockArticle(tx, ctx.workspaceId, id);
    const there = await find(within(ctx, tx), id);
    if (!lock || !there) throw new AppError('not-found', 'not-found');
    if (!lock.deletedAt) return revised(there);
    expectRestorable(lock.deletedAt);
    return apply(ctx, tx, id, 'article.restore', { deletedAt: null });
  });
}

/** @throws AppError conflict when something was deleted too long ago to come back */
export function expectRestorable(deletedAt: Date): void {
  const days = (Date.now() - deletedAt.getTime()) / 86_400_000;
  if (days > RESTORABLE_DAYS) throw new AppError('conflict', 'too-old');
}

async function apply(
  ctx: Context,
  tx: Parameters<typeof rows.updateArticle>[0],
  id: string,
  verb: string,
  change: Parameters<typeof rows.updateArticle>[3],
): Promise<Revised<Article>> {
  await rows.updateArticle(tx, ctx.workspaceId, id, change);
  const after = await find(within(ctx, tx), id);
  if (!after) throw new AppError('not-found', 'not-found');
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId: id,
    articleId: id,
    revision: after.revision,
    detail: verb === 'article.change' ? { change } : {},
  });
  return revised(after);
}

function revised(row: ArticleRow): Revised<Article> {
  const { revision, deletedAt: _, named: __, newest: ___, ...value } = row;
  return { value, revision };
}
