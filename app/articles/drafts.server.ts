import { DraftInput, DraftVersion } from '#app/articles/draft.schema.ts';
import type { Article, Passage } from '#app/articles/article.ts';
import { getArticle, type Revised } from '#app/articles/articles.server.ts';
import { canonicalCharacters, layOut, trimLine } from '#app/articles/text.ts';
import {
  joinEdits,
  mapOffset,
  type TextEdit,
} from '#app/articles/text-edit.ts';
import {
  passageOf,
  storeVersion,
  type MadeVersion,
} from '#app/articles/versions.server.ts';
import {
  expectRevision,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { lockArticle } from '#db/queries/articles.ts';
import * as rows from '#db/queries/drafts.ts';
import type { Tx } from '#db/client.ts';
import { transaction } from '#db/transaction.ts';

/** The next version of an article while it is being made. */
export type Draft = {
  article: string;
  /** The version that it was made from. */
  base: number;
  passages: Passage[];
  byline: string[];
  publishedAt: string | null;
  updatedBy: { id: string; name: string };
  updatedAt: string;
  /** What the ETag says. */
  revision: number;
};

/** As many edits as are kept to find annotations by; beyond, their words find them. */
const MOST_EDITS = 5000;

const draftOf = (article: string, row: rows.DraftRow): Revised<Draft> => {
  const { base, passages, byline, publishedAt, updatedBy, updatedAt } = row;
  return {
    value: {
      ...{ article, base, passages, byline, publishedAt, updatedBy },
      updatedAt: updatedAt.toISOString(),
      revision: row.revision,
    },
    revision: row.revision,
  };
};

/** The draft of an article that the actor is known to see; null when there is none. @throws AppError forbidden */
export async function findDraft(
  ctx: Context,
  { id }: Pick<Article, 'id'>,
): Promise<Revised<Draft> | null> {
  permit(canEditArticles(ctx.actor));
  const row = await rows.findDraft(ctx.db, ctx.workspaceId, id);
  return row && draftOf(id, row);
}

/** @throws AppError forbidden, not-found */
export async function getDraft(
  ctx: Context,
  articleId: string,
): Promise<Revised<Draft>> {
  permit(canEditArticles(ctx.actor));
  const { value: article } = await getArticle(ctx, articleId);
  const draft = await findDraft(ctx, article);
  if (!draft) throw new AppError('not-found', 'not-found');
  return draft;
}

/**
 * Keeps a draft as it is now. Who changes one that is there names the revision
 * that was seen.
 *
 * @throws AppError forbidden, not-found, stale, invalid
 */
export async function keepDraft(
  ctx: Context,
  articleId: string,
  seen: number | null,
  input: unknown,
): Promise<Revised<Draft>> {
  const { base, passages, edits = [], ...told } = parse(DraftInput, input);
  return write(ctx, articleId, async (tx, article, row) => {
    if (row) {
      expectRevision(seen, row.revision, () => draftOf(articleId, row).value);
    } else if (base > article.version) {
      throw invalid('base', 'version-invalid');
    }
    await keep(ctx, tx, articleId, {
      base: row?.base ?? base,
      // JSON has no undefined.
      passages: passages as Passage[],
      byline: told.byline ?? row?.byline ?? article.byline,
      publishedAt:
        told.publishedAt === undefined
          ? (row?.publishedAt ?? article.publishedAt)
          : told.publishedAt,
      edits: [...(row?.edits ?? []), ...edits],
    });
  });
}

async function keep(
  { workspaceId, actor }: Context,
  tx: Tx,
  articleId: string,
  draft: Parameters<typeof rows.upsertDraft>[4],
): Promise<void> {
  const edits = joinEdits(draft.edits);
  await rows.upsertDraft(tx, workspaceId, articleId, actor.id, {
    ...draft,
    edits: edits.length > MOST_EDITS ? [] : edits,
  });
}

async function write(
  ctx: Context,
  articleId: string,
  work: (tx: Tx, article: Article, row: rows.DraftRow | null) => Promise<void>,
): Promise<Revised<Draft>> {
  permit(canEditArticles(ctx.actor));
  const { workspaceId } = ctx;
  return transaction(ctx.db, async tx => {
    await lockArticle(tx, workspaceId, articleId);
    const inside = within(ctx, tx);
    const { value: article } = await getArticle(inside, articleId);
    const row = await rows.findDraft(tx, workspaceId, articleId);
    await work(tx, article, row);
    return getDraft(inside, articleId);
  });
}

/**
 * Replaces words of an article's newest version in its draft, which is made where
 * there is none. False where the draft no longer has those words at that place.
 *
 * @param span UTF-16 offsets into the newest version, half-open
 */
export async function replaceInDraft(
  ctx: Context,
  tx: Tx,
  articleId: string,
  span: { start: number; end: number; exact: string; replacement: string },
): Promise<boolean> {
  const { workspaceId } = ctx;
  const { value: article } = await getArticle(ctx, articleId);
  const row = await rows.findDraft(tx, workspaceId, articleId);
  if (row && row.base !== article.version) return false;
  const passages = row?.passages ?? article.blocks.map(passageOf);
  const edits: TextEdit[] = row?.edits ?? [];
  const start = mapOffset(edits, span.start);
  const last = mapOffset(edits, span.end - 1);
  if (start === null || last === null) return false;
  const { text, blocks } = layOut(passages);
  const end = last + 1;
  if (text.slice(start, end) !== span.exact) return false;
  const at = blocks.findIndex(b => b.start <= start && end <= b.end);
  const block = blocks[at];
  const passage = passages[at];
  if (!block || !passage) return false;
  const { replacement } = span;
  const changed = {
    ...passage,
    text:
      passage.text.slice(0, start - block.start) +
      replacement +
      passage.text.slice(end - block.start),
  };
  await keep(ctx, tx, articleId, {
    base: article.version,
    passages: passages.map((one, i) => (i === at ? changed : one)),
    byline: row?.byline ?? article.byline,
    publishedAt: row ? row.publishedAt : article.publishedAt,
    edits: [...edits, [start, end - start, replacement.length]],
  });
  return true;
}

/** Makes the next version of an article's draft. @throws AppError forbidden, not-found, conflict, invalid, too-large */
export async function saveDraft(
  ctx: Context,
  articleId: string,
  seen: number | null,
  input: unknown,
): Promise<MadeVersion> {
  permit(canEditArticles(ctx.actor));
  const { base, name, force } = parse(DraftVersion, input);
  const { workspaceId } = ctx;
  return transaction(ctx.db, async tx => {
    await lockArticle(tx, workspaceId, articleId);
    const inside = within(ctx, tx);
    const { value: article } = await getArticle(inside, articleId);
    const row = await rows.findDraft(tx, workspaceId, articleId);
    if (!row) throw new AppError('not-found', 'not-found');
    expectRevision(seen, row.revision, () => draftOf(articleId, row).value);
    const passages = canonical(row.passages);
    const title = passages[0]?.text ?? '';
    if (title === '') throw invalid('passages', 'title-missing');
    // Trimming a draft for good moves what lies behind it; then words alone find it.
    const same = JSON.stringify(passages) === JSON.stringify(row.passages);
    const mapped = same && row.base === article.version && row.edits.length > 0;
    const made = await storeVersion(
      inside,
      tx,
      articleId,
      {
        ...{ title, passages, discarded: article.discarded },
        ...{ byline: row.byline, publishedAt: row.publishedAt },
      },
      {
        base: base ?? row.base,
        ...{ name, force },
        hint: mapped ? offset => mapOffset(row.edits, offset) : undefined,
      },
    );
    await rows.deleteDraft(tx, workspaceId, articleId);
    return made;
  });
}

/** Passages as a version has them: trimmed, none empty, each speech opened by a turn. */
function canonical(passages: readonly Passage[]): Passage[] {
  return passages
    .map(passage => ({
      ...passage,
      text: trimLine(canonicalCharacters(passage.text)),
    }))
    .filter(({ text }, i) => i === 0 || text !== '');
}

/** Lets go of a draft. @throws AppError forbidden, not-found, stale */
export async function deleteDraft(
  ctx: Context,
  articleId: string,
  seen: number | null,
): Promise<void> {
  permit(canEditArticles(ctx.actor));
  const { workspaceId, actor } = ctx;
  await transaction(ctx.db, async tx => {
    await lockArticle(tx, workspaceId, articleId);
    const { value, revision } = await getDraft(within(ctx, tx), articleId);
    expectRevision(seen, revision, () => value);
    await rows.deleteDraft(tx, workspaceId, articleId);
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'article.discard-draft',
      objectId: articleId,
      articleId,
      detail: { base: value.base },
    });
  });
}
