import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { describe } from '#app/anchoring/describe.ts';
import { foldStyle } from '#app/anchoring/fold.ts';
import { resolve } from '#app/anchoring/resolve.ts';
import type { AnchorState } from '#app/anchoring/anchor.ts';
import { MAX_QUOTE } from '#app/annotations/annotation.schema.ts';
import { find, type Kept } from '#app/annotations/annotations.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { ReviewInput } from '#app/annotations/review.schema.ts';
import type { RankedPlace, ReviewItem } from '#app/annotations/review.ts';
import { detailOf } from '#app/annotations/trail.ts';
import {
  getText,
  versionText,
  versionContent,
} from '#app/articles/articles.server.ts';
import type { Words } from '#app/articles/changed-sentences.ts';
import { verdictFault } from '#app/claims/claim.ts';
import { likeness } from '#app/articles/compare.ts';
import { permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canResolve } from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/anchors.ts';
import type { AnchorRow, Touched } from '#db/queries/anchors.ts';
import { lockAnnotation, updateAnnotation } from '#db/queries/annotations.ts';
import { isEvidenced, reinstateClaim } from '#db/queries/claims.ts';
import { transaction } from '#db/transaction.ts';

/**
 * Decides of an annotation whose words the newest version changed, or lost: it
 * still holds, has to be looked at again, belongs to other words, or is about the
 * whole article. Its content, and so its ETag, stay as they are; but what has to
 * be looked at again is open again.
 *
 * @throws AppError forbidden, not-found, conflict, invalid
 */
export async function reviewAnnotation(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<{ annotation: Kept; version: number }> {
  const decision = parse(ReviewInput, input);
  const { version, review } = decision;
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockAnnotation(tx, workspaceId, id);
    const annotation = await find(inside, id);
    if (annotation.deletedAt) throw new AppError('not-found', 'not-found');
    permit(
      canResolve(actor, {
        createdBy: annotation.author.id,
        visibility: annotation.visibility,
      }),
    );
    const { articleId } = annotation;
    const { newest, text } = await getText(inside, articleId, version);
    if (version !== newest) {
      throw new AppError('conflict', 'version-stale', {
        params: { version: newest },
        current: { version: newest },
      });
    }
    const anchor = await rows.findAnchor(tx, workspaceId, id, version);
    if (!anchor) throw invalid('review', 'nothing-to-review');
    if (review === 'holds' && anchor.start === null) {
      throw invalid('review', 'place-lost');
    }
    if (review === 'whole' && anchor.start !== null) {
      throw invalid('review', 'place-known');
    }
    const place =
      review === 'placed' ? placeAt(text, anchor, decision) : undefined;
    await rows.reviewAnchor(tx, workspaceId, id, {
      ...{ version, review, reviewedBy: actor.id },
      ...(place ? { place } : {}),
    });
    if (review === 'holds') await reinstate(inside, tx, annotation);
    if (review === 'again' && annotation.resolved) {
      await updateAnnotation(tx, workspaceId, id, { resolved: false });
    }
    const reviewed = await find(inside, id);
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'annotation.review',
      objectId: id,
      articleId,
      // With what it says: a history compares its lines.
      detail: {
        ...detailOf(reviewed, reviewed.replyTo),
        ...{ version, review },
        ...(place ? { start: place.start, end: place.end } : {}),
      },
    });
    return { annotation: reviewed, version };
  });
}

/** A claim whose words still say the same is what it was before they changed, if that still has what it rests on. */
async function reinstate(
  { workspaceId }: Context,
  tx: Tx,
  { id, claim }: Kept,
): Promise<void> {
  if (!claim?.was) return;
  const evidenced = await isEvidenced(tx, workspaceId, id);
  const fault = verdictFault({ ...claim, verdict: claim.was }, evidenced);
  if (!fault) await reinstateClaim(tx, workspaceId, id);
}

/** @throws AppError invalid for words that can't be annotated */
function placeAt(
  text: string,
  before: AnchorRow,
  { start, end }: { start: number; end: number },
) {
  if (end <= start || end > text.length) {
    throw invalid('start', 'position-outside');
  }
  if (end - start > MAX_QUOTE) throw invalid('end', 'quote-too-long');
  if (splitsGrapheme(text, start) || splitsGrapheme(text, end)) {
    throw invalid('start', 'grapheme-cut');
  }
  const placed = describe(text, start, end);
  const same = placed.exact === before.exact;
  const state: AnchorState = same ? 'moved' : 'changed';
  const style = !same && foldStyle(placed.exact) === foldStyle(before.exact);
  return { ...placed, state, style };
}

/** As many of a version's annotations as are shown at once. */
const PAGE = 200;

/**
 * What a version did to the annotations that the actor may see, in text order: of
 * those without a place, the places that they may belong to.
 *
 * @throws AppError not-found
 */
export async function listReview(
  ctx: Context,
  articleId: string,
  version: number,
  states: readonly AnchorState[],
  offset = 0,
): Promise<{ items: ReviewItem[]; next: number | null }> {
  const { db, workspaceId, actor } = ctx;
  const { newest } = await getText(ctx, articleId, version);
  const words = await versionContent(ctx, articleId, version);
  if (version === newest) await carryLate(ctx, articleId, newest);
  const range = { version, states, limit: PAGE + 1, offset };
  const found = await rows.listTouched(
    db,
    workspaceId,
    actor.id,
    articleId,
    range,
  );
  const items: ReviewItem[] = [];
  for (const one of found.slice(0, PAGE)) {
    const lost = one.last.start === null;
    const before = lost
      ? await versionText(ctx, articleId, one.base.version)
      : '';
    items.push(itemOf(one, lost ? rankedPlaces(words, one.base, before) : []));
  }
  const next = found.length > PAGE ? offset + PAGE : null;
  return { items, next };
}

function rankedPlaces(
  { text, sentences }: Words,
  base: AnchorRow,
  before: string,
): RankedPlace[] {
  const { start, end, exact, prefix, suffix } = base;
  const anchor = { start: start ?? 0, end: end ?? 0, exact, prefix, suffix };
  const found = resolve(text, anchor, before).candidates;
  // Where nothing comes near, the sentences that say something like it.
  const like = sentences
    .map(([from, to]) => ({
      start: from,
      end: to,
      confidence: likeness(exact, text.slice(from, to)) / 2,
    }))
    .filter(
      ({ start: from, end: to, confidence }) =>
        confidence >= LIKE && !found.some(f => f.start < to && from < f.end),
    )
    .sort((a, b) => b.confidence - a.confidence);
  return [...found, ...like].slice(0, MOST_PLACES).map(place => ({
    ...place,
    exact: text.slice(place.start, place.end),
  }));
}

/** As many places as are offered, and how much a sentence has to share to be one. */
const MOST_PLACES = 4;
const LIKE = 0.025;

function itemOf(
  { last, base, ...annotation }: Touched,
  places: RankedPlace[],
): ReviewItem {
  const { state, style, confidence, alarms } = last;
  const { voided, contextChanged, review, start, end } = last;
  return {
    ...annotation,
    ...{ state, style, confidence, alarms, voided, contextChanged, review },
    was: {
      version: base.version,
      start: base.start ?? 0,
      end: base.end ?? 0,
      exact: base.exact,
    },
    is:
      start === null || end === null ? null : { start, end, exact: last.exact },
    places,
  };
}
