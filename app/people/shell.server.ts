import { unreadCount } from '#app/annotations/inbox.server.ts';
import { countArticles } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import type { ShellData } from '#app/people/Shell.tsx';

/** What the pages around the desk have in common. */
export async function shellData(ctx: Context): Promise<ShellData> {
  const [articles, unread] = await Promise.all([
    countArticles(ctx),
    unreadCount(ctx),
  ]);
  return { me: ctx.actor, articles, unread };
}
