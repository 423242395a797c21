import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Span } from '#app/articles/article.ts';
import { agreementOf } from '#app/claims/agreement.ts';
import {
  bySentence,
  CHECK_STATES,
  joined,
  layOver,
  type Check,
  type CheckSpan,
} from '#app/claims/check.ts';
import { VERDICTS } from '#app/claims/claim.ts';
import {
  checkedSentences,
  coverageOf,
  COVERAGE_STATES,
  stateOfClaim,
  totalsOf,
  type ClaimPlace,
  type CoverageRun,
  type CoverageState,
  type Covering,
} from '#app/claims/coverage.ts';
import { openPairs } from '#app/claims/pairs.ts';

const LENGTH = 40;
const PEOPLE = ['ada', 'bo', 'cy'];

const span = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: LENGTH }))
  .map(([start, size]): Span => [start, Math.min(LENGTH, start + size)]);

const laid = fc.record({
  span,
  state: fc.constantFrom(...CHECK_STATES, 'unchecked' as const),
  person: fc.constantFrom(...PEOPLE),
  stale: fc.boolean(),
});

/** Marks as a history of requests leaves them: one person's never overlap. */
const checks = fc.array(laid, { maxLength: 12 }).map(history => {
  let all: Check[] = [];
  for (const { span: at, state, person, stale } of history) {
    const [start, end] = at;
    const own = layOver(
      all.filter(check => check.person === person),
      [{ start, end, state }],
      made => ({ ...made, person, stale }),
    );
    all = [...all.filter(check => check.person !== person), ...own];
  }
  return all;
});

const claims = fc.array(
  fc
    .record({
      span,
      verdict: fc.constantFrom(...VERDICTS),
      voided: fc.boolean(),
      person: fc.constantFrom(...PEOPLE),
    })
    .map(({ span: [start, end], ...rest }): ClaimPlace => ({
      ...{ start, end },
      ...rest,
    })),
  { maxLength: 5 },
);
const pairs = fc.array(span, { maxLength: 3 }).map(joined);

const covering = fc
  .record({ checks, claims, pairs })
  .map((all): Covering => ({ length: LENGTH, ...all }));
const viewer = fc.option(fc.constantFrom(...PEOPLE, 'dee'), { nil: null });

/** What a character is, by the contract's own words and nothing else. */
function plain(at: number, all: Covering, who: string | null): CoverageState {
  const on = ({ start, end }: { start: number; end: number }): boolean =>
    start <= at && at < end;
  const there = all.checks.filter(on);
  const states = all.claims.filter(on).map(stateOfClaim);
  if (!all.pairs.some(([start, end]) => start <= at && at < end)) {
    states.push(...there.map(c => (c.stale ? 'stale' : c.state)));
  } else {
    const done = there.filter(c => !c.stale && c.state !== 'in-progress');
    const fell = there.filter(c => c.stale);
    for (const check of there) {
      const isShown = (check.stale ? fell : done).length >= 2;
      if (who !== null && check.person !== who && !isShown) continue;
      const alike = there.filter(
        c => !c.stale && c.state === check.state,
      ).length;
      if (check.stale) states.push('stale');
      else if (check.state === 'in-progress' || alike < 2) {
        states.push('in-progress');
      } else states.push(check.state);
    }
  }
  return COVERAGE_STATES.find(state => states.includes(state)) ?? 'unchecked';
}

describe('Coverage', () => {
  it('puts every character into exactly one state, the one the contract says', () => {
    fc.assert(
      fc.property(covering, viewer, (all, who) => {
        const runs = coverageOf(all, who);
        expect(runs[0]?.start).toBe(0);
        expect(runs.at(-1)?.end).toBe(LENGTH);
        runs.slice(1).forEach((run, i) => {
          expect(run.start).toBe(runs[i]?.end);
        });
        for (const { start, end, state, by } of runs) {
          expect(end).toBeGreaterThan(start);
          expect(by.length === 0).toBe(state === 'unchecked');
          for (let at = start; at < end; at += 1) {
            expect(state).toBe(plain(at, all, who));
          }
        }
        const total = Object.values(totalsOf(runs)).reduce((a, b) => a + b);
        expect(total).toBe(LENGTH);
      }),
    );
  });

  it('says of a pair to everybody else the same, whatever one of two has made of it', () => {
    fc.assert(
      fc.property(covering, fc.array(laid, { maxLength: 4 }), (all, more) => {
        const hidden = openPairs(all);
        // Another history of one person's, where nobody else may know of it.
        const other = all.checks.filter(c => c.person !== 'ada');
        const spans: CheckSpan[] = more.map(({ span: at, state }) => ({
          ...{ start: at[0], end: at[1], state },
        }));
        const ada = layOver<Check>([], spans, made => ({
          ...made,
          ...{ person: 'ada', stale: false },
        }));
        const changed = { ...all, checks: [...other, ...ada] };
        const still = openPairs(changed);
        for (const who of ['bo', 'cy', 'dee']) {
          const before = coverageOf(all, who);
          const after = coverageOf(changed, who);
          for (const [start, end] of hidden) {
            for (let at = start; at < end; at += 1) {
              const isOpen = still.some(([a, b]) => a <= at && at < b);
              if (!isOpen || staleAt(all, at)) continue;
              expect(runAt(after, at)).toEqual(runAt(before, at));
            }
          }
        }
      }),
    );
  });

  it('of one of two says what the one who made it sees, and of two of one mind that it is checked', () => {
    const check = (person: string, state: Check['state']): Check => ({
      ...{ start: 0, end: 10, person, state, stale: false },
    });
    const of = (...list: Check[]): Covering => ({
      ...{ length: 10, checks: list, claims: [], pairs: [[0, 10]] },
    });
    const one = of(check('ada', 'checked'));
    expect(coverageOf(one, 'ada')[0]?.state).toBe('in-progress');
    expect(coverageOf(one, 'bo')[0]).toMatchObject({
      ...{ state: 'unchecked', by: [] },
    });
    expect(coverageOf(one, null)[0]?.state).toBe('in-progress');
    const two = of(check('ada', 'checked'), check('bo', 'checked'));
    expect(coverageOf(two, 'cy')[0]).toMatchObject({
      ...{ state: 'checked', by: ['ada', 'bo'] },
    });
    const apart = of(check('ada', 'checked'), check('bo', 'not-needed'));
    expect(coverageOf(apart, 'cy')[0]?.state).toBe('in-progress');
  });

  it('counts a sentence once all of it but its white space is settled', () => {
    const text = '甲甲 甲。乙乙。';
    const sentences: Span[] = [
      [0, 5],
      [5, 8],
    ];
    const runs = (...parts: [number, number, CoverageState][]): CoverageRun[] =>
      parts.map(([start, end, state]) => ({ start, end, state, by: [] }));
    expect(
      checkedSentences(
        text,
        sentences,
        runs(
          [0, 2, 'checked'],
          [2, 3, 'unchecked'],
          [3, 5, 'disputed'],
          [5, 8, 'not-needed'],
        ),
      ),
    ).toEqual([true, true]);
    expect(
      checkedSentences(
        text,
        sentences,
        runs([0, 4, 'checked'], [4, 6, 'stale'], [6, 8, 'checked']),
      ),
    ).toEqual([false, false]);
  });
});

