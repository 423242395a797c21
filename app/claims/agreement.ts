import type { Span } from '#app/articles/article.ts';
import type { Covering } from '#app/claims/coverage.ts';
import { pairRuns, type PairRun } from '#app/claims/pairs.ts';

/** How two who checked the same words without seeing each other's marks agree. */
export type Agreement = {
  /** Sentences on which both have come to an end. */
  both: number;
  /** Those on which they say the same. */
  agreed: number;
  /**
   * Cohen's kappa: agreement beyond what chance would bring, up to 1; null where
   * it says nothing, since both always said the same one thing, or nothing yet.
   * J. Cohen, A coefficient of agreement for nominal scales (1960).
   */
  kappa: number | null;
  /** Where they don't. */
  disagreements: PairRun[];
};

/**
 * Agreement over the sentences that two people have ended. Where more than two
 * have, the first two by id are compared.
 */
export function agreementOf(
  covering: Pick<Covering, 'checks' | 'pairs'>,
  sentences: readonly Span[],
): Agreement {
  const runs = pairRuns(covering).filter(({ done }) => done.length >= 2);
  const differs = ({ done }: PairRun): boolean =>
    done.some(({ state }) => state !== done[0]?.state);
  const table = { yes: 0, no: 0, firstOnly: 0, secondOnly: 0 };
  for (const [start, end] of sentences) {
    const there = runs.filter(run => run.start < end && start < run.end);
    const run = there.find(differs) ?? there[0];
    if (!run) continue;
    const [a, b] = [...run.done].sort((x, y) => (x.person < y.person ? -1 : 1));
    if (a?.state === b?.state)
      table[a?.state === 'checked' ? 'yes' : 'no'] += 1;
    else table[a?.state === 'checked' ? 'firstOnly' : 'secondOnly'] += 1;
  }
  const agreed = table.yes + table.no;
  const both = agreed + table.firstOnly + table.secondOnly;
  return {
    ...{ both, agreed },
    kappa: kappaOf(table, both),
    disagreements: runs.filter(differs),
  };
}

function kappaOf(
  t: { yes: number; no: number; firstOnly: number; secondOnly: number },
  n: number,
): number | null {
  if (n === 0) return null;
  const observed = (t.yes + t.no) / n;
  const first = (t.yes + t.firstOnly) / n;
  const second = (t.yes + t.secondOnly) / n;
  const chance = first * second + (1 - first) * (1 - second);
  return chance === 1 ? null : (observed - chance) / (1 - chance);
}
