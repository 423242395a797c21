import type { Alarm, AnchorState } from '#app/anchoring/anchor.ts';
import { describe } from '#app/anchoring/describe.ts';
import { resolve } from '#app/anchoring/resolve.ts';
import type { PlacedAnchor, Review } from '#app/annotations/annotation.ts';
import type { Kept } from '#app/annotations/annotations.server.ts';
import { carryAnchors } from '#app/annotations/carrying.server.ts';
import { getText, versionText } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { findAnchor } from '#db/queries/anchors.ts';

/** What became of an annotation in a version. */
export type Anchoring = {
  version: number;
  state: AnchorState;
  style: boolean;
  /** 0 to 1. */
  confidence: number;
  alarms: Alarm[];
  voided: boolean;
  contextChanged: boolean;
  review: Review | null;
};

/**
 * Where an annotation is in a version, and what became of it there; the anchor is
 * null where it has no place, or is about the whole article.
 *
 * @throws AppError not-found when there is no such version
 */
export async function anchoringIn(
  ctx: Context,
  annotation: Kept,
  version: number,
): Promise<{ anchor: PlacedAnchor | null; anchoring: Anchoring }> {
  const { db, workspaceId } = ctx;
  const { id, articleId, anchor } = annotation;
  const { text } = await getText(ctx, articleId, version);
  const unchanged = {
    version,
    ...{ state: 'exact' as const, style: false, confidence: 1, alarms: [] },
    ...{ voided: false, contextChanged: false, review: null },
  };
  if (!anchor) return { anchor: null, anchoring: unchanged };
  if (version < annotation.version) {
    const { start, end, exact, prefix, suffix } = anchor;
    const made = await versionText(ctx, articleId, annotation.version);
    const from = { start: start ?? 0, end: end ?? 0, exact, prefix, suffix };
    const found = resolve(text, from, made);
    const placed =
      found.start === null || found.end === null
        ? null
        : { ...describe(text, found.start, found.end), ...unchanged };
    const { state, style, confidence, alarms } = found;
    return {
      anchor: placed && { ...placed, state, style, confidence },
      anchoring: { ...unchanged, state, style, confidence, alarms },
    };
  }
  let row = await findAnchor(db, workspaceId, id, version);
  if (!row) {
    await carryAnchors(ctx, db, articleId, version);
    row = await findAnchor(db, workspaceId, id, version);
  }
  if (!row) return { anchor: null, anchoring: { ...unchanged, state: 'lost' } };
  const { state, style, confidence, alarms } = row;
  const { voided, contextChanged, review } = row;
  return {
    anchor: row.start === null ? null : row,
    anchoring: {
      ...{ version, state, style, confidence, alarms },
      ...{ voided, contextChanged, review },
    },
  };
}
