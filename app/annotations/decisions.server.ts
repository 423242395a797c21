import type { Decision } from '#app/annotations/annotation.ts';
import { DecisionInput } from '#app/annotations/decision.schema.ts';
import { anchoringIn } from '#app/annotations/anchoring.server.ts';
import { find } from '#app/annotations/annotations.server.ts';
import { detailOf } from '#app/annotations/trail.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { replaceInDraft } from '#app/articles/drafts.server.ts';
import { permit, within, type Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import type { Decided } from '#app/annotations/edits.ts';
import * as rows from '#db/queries/annotations.ts';
import { decideEdit, lockAnnotation } from '#db/queries/annotations.ts';
import { lockArticle } from '#db/queries/articles.ts';
import type { Tx } from '#db/client.ts';
import { transaction } from '#db/transaction.ts';

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
): Promise<Decided['refused'][number]['reason'] | null> {
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
    detail: { ...detailOf(after, after.replyTo), decision },
  });
  return null;
}

/** The suggested edits of a version that wait and whose words are as they were, in text order, as far as the actor may see them. */
export async function openEdits(
  { db, workspaceId, actor }: Context,
  articleId: string,
  version: number,
): Promise<rows.OpenEdit[]> {
  return rows.listOpenEdits(db, workspaceId, actor.id, articleId, version);
}

/** Decides of all that wait, in text order. @throws AppError forbidden, not-found */
export async function decideAll(
  ctx: Context,
  articleId: string,
  decision: Decision,
): Promise<Decided> {
  const { value } = await getArticle(ctx, articleId);
  const open = await openEdits(ctx, articleId, value.version);
  const all: Decided = { decided: [], refused: [] };
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const edits = open.slice(at, at + AT_ONCE).map(({ id }) => id);
    const input = { decision, edits };
    const { decided, refused } = await decideEdits(ctx, articleId, input);
    all.decided.push(...decided);
    all.refused.push(...refused);
  }
  return all;
}

/** As many as are decided at once. */
const AT_ONCE = 200;