describe('Laying spans over marks', () => {
  it('replaces what they cover and nothing else, and leaves no overlaps', () => {
    fc.assert(
      fc.property(fc.array(laid, { maxLength: 12 }), history => {
        let marks: Check[] = [];
        const expected = Array.from({ length: LENGTH }, () => 'unchecked');
        for (const {
          span: [start, end],
          state,
        } of history) {
          marks = layOver(marks, [{ start, end, state }], made => ({
            ...made,
            ...{ person: 'ada', stale: false },
          }));
          expected.fill(state, start, end);
        }
        marks.slice(1).forEach((mark, i) => {
          expect(mark.start).toBeGreaterThanOrEqual(marks[i]?.end ?? 0);
        });
        const found = expected.map(
          (_, at) =>
            marks.find(({ start, end }) => start <= at && at < end)?.state ??
            'unchecked',
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  it('cuts a span where sentences begin, and loses no character of it', () => {
    const sentences: Span[] = [
      [0, 5],
      [6, 10],
      [10, 14],
    ];
    expect(bySentence({ start: 2, end: 12 }, sentences)).toEqual([
      { start: 2, end: 6 },
      { start: 6, end: 10 },
      { start: 10, end: 12 },
    ]);
    expect(bySentence({ start: 6, end: 9 }, sentences)).toEqual([
      { start: 6, end: 9 },
    ]);
  });
});

describe('Agreement', () => {
  const check = (
    person: string,
    [start, end]: Span,
    state: Check['state'],
  ): Check => ({ ...{ person, start, end, state }, stale: false });

  it('is rated beyond what chance would bring, after Cohen', () => {
    const sentences = Array.from({ length: 50 }, (_, i): Span => [i, i + 1]);
    // The table of many a textbook: 20 and 15 alike, 5 and 10 not: κ = 0.4.
    const of = (at: number): [Check['state'], Check['state']] =>
      at < 20
        ? ['checked', 'checked']
        : at < 25
          ? ['checked', 'not-needed']
          : at < 35
            ? ['not-needed', 'checked']
            : ['not-needed', 'not-needed'];
    const all = sentences.flatMap((one, i) => [
      check('ada', one, of(i)[0]),
      check('bo', one, of(i)[1]),
    ]);
    const { both, agreed, kappa, disagreements } = agreementOf(
      { checks: all, pairs: [[0, 50]] },
      sentences,
    );
    expect([both, agreed]).toEqual([50, 35]);
    expect(kappa).toBeCloseTo(0.4, 10);
    expect(disagreements).toHaveLength(15);
  });

  it('says nothing where nobody, one alone, or both always the same', () => {
    const sentences: Span[] = [[0, 5]];
    const rate = (...list: Check[]) =>
      agreementOf({ checks: list, pairs: [[0, 5]] }, sentences);
    expect(rate()).toMatchObject({ both: 0, kappa: null });
    expect(rate(check('ada', [0, 5], 'checked'))).toMatchObject({ both: 0 });
    expect(
      rate(check('ada', [0, 5], 'checked'), check('bo', [0, 5], 'checked')),
    ).toMatchObject({ both: 1, agreed: 1, kappa: null, disagreements: [] });
  });
});

const runAt = (runs: readonly CoverageRun[], at: number) => {
  const run = runs.find(({ start, end }) => start <= at && at < end);
  return run && { state: run.state, by: run.by };
};

const staleAt = ({ checks: list }: Covering, at: number): boolean =>
  list.some(({ start, end, stale }) => stale && start <= at && at < end);
