import { textQuoteSelectorMatcher } from '@apache-annotator/selector';
import search from 'approx-string-match';
import { diff_match_patch } from 'diff-match-patch';

import type { Anchor } from '#app/anchoring/anchor.ts';
import { resolveAll } from '#app/anchoring/resolve.ts';
import type { Span } from '#tests/bench/anchoring/revision.ts';

/** Finds anchors of an earlier text in a later one; null where it gives up. */
export type Finder = (
  text: string,
  anchors: Anchor[],
) => (Span | null)[] | Promise<(Span | null)[]>;

const ours: Finder = (text, anchors) =>
  resolveAll(text, anchors).map(({ start, end }) =>
    start === null || end === null ? null : { start, end },
  );

/**
 * As Hypothesis's client uses approx-string-match: letter by letter first, then
 * with up to half the quote's length in errors, the best by quote, context and
 * distance, whatever it is worth.
 */
const hypothesis: Finder = (text, anchors) =>
  anchors.map(anchor => {
    const { exact, prefix, suffix, start: hint } = anchor;
    const found = matches(text, exact, Math.min(256, exact.length / 2));
    let best: Span | null = null;
    let bestScore = -1;
    for (const { start, end, errors } of found) {
      const quote = 1 - errors / exact.length;
      const before = likeness(
        text.slice(Math.max(0, start - prefix.length), start),
        prefix,
      );
      const after = likeness(text.slice(end, end + suffix.length), suffix);
      const near = 1 - Math.abs(start - hint) / text.length;
      const score =
        (50 * quote + 20 * before + 20 * after + 2 * near) / (50 + 20 + 20 + 2);
      if (score > bestScore) {
        best = { start, end };
        bestScore = score;
      }
    }
    return best;
  });

function matches(
  text: string,
  pattern: string,
  errors: number,
): { start: number; end: number; errors: number }[] {
  const found = [];
  let at = text.indexOf(pattern);
  while (at >= 0) {
    found.push({ start: at, end: at + pattern.length, errors: 0 });
    at = text.indexOf(pattern, at + 1);
  }
  return found.length > 0 ? found : search(text, pattern, errors);
}

function likeness(text: string, pattern: string): number {
  if (text === '' || pattern === '') return 0;
  const [best] = search(text, pattern, pattern.length);
  return best ? 1 - best.errors / pattern.length : 0;
}

/** Its match takes 32 characters at most, so the quote's two ends are looked for. */
const MOST = 32;

const diffMatchPatch: Finder = (text, anchors) => {
  const matcher = new diff_match_patch();
  return anchors.map(({ start, exact }) => {
    const head = matcher.match_main(text, exact.slice(0, MOST), start);
    if (head < 0) return null;
    const tail = exact.slice(-MOST);
    const from = head + exact.length - tail.length;
    const last = matcher.match_main(text, tail, from);
    return last < 0 ? null : { start: head, end: last + tail.length };
  });
};

/** Letter by letter alone, the context too. */
const apacheAnnotator: Finder = async (text, anchors) => {
  const found: (Span | null)[] = [];
  for (const { exact, prefix, suffix } of anchors) {
    const chunk = { data: text };
    const match = textQuoteSelectorMatcher({
      ...{ type: 'TextQuoteSelector', exact, prefix, suffix },
    })({
      currentChunk: chunk,
      nextChunk: () => null,
      previousChunk: () => null,
      precedesCurrentChunk: () => false,
    });
    const first = await match.next();
    found.push(
      first.done
        ? null
        : { start: first.value.startIndex, end: first.value.endIndex },
    );
  }
  return found;
};

export const FINDERS: Record<string, Finder> = {
  pangzhu: ours,
  hypothesis,
  'diff-match-patch': diffMatchPatch,
  'apache-annotator': apacheAnnotator,
};
