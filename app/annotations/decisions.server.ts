import type { Decision } from '#app/annotations/annotation.ts';
import { DecisionInput } from '#app/annotations/decision.schema.ts';
import { anchoringIn } from '#app/annotations/anchoring.server.ts';
import { detailOf, find } from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { replaceInDraft } from '#app/articles/drafts.server.ts';
import { permit, within, type Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { decideEdit, lockAnnotation } from '#db/queries/annotations.ts';
import { lockArticle } from '#db/queries/articles.ts';
import type { Tx } from '#db/client.ts';
import { transaction } from '#db/transaction.ts';

/** What became of each: those that were decided, and those that could not be, with the reason. */
export type Decided = {
  decided: string[];
  refused: { id: string; reason: RefusedEdit }[];
};

/**
 * Why an edit can't be accepted: it has been decided; its words have changed, or
 * are gone; what was accepted before it has replaced them; the draft was made from
 * an earlier version.
 */
type RefusedEdit = 'decided' | 'words-changed' | 'conflict';

/**
 * Accepts suggested edits, or rejects them, one after the other: what is accepted
 * goes into the draft of the next version. One that can't be leaves the others.
 *
 * @throws AppError forbidden, not-found, invalid
 */
export async function decideEdits(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Decided> {
  permit(canEditArticles(ctx.actor));
  const { decision, edits } = parse(DecisionInput, input);
  const { workspaceId } = ctx;
  return transaction(ctx.db, async tx => {
    await lockArticle(tx, workspaceId, articleId);
    const inside = within(ctx, tx);
    const { value: article } = await getArticle(inside, articleId);
    const result: Decided = { decided: [], refused: [] };
    for (const id of new Set(edits)) {
      const refusal = await decide(inside, tx, id, decision, {
        id: articleId,
        version: article.version,
      });
      if (refusal) result.refused.push({ id, reason: refusal });
      else result.decided.push(id);
    }
    return result;
  });
}

async function decide(
  ctx: Context,
  tx: Tx,
  id: string,
  decision: Decision,
  article: { id: string; version: number },
): Promise<RefusedEdit | null> {
  const { workspaceId, actor } = ctx;
  await lockAnnotation(tx, workspaceId, id);
  const edit = await find(ctx, id);
  if (edit.deletedAt || edit.kind !== 'edit' || edit.articleId !== article.id) {
    throw new AppError('not-found', 'not-found');
  }
  if (edit.decision !== null) return 'decided';
  if (decision === 'accepted') {
    const { anchor } = await anchoringIn(ctx, edit, article.version);
    const words = edit.anchor?.exact;
    const { start, end } = anchor ?? { start: null, end: null };
    if (!anchor || start === null || end === null || anchor.exact !== words) {
      return 'words-changed';
    }
    const replaced = await replaceInDraft(ctx, tx, article.id, {
      ...{ start, end, exact: anchor.exact },
      replacement: edit.replacement ?? '',
    });
    if (!replaced) return 'conflict';
  }
  await decideEdit(tx, workspaceId, id, decision, actor.id);
  const after = await find(ctx, id);
  await recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb: 'annotation.decide',
    objectId: id,
    articleId: article.id,
    revision: after.revision,
    detail: { ...detailOf(after), decision },
  });
  return null;
}
