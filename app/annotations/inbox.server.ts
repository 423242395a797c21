import { z } from 'zod';

import { getAnnotation } from '#app/annotations/annotations.server.ts';
import { InboxPatch } from '#app/annotations/inbox.schema.ts';
import type { Notice } from '#app/annotations/notice.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { parse } from '#app/parse.server.ts';
import * as rows from '#db/queries/notices.ts';

const Cursor = z.object({ at: z.number(), id: z.uuid() });

/** What waits for the actor, newest first; articles that are followed come on the first page. */
export async function listInbox(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<{ items: Notice[]; next: string | null; unread: number }> {
  const { db, workspaceId, actor } = ctx;
  const before = cursor === null ? null : readCursor(Cursor, cursor);
  const range = { limit: limit + 1, before };
  const [found, followed, unread] = await Promise.all([
    rows.listNotices(db, workspaceId, actor, range),
    before ? [] : rows.listFollowed(db, workspaceId, actor),
    rows.countUnread(db, workspaceId, actor),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const items = [...page.map(noticeOf), ...followed.map(gathered)];
  items.sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at));
  return {
    items,
    next: found.length > limit && last ? writeCursor(Cursor, last) : null,
    unread,
  };
}

const noticeOf = (row: rows.NoticeRow): Notice => ({
  id: row.id,
  reason: row.reason,
  at: new Date(row.at).toISOString(),
  read: row.read,
  people: [row.person],
  article: { id: row.article, title: row.title },
  annotation: row.annotation,
  body: row.body,
  due: row.due,
  count: row.count,
});

const gathered = (row: rows.FollowedRow): Notice => ({
  id: row.article,
  reason: 'article',
  at: new Date(row.at).toISOString(),
  read: false,
  people: row.people.map(name => ({ name })),
  article: { id: row.article, title: row.title },
  annotation: null,
  body: '',
  due: null,
  count: row.count,
});

/** How much waits unread. */
export function unreadCount(ctx: Context): Promise<number> {
  return rows.countUnread(ctx.db, ctx.workspaceId, ctx.actor);
}

/** Marks as read, and says what is still unread. @throws AppError invalid, not-found */
export async function changeInbox(
  ctx: Context,
  input: unknown,
): Promise<{ unread: number }> {
  const patch = parse(InboxPatch, input);
  const { db, workspaceId, actor } = ctx;
  const read = (which: Parameters<typeof rows.markRead>[3]) =>
    rows.markRead(db, workspaceId, actor.id, which);
  const see = (articleId: string) =>
    rows.upsertFollow(db, workspaceId, actor.id, articleId, { seen: true });
  if (patch.read) await read({ ids: patch.read });
  if (patch.annotation) {
    await getAnnotation(ctx, patch.annotation);
    await read({ annotation: patch.annotation });
  }
  if (patch.article) {
    await getArticle(ctx, patch.article);
    await see(patch.article);
  }
  if (patch.all) {
    await read('all');
    const followed = await rows.listFollowed(db, workspaceId, actor);
    for (const { article } of followed) await see(article);
  }
  return { unread: await unreadCount(ctx) };
}

/** Whether the actor follows an article. */
export function isFollowing(ctx: Context, articleId: string): Promise<boolean> {
  const { db, workspaceId, actor } = ctx;
  return rows.isFollowing(db, workspaceId, actor.id, articleId);
}

/** Follows an article, or no longer. @throws AppError not-found */
export async function follow(
  ctx: Context,
  articleId: string,
  following: boolean,
): Promise<void> {
  await getArticle(ctx, articleId);
  const { db, workspaceId, actor } = ctx;
  await rows.upsertFollow(db, workspaceId, actor.id, articleId, { following });
}
