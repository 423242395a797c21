import type { Block } from '#app/articles/article.ts';
import { quotationsIn, untouched } from '#app/claims/quotations.ts';
import type { Context } from '#app/context.server.ts';
import { listWorded } from '#db/queries/claims.ts';

/**
 * The quotations of a version that nothing bears out: no claim on them has found
 * evidence from a recording, an interview, notes or letters. UTF-16 spans.
 */
export async function unverifiedQuotations(
  { db, workspaceId }: Context,
  article: { id: string; version: number; blocks: readonly Block[] },
): Promise<[start: number, end: number][]> {
  const quotations = quotationsIn(article.blocks);
  if (quotations.length === 0) return [];
  const { id, version } = article;
  return untouched(quotations, await listWorded(db, workspaceId, id, version));
}
