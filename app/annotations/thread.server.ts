import { z } from 'zod';

import { getAnnotation } from '#app/annotations/annotations.server.ts';
import type { Reply } from '#app/annotations/annotation.ts';
import type { Context } from '#app/context.server.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import * as rows from '#db/queries/annotations.ts';

const Cursor = z.object({ createdAt: z.number(), id: z.uuid() });

/** The replies of a thread, newest first. @throws AppError not-found, invalid */
export async function listReplies(
  ctx: Context,
  annotationId: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<{ items: Reply[]; next: string | null }> {
  const root = await getAnnotation(ctx, annotationId);
  const before = cursor === null ? null : readCursor(Cursor, cursor);
  const found = await rows.listReplies(ctx.db, ctx.workspaceId, root.id, {
    limit: limit + 1,
    before,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: found.length > limit && last ? writeCursor(Cursor, last) : null,
  };
}

/** How many replies each thread of an article has. */
export function countReplies(
  { db, workspaceId, actor }: Context,
  articleId: string,
): Promise<{ id: string; count: number }[]> {
  return rows.countReplies(db, workspaceId, actor.id, articleId);
}
