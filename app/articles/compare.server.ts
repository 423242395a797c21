import { getArticle } from '#app/articles/articles.server.ts';
import {
  compare,
  type Comparison,
  type Side,
} from '#app/articles/comparison.ts';
import type { Block } from '#app/articles/article.ts';
import { findVersion } from '#app/articles/versions.server.ts';
import type { Context } from '#app/context.server.ts';

/** Two versions of an article beside each other. @throws AppError not-found */
export async function compareVersions(
  ctx: Context,
  articleId: string,
  from: number,
  to: number,
): Promise<Comparison> {
  const [before, after] = await Promise.all(
    [from, to].map(number => sideOf(ctx, articleId, number)),
  );
  if (!before || !after) throw new Error('Two numbers, two sides');
  return compare(before, after);
}

async function sideOf(
  ctx: Context,
  articleId: string,
  number: number,
): Promise<Side & { blocks: Block[] }> {
  const { value } = await getArticle(ctx, articleId, number);
  const { name, createdBy, createdAt } = await findVersion(
    ctx,
    articleId,
    number,
  );
  const { title, byline, publishedAt, blocks } = value;
  return {
    ...{ version: number, name, title, byline, publishedAt, blocks },
    by: createdBy.name,
    at: createdAt.toISOString(),
  };
}
