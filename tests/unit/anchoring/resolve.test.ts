import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { alarmsOf } from '#app/anchoring/alarm.ts';
import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { describe as describeAnchor } from '#app/anchoring/describe.ts';
import { foldStyle } from '#app/anchoring/fold.ts';
import { resolve, resolveAll } from '#app/anchoring/resolve.ts';
import {
  quotesIn,
  revise,
  writeText,
} from '#tests/bench/anchoring/revision.ts';
import { CASES, type Case } from '#tests/fixtures/anchoring/cases.ts';

/** A case's later text, and where the quote has gone; null for nowhere. */
function laterOf({ before, edits, state }: Case): {
  text: string;
  span: [number, number] | null;
} {
  let marked = before;
  for (const [from, to] of edits) {
    if (!marked.includes(from)) throw new Error(`No ${from} to replace`);
    marked = marked.replace(from, () => to);
  }
  const text = marked.replace(/[⟦⟧]/g, '');
  if (state === 'lost' || state === 'ambiguous') return { text, span: null };
  const open = marked.indexOf('⟦');
  if (open >= 0) return { text, span: [open, marked.indexOf('⟧') - 1] };
  return { text, span: null };
}

function spanIn(text: string, quote: string, nth = 0): [number, number] {
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = text.indexOf(quote, at + 1);
  if (at < 0) throw new Error(`No ${quote}`);
  return [at, at + quote.length];
}

describe('revisions by hand', () => {
  it.each(CASES.map(one => [one.what, one] as const))('%s', (_, one) => {
    const anchor = describeAnchor(
      one.before,
      ...spanIn(one.before, one.quote, one.nth),
    );
    const { text, span } = laterOf(one);
    for (const before of [undefined, one.before]) {
      if (one.withBefore && before === undefined) {
        expect(resolve(text, anchor).state).toBe('lost');
        continue;
      }
      const found = resolve(text, anchor, before);
      expect(found).toMatchObject({
        state: one.state,
        style: one.style ?? false,
      });
      if (span) {
        expect(text.slice(...span)).toBe(
          text.slice(found.start ?? 0, found.end ?? 0),
        );
        expect([found.start, found.end]).toEqual(span);
      } else if (found.start !== null) {
        expect(text.slice(found.start, found.end ?? 0)).toBe(one.quote);
      }
      if (one.alarms) {
        expect(found.alarms).toEqual(expect.arrayContaining(one.alarms));
      }
    }
  });
});

const HAN = '北京三十亿不是说，。\n的一二'.split('');
const someText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc
    .array(fc.constantFrom(...HAN), { minLength: 1, maxLength: 300 })
    .map(letters => letters.join('')),
);

const annotated = someText.chain(text =>
  fc.record({
    text: fc.constant(text),
    spans: fc.array(
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
        .filter(
          ([start, end]) =>
            start < end &&
            !splitsGrapheme(text, start) &&
            !splitsGrapheme(text, end),
        ),
      { maxLength: 8 },
    ),
  }),
);

