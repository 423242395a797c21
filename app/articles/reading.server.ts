import { ReadingPosition } from '#app/articles/article.schema.ts';
import { getText } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import * as rows from '#db/queries/reading.ts';

/**
 * How far the actor has read an article, as an offset into its newest version's
 * text; null at its beginning, and where another version was read.
 */
export function readingPosition(
  { db, workspaceId, actor }: Context,
  articleId: string,
  version: number,
): Promise<number | null> {
  return rows.findReadingPosition(db, workspaceId, actor.id, {
    articleId,
    version,
  });
}

/** Remembers it, for the actor alone: it is no event of the workspace's. @throws AppError not-found, invalid */
export async function keepReadingPosition(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<void> {
  const { version, start } = parse(ReadingPosition, input);
  const { text } = await getText(ctx, articleId, version);
  if (start > text.length) throw invalid('start', 'position-outside');
  const { db, workspaceId, actor } = ctx;
  await rows.upsertReadingPosition(db, workspaceId, actor.id, {
    articleId,
    version,
    start,
  });
}
