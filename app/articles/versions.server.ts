import { z } from 'zod';

import {
  carryAnchors,
  type Carried,
  type Hint,
} from '#app/annotations/carrying.server.ts';
import { tellOfChanges } from '#app/annotations/notify.server.ts';
import { ANCHOR_STATES, type AnchorState } from '#app/anchoring/anchor.ts';
import { NewVersion, VersionPatch } from '#app/articles/article.schema.ts';
import type {
  Article,
  ArticleDetails,
  ArticleDraft,
  Passage,
} from '#app/articles/article.ts';
import {
  expectLength,
  getArticle,
  getText,
} from '#app/articles/articles.server.ts';
import {
  bringIn,
  noteRemarks,
  type Upload,
} from '#app/articles/creation.server.ts';
import { kinship, KIN } from '#app/articles/kinship.ts';
import { carryChecks } from '#app/claims/checks.server.ts';
import { layOut, sentencesOf } from '#app/articles/text.ts';
import { versionHash } from '#app/articles/version-hash.server.ts';
import {
  expectRevision,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { assemble, type Reading } from '#app/import/reading.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles, canSee } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/articles.ts';
import type { VersionSummary } from '#db/queries/articles.ts';
import { giveSnapshot } from '#db/queries/imports.ts';
import type { Tx } from '#db/client.ts';
import { transaction } from '#db/transaction.ts';

/** What became of the annotations that the actor may see. */
export type AnchorCounts = Record<AnchorState, number>;

/** A version that was made, or that was there already. */
export type MadeVersion = {
  version: number;
  versionHash: string;
  anchors: AnchorCounts;
  /** False where the newest version says the same, letter by letter. */
  isNew: boolean;
};

/** The words of a version to be. */
type VersionDraft = Pick<
  ArticleDraft,
  'title' | 'byline' | 'publishedAt' | 'passages' | 'discarded'
>;

type Conditions = {
  /** The version it was made from; the newest when absent. */
  base?: number | undefined;
  /** Whether it may share little with the one before. */
  force?: boolean | undefined;
  name?: string | null | undefined;
  hint?: Hint | undefined;
  /** What the version's material says beside its words. */
  details?: Partial<ArticleDetails>;
};

/**
 * Makes the next version of an article out of a text, a file or an address. Its
 * byline and date stay where the material shows none.
 *
 * @throws AppError forbidden, not-found, invalid, too-large, conflict
 */
export async function createVersion(
  ctx: Context,
  articleId: string,
  input: unknown,
  file?: Upload,
): Promise<MadeVersion> {
  permit(canEditArticles(ctx.actor));
  const { value: article } = await getArticle(ctx, articleId);
  const { content, format, url, base, force, name, ...known } = parse(
    NewVersion,
    input,
  );
  const { title } = known;
  if (base !== undefined) expectNewest(article, base);
  const asked = { content, format, url, title };
  const { reading, snapshotId } = await bringIn(ctx, asked, file);
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const made = await saveReadingAsVersion(inside, tx, article, reading, {
      ...{ base, force, name },
      told: { ...known, url },
    });
    if (snapshotId && made.isNew) {
      await giveSnapshot(tx, ctx.workspaceId, snapshotId, articleId);
    }
    return made;
  });
}

/** Stores what a page was read as: the version, and what was said beside it as notes. */
export async function saveReadingAsVersion(
  ctx: Context,
  tx: Tx,
  article: Article,
  reading: Reading,
  {
    base,
    force,
    name,
    told,
  }: Omit<Conditions, 'hint' | 'details'> & { told: Told },
): Promise<MadeVersion> {
  const draft = assemble(reading);
  if (draft.title === '') throw invalid('content', 'no-text');
  const { byline, publishedAt } = told;
  const words: VersionDraft = {
    ...draft,
    byline: byline ?? (draft.byline.length > 0 ? draft.byline : article.byline),
    publishedAt:
      publishedAt === undefined
        ? (draft.publishedAt ?? article.publishedAt)
        : publishedAt,
  };
  const made = await storeVersion(ctx, tx, article.id, words, {
    base: base ?? article.version,
    force,
    name,
    details: detailsOf(article, draft, told),
  });
  if (made.isNew && reading.remarks.length > 0) {
    const { value } = await getArticle(ctx, article.id);
    await noteRemarks(ctx, value, reading);
  }
  return made;
}

/** What is sent of an article beside its text; what is not, is undefined. */
type Told = {
  [K in keyof ArticleDetails]?: ArticleDetails[K] | undefined;
} & { byline?: string[] | undefined; publishedAt?: string | null | undefined };

/** What is said of an article beside its words: what is sent counts, and what is read fills what is empty. */
function detailsOf(
  article: ArticleDetails,
  read: ArticleDetails,
  sent: Told,
): Partial<ArticleDetails> {
  const { publisher, source, section, url, language } = sent;
  const told = Object.entries({ publisher, source, section, url, language });
  return {
    publisher: article.publisher ?? read.publisher,
    source: article.source ?? read.source,
    section: article.section ?? read.section,
    url: article.url ?? read.url,
    credits: article.credits.length > 0 ? article.credits : read.credits,
    ...Object.fromEntries(told.filter(([, value]) => value !== undefined)),
  };
}

