import { alarmsOf } from '#app/anchoring/alarm.ts';
import {
  ALARMS,
  type Alarm,
  type Expected,
  type Resolution,
} from '#app/anchoring/anchor.ts';
import { describe } from '#app/anchoring/describe.ts';
import { foldStyle } from '#app/anchoring/fold.ts';
import { resolveAll } from '#app/anchoring/resolve.ts';
import { voidingOf, type Words } from '#app/articles/changed-sentences.ts';
import type { Context } from '#app/context.server.ts';
import { takeBack } from '#app/claims/voiding.server.ts';
import { AppError } from '#app/errors.ts';
import type { Db, Tx } from '#db/client.ts';
import * as rows from '#db/queries/anchors.ts';
import type { AnchorRow, NewAnchor, ToCarry } from '#db/queries/anchors.ts';
import { findContent, newestVersion } from '#db/queries/articles.ts';

/** An annotation and where it lies in the version that it was carried into. */
export type Carried = { annotation: ToCarry; anchor: NewAnchor };

/** Where an offset of the text before is expected in the new one; null for nowhere. */
export type Hint = (offset: number) => number | null;

/** As many anchors as are looked for before others get their turn. */
const AT_ONCE = 500;

/**
 * Finds the place of every annotation that was made on an earlier version and has
 * none in `version` yet, and writes it down. Each goes on from its newest place,
 * or, where it has lost that, from where its words were last held to be right;
 * what became of it is said of those words.
 *
 * @param hint how an editor's steps map offsets of the version before
 */
export async function carryAnchors(
  { workspaceId, actor }: Context,
  tx: Db | Tx,
  articleId: string,
  version: number,
  hint?: Hint,
): Promise<Carried[]> {
  const waiting = await rows.listToCarry(tx, workspaceId, articleId, version);
  if (waiting.length === 0) return [];
  const words = async (number: number): Promise<Words> => {
    const found = await findContent(tx, workspaceId, articleId, number);
    if (!found) throw new AppError('not-found', 'not-found');
    return found;
  };
  const after = await words(version);
  const carried: Carried[] = [];
  for (const [from, group] of groupedBy(waiting, one => knownAt(one).version)) {
    const before = await words(from);
    for (let at = 0; at < group.length; at += AT_ONCE) {
      const some = group.slice(at, at + AT_ONCE);
      const expected = some.map(one =>
        expectedOf(knownAt(one), from === version - 1 ? hint : undefined),
      );
      const found = resolveAll(after.text, expected, before.text);
      some.forEach((annotation, i) => {
        const resolution = found[i];
        if (!resolution) return;
        const anchor = anchorOf(annotation, resolution, before, after, version);
        carried.push({ annotation, anchor });
      });
      await new Promise(done => setImmediate(done));
    }
  }
  await rows.insertAnchors(
    tx,
    workspaceId,
    articleId,
    carried.map(({ anchor }) => anchor),
  );
  // What is said of a claim is said of its words: others have to be checked anew.
  const voided = carried.filter(({ anchor }) => anchor.voided);
  await takeBack(
    tx,
    workspaceId,
    actor.id,
    voided.map(({ annotation }) => annotation.id),
    { version },
  );
  return carried;
}

/**
 * Carries into the newest version what was made on an earlier one after that had
 * been replaced: by somebody whose page, or device, had not heard of it yet.
 *
 * @param known the newest's number, where it has been read
 */
export async function carryLate(
  ctx: Context,
  articleId: string,
  known?: number,
): Promise<void> {
  const { db, workspaceId } = ctx;
  const newest = known ?? (await newestVersion(db, workspaceId, articleId));
  // On a first version nothing was made earlier.
  if (newest === null || newest === 1) return;
  await carryAnchors(ctx, db, articleId, newest);
}

/** The place that an annotation goes on from. */
const knownAt = ({ last, base }: ToCarry): AnchorRow =>
  last.start === null ? base : last;

function groupedBy<T>(
  items: readonly T[],
  key: (item: T) => number,
): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
}

function expectedOf(
  { start, end, exact, prefix, suffix }: AnchorRow,
  hint?: Hint,
): Expected {
  const from = start ?? 0;
  const mapped = hint?.(from) ?? null;
  const anchor = { start: from, end: end ?? 0, exact, prefix, suffix };
  return mapped === null ? anchor : { ...anchor, hint: mapped };
}

function anchorOf(
  { id, last, base }: ToCarry,
  found: Resolution,
  before: Words,
  after: Words,
  version: number,
): NewAnchor {
  const known = last.start === null ? base : last;
  const { start, end, confidence } = found;
  const to = start === null || end === null ? null : ([start, end] as const);
  const { voided, contextChanged } = voidingOf(
    before,
    [known.start ?? 0, known.end ?? 0],
    after,
    to && [to[0], to[1]],
  );
  // What somebody has decided since starts anew.
  const settled = last.review === 'holds' || last.review === 'placed';
  const earlier = settled ? null : last;
  const kept = last.review === 'whole' ? last : null;
  const row = {
    annotationId: id,
    version,
    confidence,
    voided: voided || (earlier?.voided ?? false),
    contextChanged: contextChanged || (earlier?.contextChanged ?? false),
    review: kept?.review ?? null,
    reviewedBy: kept?.reviewedBy ?? null,
    reviewedAt: kept?.reviewedAt ?? null,
  };
  if (!to || kept) {
    return {
      ...last,
      ...row,
      state: found.state === 'ambiguous' ? 'ambiguous' : 'lost',
      style: false,
      start: null,
      end: null,
    };
  }
  const placed = describe(after.text, to[0], to[1]);
  const same = placed.exact === base.exact;
  const alarms = new Set([
    ...found.alarms,
    ...alarmsOf(base.exact, placed.exact),
    ...(earlier?.alarms ?? []),
  ]);
  const style = !same && foldStyle(placed.exact) === foldStyle(base.exact);
  return {
    ...row,
    ...placed,
    state: same ? (to[0] === base.start ? 'exact' : 'moved') : 'changed',
    style,
    alarms: style ? [] : inOrder(alarms),
  };
}

const inOrder = (alarms: ReadonlySet<Alarm>): Alarm[] =>
  ALARMS.filter(alarm => alarms.has(alarm));
