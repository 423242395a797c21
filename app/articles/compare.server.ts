import { getArticle } from '#app/articles/articles.server.ts';
import {
  compare,
  type Comparison,
  type Side,
} from '#app/articles/comparison.ts';
import type { Block, Span } from '#app/articles/article.ts';
import { openEdits } from '#app/annotations/decisions.server.ts';
import { getDraft } from '#app/articles/drafts.server.ts';
import { layOut } from '#app/articles/text.ts';
import { findVersion, passageOf } from '#app/articles/versions.server.ts';
import type { Context } from '#app/context.server.ts';

/** What a version is compared with: another, the draft of the next, or what it is with all suggested edits. */
export type Compared = number | 'draft' | 'edits';

/** Two versions of an article beside each other. @throws AppError not-found */
export async function compareVersions(
  ctx: Context,
  articleId: string,
  from: number,
  to: Compared,
): Promise<Comparison> {
  const before = await sideOf(ctx, articleId, from);
  const after =
    to === 'draft'
      ? await draftSide(ctx, articleId)
      : to === 'edits'
        ? await editedSide(ctx, articleId, before)
        : await sideOf(ctx, articleId, to);
  return compare(before, after);
}

type Whole = Side & { blocks: Block[]; sentences?: Span[] };

async function draftSide(ctx: Context, articleId: string): Promise<Whole> {
  const { value } = await getDraft(ctx, articleId);
  const { passages, byline, publishedAt, updatedBy, updatedAt } = value;
  return {
    ...{ version: null, name: null, byline, publishedAt },
    title: passages[0]?.text ?? '',
    blocks: layOut(passages).blocks,
    by: updatedBy.name,
    at: updatedAt,
  };
}

/** A version with the suggested edits that wait; of two for the same words the first. */
async function editedSide(
  ctx: Context,
  articleId: string,
  before: Whole,
): Promise<Whole> {
  const version = before.version ?? 1;
  const edits = await openEdits(ctx, articleId, version);
  const passages = before.blocks.map(passageOf);
  let free = 0;
  const taken = edits.filter(({ start, end }) => {
    const isFree = start >= free;
    if (isFree) free = end;
    return isFree;
  });
  for (const { start, end, replacement } of taken.reverse()) {
    const at = before.blocks.findIndex(b => b.start <= start && end <= b.end);
    const block = before.blocks[at];
    const passage = passages[at];
    if (!block || !passage) continue;
    passage.text =
      passage.text.slice(0, start - block.start) +
      replacement +
      passage.text.slice(end - block.start);
  }
  const { blocks } = layOut(passages);
  return { ...before, version: null, name: null, by: '', blocks };
}

async function sideOf(
  ctx: Context,
  articleId: string,
  number: number,
): Promise<Whole> {
  const { value } = await getArticle(ctx, articleId, number);
  const { name, createdBy, createdAt } = await findVersion(
    ctx,
    articleId,
    number,
  );
  const { title, byline, publishedAt, blocks, sentences } = value;
  return {
    ...{ version: number, name, title, byline, publishedAt, blocks },
    sentences,
    by: createdBy.name,
    at: createdAt.toISOString(),
  };
}
