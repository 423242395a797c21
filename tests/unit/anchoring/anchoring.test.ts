import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitsGrapheme, splitsPair } from '#app/anchoring/boundaries.ts';
import { describe as describeAnchor } from '#app/anchoring/describe.ts';
import { locate } from '#app/anchoring/locate.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });

const span = text.chain(t =>
  fc
    .tuple(fc.nat(t.length - 1), fc.integer({ min: 1, max: t.length }))
    .filter(
      ([start, end]) =>
        start < end && !splitsPair(t, start) && !splitsPair(t, end),
    )
    .map(([start, end]) => ({ text: t, start, end })),
);

describe('describe (A1, A2)', () => {
  it('is undone by locate, through JSON too', () => {
    fc.assert(
      fc.property(span, ({ text, start, end }) => {
        const anchor = describeAnchor(text, start, end);
        expect(JSON.parse(JSON.stringify(anchor))).toEqual(anchor);
        expect(text.slice(start, end)).toBe(anchor.exact);
        expect(anchor.prefix.isWellFormed()).toBe(text.isWellFormed());
        const found = locate(text, anchor);
        // The whole context may stand twice; it is never placed elsewhere.
        if (found.found === 'once') {
          expect([found.start, found.end]).toEqual([start, end]);
        } else expect(found.found).toBe('several');
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it.each([
    [0, 0],
    [2, 1],
    [-1, 2],
    [0, 9],
    [0.5, 2],
  ])('throws for [%d, %d) in five characters', (start, end) => {
    expect(() => describeAnchor('一二三四五', start, end)).toThrow(RangeError);
  });
});

describe('locate (A3)', () => {
  it.each([
    ['北京北京', { exact: '北京' }, 'several'],
    ['北京南京', { exact: '东京' }, 'none'],
    ['北京北京', { exact: '北京', prefix: '北京' }, 'once'],
    ['北京', { exact: '' }, 'none'],
    ['aaa', { exact: 'aa' }, 'several'],
  ])('in %s finds %o %s', (text, quote, found) => {
    expect(locate(text, quote).found).toBe(found);
  });
});

describe('splitsGrapheme (A4)', () => {
  it.each([
    ['👨‍👩‍👧', 2, true],
    ['𠮷野', 1, true],
    ['𠮷野', 2, false],
    ['e\u0301', 1, true],
    ['一二', 1, false],
    ['🇨🇳🇨🇳', 4, false],
    ['🇨🇳🇨🇳', 2, true],
  ])('of %s at %d says %s', (text, offset, cut) => {
    expect(splitsGrapheme(text, offset)).toBe(cut);
  });
});
