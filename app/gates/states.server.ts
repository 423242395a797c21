import { listArticles } from '#app/articles/articles.server.ts';
import { layOut } from '#app/claims/checks.server.ts';
import { BYSTANDER, coverageOf, isBegun } from '#app/claims/coverage.ts';
import type { Context } from '#app/context.server.ts';
import {
  GATES_OF,
  type ArticleState,
  type LibraryItem,
} from '#app/gates/gate.ts';
import { getWorkflow } from '#app/gates/workflow.server.ts';
import { listStandings, type Standing } from '#db/queries/gates.ts';

/**
 * Where articles are on their way out, by their ids: articles that aren't there
 * are left out. What one of two has checked blindly begins nothing.
 */
export async function articleStates(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, ArticleState>> {
  if (ids.length === 0) return new Map();
  const { db, workspaceId } = ctx;
  const [{ workflow }, standings] = await Promise.all([
    getWorkflow(ctx),
    listStandings(db, workspaceId, ids),
  ]);
  const gates = GATES_OF[workflow];
  const states = new Map<string, ArticleState>();
  for (const one of standings) {
    const signed = gates.length > 0 && gates.every(g => one.signed.includes(g));
    states.set(
      one.id,
      one.published ??
        (signed ? 'signed' : (await hasBegun(ctx, one)) ? 'in-check' : 'draft'),
    );
  }
  return states;
}

/** The library, most recently touched first. @throws AppError invalid for a cursor not of ours */
export async function listLibrary(
  ctx: Context,
  page: Parameters<typeof listArticles>[1],
): Promise<{ items: LibraryItem[]; next: string | null }> {
  const { items, next } = await listArticles(ctx, page);
  const states = await articleStates(
    ctx,
    items.map(({ id }) => id),
  );
  return {
    items: items.map(item => ({
      ...item,
      state: states.get(item.id) ?? 'draft',
    })),
    next,
  };
}

async function hasBegun(ctx: Context, standing: Standing): Promise<boolean> {
  if (standing.begun) return true;
  if (!standing.blind) return false;
  const { covering } = await layOut(ctx, standing.id);
  return isBegun(coverageOf(covering, BYSTANDER));
}
