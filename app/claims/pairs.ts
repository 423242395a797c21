import type { Span } from '#app/articles/article.ts';
import type { Check } from '#app/claims/check.ts';
import type { Covering } from '#app/claims/coverage.ts';

/** A run of characters in a pair, and who has come to an end there. */
export type PairRun = {
  start: number;
  end: number;
  /** Each person's finished mark: being checked is none. */
  done: { person: string; state: 'checked' | 'not-needed' }[];
};

/** Pairs parted where marks begin and end. */
export function pairRuns({
  checks,
  pairs,
}: Pick<Covering, 'checks' | 'pairs'>): PairRun[] {
  return pairs.flatMap(([start, end]) => {
    const lying = checks.filter(c => c.start < end && start < c.end);
    const edges = new Set([start, end]);
    for (const check of lying) {
      edges.add(Math.max(start, check.start));
      edges.add(Math.min(end, check.end));
    }
    const cuts = [...edges].sort((a, b) => a - b);
    return cuts.slice(1).map((to, i) => {
      const from = cuts[i] ?? start;
      return { start: from, end: to, done: doneIn(lying, from, to) };
    });
  });
}

function doneIn(
  lying: readonly Check[],
  from: number,
  to: number,
): PairRun['done'] {
  return lying.flatMap(({ start, end, state, stale, person }) =>
    start <= from && to <= end && !stale && state !== 'in-progress'
      ? [{ person, state }]
      : [],
  );
}

/** Where two have to check and have not yet: what one of them did is nobody else's to know. */
export const openPairs = (
  covering: Pick<Covering, 'checks' | 'pairs'>,
): Span[] =>
  pairRuns(covering)
    .filter(({ done }) => done.length < 2)
    .map(({ start, end }): Span => [start, end]);

/** Whether words lie in a pair, from end to end. */
export const isPaired = (pairs: readonly Span[], [start, end]: Span): boolean =>
  pairs.some(([from, to]) => from <= start && end <= to);

/** Whether any of some places lies on any of some spans. */
export const overlaps = (
  spans: readonly Span[],
  places: readonly { start: number; end: number }[],
): boolean =>
  places.some(({ start, end }) =>
    spans.some(([from, to]) => from < end && start < to),
  );