/** Stores the next version and carries every annotation into it. @throws AppError conflict, invalid, too-large */
export async function storeVersion(
  ctx: Context,
  tx: Tx,
  articleId: string,
  draft: VersionDraft,
  { base, force, name, hint, details = {} }: Conditions,
): Promise<MadeVersion> {
  const { workspaceId, actor } = ctx;
  await rows.lockArticle(tx, workspaceId, articleId);
  await rows.lockNewestVersion(tx, workspaceId, articleId);
  const { value: article } = await getArticle(ctx, articleId);
  if (base !== undefined) expectNewest(article, base);
  const { title, byline, publishedAt, discarded } = draft;
  const { text, blocks } = layOut(draft.passages);
  expectLength(text.length);
  const words = { title, byline, publishedAt, discarded, text, blocks };
  const hash = versionHash(words);
  if (hash === article.versionHash) {
    const { version } = article;
    const anchors = await countsIn(ctx, articleId, version);
    return { version, versionHash: hash, anchors, isNew: false };
  }
  if (!force && kinship(article.text, text) < KIN) {
    throw invalid('content', 'version-other');
  }
  const version = article.version + 1;
  await rows.insertVersion(
    tx,
    workspaceId,
    actor.id,
    {
      ...article,
      ...words,
      version,
      versionHash: hash,
      sentences: sentencesOf(blocks, details.language ?? article.language),
      base: article.version,
      name: name ?? null,
    },
    details,
  );
  const carried = await carryAnchors(ctx, tx, articleId, version, hint);
  await carryChecks(ctx, tx, articleId, version, hint);
  const anchors = countsOf(ctx, carried);
  await recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb: 'article.version',
    objectId: articleId,
    articleId,
    detail: { version, versionHash: hash, base: article.version },
  });
  await tellOfChanges(ctx, tx, articleId, carried);
  return { version, versionHash: hash, anchors, isNew: true };
}

/** @throws AppError conflict, with the newest version, where another was meant */
function expectNewest({ version, versionHash, title }: Article, base: number) {
  if (base === version) return;
  const current = { version, versionHash, title };
  throw new AppError('conflict', 'version-stale', {
    current,
    params: { version },
  });
}

const none = (): AnchorCounts =>
  Object.fromEntries(ANCHOR_STATES.map(state => [state, 0])) as AnchorCounts;

function countsOf(
  { actor }: Context,
  carried: readonly Carried[],
): AnchorCounts {
  const counts = none();
  for (const { annotation, anchor } of carried) {
    if (annotation.deleted || !canSee(actor, annotation)) continue;
    counts[anchor.state] += 1;
  }
  return counts;
}

/** What has become, in a version, of the annotations that the actor may see. */
export async function countsIn(
  { db, workspaceId, actor }: Context,
  articleId: string,
  version: number,
): Promise<AnchorCounts> {
  const found = await rows.countStates(
    db,
    workspaceId,
    actor.id,
    articleId,
    version,
  );
  return { ...none(), ...found };
}

/**
 * Brings an earlier version back as the newest; its words are the same, the
 * number is a new one.
 *
 * @throws AppError forbidden, not-found, conflict
 */
export async function restoreVersion(
  ctx: Context,
  articleId: string,
  number: number,
): Promise<MadeVersion> {
  permit(canEditArticles(ctx.actor));
  const { value: earlier } = await getArticle(ctx, articleId, number);
  return transaction(ctx.db, tx => {
    const draft = { ...earlier, passages: earlier.blocks.map(passageOf) };
    return storeVersion(within(ctx, tx), tx, articleId, draft, { force: true });
  });
}

/** A block without its place. */
export const passageOf = ({
  start: _,
  end: __,
  ...passage
}: Article['blocks'][number]): Passage => passage;

const Cursor = z.object({ before: z.int().min(1) });

/** An article's versions, newest first. @throws AppError not-found, invalid */
export async function listVersions(
  ctx: Context,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: VersionSummary[]; next: string | null }> {
  await getText(ctx, id);
  const before =
    cursor === undefined ? undefined : readCursor(Cursor, cursor).before;
  const range = { limit: limit + 1, before };
  const found = await rows.listVersions(ctx.db, ctx.workspaceId, id, range);
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  const next = last ? writeCursor(Cursor, { before: last.version }) : null;
  return { items, next };
}

/** What a list says of one version. @throws AppError not-found */
export async function findVersion(
  { db, workspaceId }: Context,
  id: string,
  number: number,
): Promise<VersionSummary> {
  const range = { limit: 1, before: number + 1 };
  const [one] = await rows.listVersions(db, workspaceId, id, range);
  if (one?.version !== number) throw new AppError('not-found', 'not-found');
  return one;
}

/** Says what a version is called. @throws AppError forbidden, not-found, stale, invalid */
export async function renameVersion(
  ctx: Context,
  id: string,
  number: number,
  seen: number | null,
  input: unknown,
): Promise<VersionSummary> {
  permit(canEditArticles(ctx.actor));
  const { name } = parse(VersionPatch, input);
  await getText(ctx, id, number);
  const { workspaceId } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockArticle(tx, workspaceId, id);
    const now = await findVersion(inside, id, number);
    expectRevision(seen, now.revision, () => now);
    await rows.renameVersion(tx, workspaceId, id, number, name);
    await recordActivity(tx, workspaceId, {
      personId: ctx.actor.id,
      verb: 'article.rename-version',
      objectId: id,
      articleId: id,
      detail: { version: number, name },
    });
    return findVersion(inside, id, number);
  });
}
