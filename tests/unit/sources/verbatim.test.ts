import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldStyle } from '#app/anchoring/fold.ts';
import { cutsFigure, VerbatimText } from '#app/sources/verbatim.ts';

const REPORT =
  '夜间时段（22:00—6:00）入馆 41.2 万人次，较上年增长 6.8%。\n全年到馆 508.3 万人次，同比增长 23%；其中城市书房 371.4 万人次。\n“夜里的人是真的要待着。”馆长说。面积 10² 平方米。';

const find = (quote: string, text = REPORT) =>
  new VerbatimText(text).find(quote);
const found = (quote: string, text = REPORT) => {
  const at = find(quote, text);
  return at && [at.check, text.slice(at.start, at.end)];
};

describe('a quote', () => {
  it.each([
    ['入馆 41.2 万人次', 'exact', '入馆 41.2 万人次'],
    ['(22:00—6:00)入馆', 'normalised', '（22:00—6:00）入馆'],
    ['「夜里的人是真的要待着。」', 'normalised', '“夜里的人是真的要待着。”'],
    ['入馆\n41.2\u3000万人次', 'normalised', '入馆 41.2 万人次'],
    ['较上年 增长', 'normalised', '较上年增长'],
    ['６．８％', 'normalised', '6.8%'],
    ['  全年到馆 ', 'normalised', '全年到馆'],
  ])('%s is found %s', (quote, check, words) => {
    expect(found(quote)).toEqual([check, words]);
  });

  it.each([
    ['入馆 42.2 万人次', 'another figure'],
    ['入馆41.2万人次', 'a space that is no matter of style'],
    ['面积 102 平方米', 'what NFKC would make of it'],
    ['夜里的人真的要待着', 'a word less'],
    ['不较上年增长', 'a negation'],
    ['', 'nothing'],
    [' \n', 'white space'],
    ['“', 'a mark that stands in another style'],
  ])('%j is not found: %s', quote => {
    const at = find(quote);
    if (quote === '“') expect(at?.check).toBe('exact');
    else expect(at).toBeNull();
  });

  it('that is a piece of a text is found letter for letter, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const [from, to] = [a % text.length, b % (text.length + 1)];
          const quote = text.slice(Math.min(from, to), Math.max(from, to));
          fc.pre(quote.trim() !== '');
          const at = find(quote, text);
          expect(at?.check).toBe('exact');
          expect(text.slice(at?.start, at?.end)).toBe(quote);
        },
      ),
    );
  });

  it('is never found where it does not stand after the normalisation', () => {
    const letters = fc.constantFrom(...'北京 \n\u3000“「」"＂Ａab12。，𠮷不');
    const words = (max: number) =>
      fc.array(letters, { maxLength: max }).map(all => all.join(''));
    fc.assert(
      fc.property(words(60), words(6), (text, quote) => {
        const at = find(quote, text);
        const folded = foldStyle(quote).trim();
        const stands =
          quote.trim() !== '' &&
          (text.includes(quote) ||
            (folded !== '' && foldStyle(text).includes(folded)));
        expect(at !== null).toBe(stands);
        if (!at) return;
        const there = text.slice(at.start, at.end);
        if (at.check === 'exact') expect(there).toBe(quote);
        else expect(foldStyle(there).trim()).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });

  it('that stands in several places is taken where it is said to stand', () => {
    const text = '万人次，万人次，万人次';
    const at = new VerbatimText(text).find('万人次', 2);
    expect(at?.start).toBe(4);
    expect(new VerbatimText(text).find('万人次', 9)?.start).toBe(0);
    const spaced = '甲 乙，甲\n乙，甲　乙';
    const second = new VerbatimText(spaced).find('甲乙', 3);
    expect(second && spaced.slice(second.start, second.end)).toBe('甲\n乙');
  });
});

describe('a figure', () => {
  it.each([
    ['预计投资13亿元。', '3亿元', true],
    ['预计投资13亿元。', '13亿', false],
    ['预计投资13亿元。', '投资1', true],
    ['入馆 41.2 万人次', '41', true],
    ['入馆 41.2 万人次', '2 万人次', true],
    ['入馆 41.2 万人次', '入馆 41.2', false],
    ['增长 6.8%。', '增长 6.8', true],
    ['增长 6.8%。', '6.8%', false],
    ['约 1,400 家', '400 家', true],
    ['接待了四十一万人次', '一万人次', true],
    ['接待了四十一万人次', '四十一万', false],
    ['有 41。全年 508', '有 41', false],
    ['他说 3, 4 和 5', '3', false],
    ['没有数字', '有数', false],
  ])('in %j is cut by %j: %s', (text, quote, cut) => {
    const start = text.indexOf(quote);
    expect(cutsFigure(text, start, start + quote.length)).toBe(cut);
  });
});

describe('what comes nearest to a quote', () => {
  const nearest = (quote: string, text = REPORT) => {
    const near = new VerbatimText(text).nearest(quote);
    return near && text.slice(near.start, near.end);
  };

  it.each([
    ['入馆 42.2 万人次，较上年增长 6.8%', '入馆 41.2 万人次'],
    ['全年到馆五百零八万人次，同比增长 23%', '全年到馆 508.3 万人次'],
    ['夜里的人是真的待着', '夜里的人是真的要待着'],
  ])('to %s holds %s, with its whole sentence', (quote, words) => {
    const near = nearest(quote);
    expect(near).toContain(words);
    expect(near).toMatch(/[。；]”?$|馆长说。$/);
  });

  it('is nothing where nothing is like it', () => {
    expect(nearest('渡口的船工去了哪里')).toBeNull();
    expect(nearest('')).toBeNull();
    expect(nearest('入馆', '')).toBeNull();
  });

  it('lies in the text, wherever that is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        (text, quote) => {
          const near = new VerbatimText(text).nearest(quote);
          if (!near) return;
          expect(near.start).toBeGreaterThanOrEqual(0);
          expect(near.end).toBeGreaterThan(near.start);
          expect(near.end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