describe('resolveAll (A6, A10)', () => {
  it('finds everything exactly where it was in the same text', () => {
    fc.assert(
      fc.property(annotated, ({ text, spans }) => {
        const anchors = spans.map(([start, end]) =>
          describeAnchor(text, start, end),
        );
        const parsed = JSON.parse(JSON.stringify(anchors)) as typeof anchors;
        resolveAll(text, parsed, text).forEach((found, i) => {
          const [start, end] = spans[i] ?? [0, 0];
          expect(found).toMatchObject({ state: 'exact', start, end });
          expect(found.confidence).toBe(1);
          expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        });
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('stays inside another text, between characters, whatever that is', () => {
    fc.assert(
      fc.property(annotated, someText, ({ text, spans }, later) => {
        const anchors = spans.map(([start, end]) =>
          describeAnchor(text, start, end),
        );
        for (const found of resolveAll(later, anchors, text)) {
          const { state, start, end, candidates } = found;
          const none = state === 'lost' || state === 'ambiguous';
          expect(start === null).toBe(none);
          const places = [...candidates, ...(none ? [] : [{ start, end }])];
          for (const place of places) {
            const from = place.start ?? -1;
            const to = place.end ?? -1;
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(later.length);
            expect(splitsGrapheme(later, from)).toBe(false);
            expect(splitsGrapheme(later, to)).toBe(false);
          }
        }
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('says the same in whatever order the anchors come', () => {
    fc.assert(
      fc.property(
        annotated,
        someText,
        fc.nat(),
        ({ text, spans }, more, at) => {
          const cut = at % (text.length + 1);
          const later = text.slice(0, cut) + more + text.slice(cut);
          const anchors = spans.map(([start, end]) =>
            describeAnchor(text, start, end),
          );
          const forwards = resolveAll(later, anchors, text);
          const backwards = resolveAll(later, [...anchors].reverse(), text);
          expect(backwards.reverse()).toEqual(forwards);
        },
      ),
      { numRuns: 300, seed: 13 },
    );
  });

  it('keeps same words same: exact and moved are letter by letter', () => {
    fc.assert(
      fc.property(
        annotated,
        someText,
        fc.nat(),
        ({ text, spans }, more, at) => {
          const cut = at % (text.length + 1);
          const later = text.slice(0, cut) + more + text.slice(cut);
          for (const [start, end] of spans) {
            const anchor = describeAnchor(text, start, end);
            const found = resolve(later, anchor, text);
            const words = later.slice(found.start ?? 0, found.end ?? 0);
            const same = words === anchor.exact;
            if (found.state === 'exact') expect(found.start).toBe(start);
            expect(found.state === 'exact' || found.state === 'moved').toBe(
              found.start !== null && same,
            );
          }
        },
      ),
      { numRuns: 300, seed: 14 },
    );
  });
});

describe('the second text at hand (A7)', () => {
  it('does not take a sentence for one that stood elsewhere before', () => {
    const before =
      '标题\n第一季度公司营收三十二亿元，同比增长两成，净利润四亿元，好于预期。\n第二季度公司营收三十一亿元，同比增长两成，净利润四亿元，好于预期。';
    const quote =
      '第一季度公司营收三十二亿元，同比增长两成，净利润四亿元，好于预期。';
    const anchor = describeAnchor(before, ...spanIn(before, quote));
    const after = before.replace(`${quote}\n`, '');
    expect(resolve(after, anchor, before).state).toBe('lost');
  });
});

describe('alarms (A9)', () => {
  it.each([
    ['三十亿元', '三百亿元', ['number']],
    ['是真的', '不是真的', ['negation']],
    ['王刚说', '李明说', ['name']],
    ['３亿', '3亿', []],
    ['he did it', 'he did not do it', ['negation']],
    ['said Amos Reed', 'said Amos Reid', ['name']],
    ['不过很好', '很好', []],
    ['同样的', '同样的', []],
  ])('from %s to %s are %o', (before, after, alarms) => {
    expect(alarmsOf(before, after)).toEqual(alarms);
  });
});

describe('foldStyle', () => {
  it.each([
    ['“旁注”', '「旁注」'],
    ['ＡＢＣ１２', 'ABC12'],
    ['中 文，\n中文', '中文，中文'],
    ['one  two', 'one two'],
  ])('makes %s and %s the same', (a, b) => {
    expect(foldStyle(a)).toBe(foldStyle(b));
  });

  it.each([
    ['10²', '102'],
    ['one two', 'onetwo'],
    ['三十亿', '三百亿'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(foldStyle(a)).not.toBe(foldStyle(b));
  });
});

describe('a hint (A6)', () => {
  it('tells same words apart, and is not believed where other words stand', () => {
    const before = '清单\n暂无\n暂无\n暂无\n完';
    const after = '清单\n暂无\n暂无\n暂无\n暂无\n完';
    const anchor = describeAnchor(before, 6, 8);
    expect(resolve(after, anchor, before).state).toBe('ambiguous');
    expect(resolve(after, { ...anchor, hint: 9 }, before)).toMatchObject({
      ...{ state: 'moved', start: 9, end: 11 },
    });
    const wrong = resolve(after, { ...anchor, hint: 0 }, before);
    expect(wrong.start).not.toBe(0);
  });
});

describe('the cost (A6)', () => {
  it('grows as the text and the anchors do: with four times of both, about four times', () => {
    const characters = (size: number): number => {
      const text = writeText(3, size);
      const anchors = quotesIn(text, 4, size / 100).map(({ start, end }) =>
        describeAnchor(text, start, end),
      );
      const later = revise(text, 5, 0.05).text;
      const read = vi.spyOn(String.prototype, 'charCodeAt');
      const looked = vi.spyOn(String.prototype, 'startsWith');
      resolveAll(later, anchors, text);
      const count = read.mock.calls.length + looked.mock.calls.length;
      vi.restoreAllMocks();
      return count;
    };
    const [few, many] = [characters(4000), characters(16_000)];
    expect(few).toBeGreaterThan(4000);
    expect(many / few).toBeLessThan(5);
  });
});
