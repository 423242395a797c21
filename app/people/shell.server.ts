import { unreadCount } from '#app/annotations/inbox.server.ts';
import { countArticles } from '#app/articles/articles.server.ts';
import { openClaims } from '#app/claims/claims.server.ts';
import type { Context } from '#app/context.server.ts';
import type { ShellData } from '#app/people/Shell.tsx';
import { countSources } from '#app/sources/sources.server.ts';

/** What the pages around the desk have in common. */
export async function shellData(ctx: Context): Promise<ShellData> {
  const [articles, unread, claims, { all: sources }] = await Promise.all([
    countArticles(ctx),
    unreadCount(ctx),
    openClaims(ctx),
    countSources(ctx),
  ]);
  return { me: ctx.actor, articles, unread, claims, sources };
}
