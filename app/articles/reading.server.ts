import { ReadingPosition } from '#app/articles/article.schema.ts';
import { describe } from '#app/anchoring/describe.ts';
import { resolve } from '#app/anchoring/resolve.ts';
import { getText, versionText } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import * as rows from '#db/queries/reading.ts';

/** As much of a text as a place in it is known by, in UTF-16 units. */
const STRETCH = 40;

/**
 * How far the actor has read an article, as an offset into a version's text; null
 * at its beginning, and where what was read last is not in that version.
 */
export async function readingPosition(
  ctx: Context,
  articleId: string,
  version: number,
): Promise<number | null> {
  const { db, workspaceId, actor } = ctx;
  const read = await rows.findReadingPosition(
    db,
    workspaceId,
    actor.id,
    articleId,
  );
  if (!read || read.version === version) return read?.start ?? null;
  const [before, after] = await Promise.all([
    versionText(ctx, articleId, read.version),
    versionText(ctx, articleId, version),
  ]);
  const end = Math.min(before.length, read.start + STRETCH);
  if (read.start === 0 || read.start >= end) return null;
  return resolve(after, describe(before, read.start, end), before).start;
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
