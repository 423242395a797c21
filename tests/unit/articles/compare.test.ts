import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Block } from '#app/articles/article.ts';
import {
  compareBlocks,
  diffCharacters,
  diffSentences,
  type Row,
} from '#app/articles/compare.ts';
import { foldRows } from '#app/articles/comparison.ts';
import { layOut } from '#app/articles/text.ts';

const blocksOf = (lines: string[]): Block[] =>
  layOut(lines.map(text => ({ type: 'paragraph', text }))).blocks;

/** `1-1` the same, `2~2` changed, `3>4` moved, `5-` gone, `-6` new. */
const drawn = (rows: Row[]): string =>
  rows
    .map(({ before, after, moved, same }) => {
      const sign = moved
        ? '>'
        : same || before === null || after === null
          ? '-'
          : '~';
      return `${before ?? ''}${sign}${after ?? ''}`;
    })
    .join(' ');

const A = '南岸渡口在去年十一月停航，最后一班船上坐了四十三个人。';
const B = '停航的通知贴了七天，没有人撕，老船工每天来看。';
const C = '对岸的菜场从早上五点开始少了一半人，街道没有回答。';
const D = '潮位表还挂着，玻璃后面的字已经褪成了灰色。';

describe('compareBlocks', () => {
  it.each([
    ['nothing', [A, B, C], [A, B, C], '0-0 1-1 2-2'],
    ['a changed figure', [A, B], [A.replace('三', '一'), B], '0~0 1-1'],
    ['one gone', [A, B, C], [A, C], '0-0 1- 2-1'],
    ['one come', [A, C], [A, B, C], '0-0 -1 1-2'],
    ['one moved down', [A, B, C, D], [A, C, D, B], '0-0 1>3 2-1 3-2 1>3'],
    ['one replaced', [A, B, C], [A, D, C], '0-0 1- -1 2-2'],
    ['one split', [A + B, C], [A, B, C], '0~0 -1 1-2'],
    ['all of it', [A], [D], '0- -0'],
  ])('shows %s', (_, before, after, rows) => {
    expect(drawn(compareBlocks(blocksOf(before), blocksOf(after)))).toBe(rows);
  });

  it('shows another speaker of the same words as a change', () => {
    const said = (speaker: string) =>
      layOut([{ type: 'turn', text: A, speaker }]).blocks;
    expect(drawn(compareBlocks(said('甲'), said('乙')))).toBe('0~0');
  });

  it('shows every block of both, the later one’s in order', () => {
    const lines = fc.array(fc.constantFrom(A, B, C, D, `${A}${D}`, ''), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const rows = compareBlocks(blocksOf(before), blocksOf(after));
        const later = rows.filter(row => row.moved !== 'away');
        expect(later.flatMap(row => row.after ?? [])).toEqual(
          after.map((_, i) => i),
        );
        const earlier = rows.filter(row => row.moved !== 'here');
        expect(earlier.flatMap(row => row.before ?? [])).toEqual(
          before.map((_, i) => i),
        );
      }),
      { seed: 31 },
    );
  });
});

describe('diffCharacters and diffSentences', () => {
  it.each([
    ['坐了四十三个人', '坐了四十一个人', '坐了[四十三](四十一)个人'],
    ['三十亿元', '三百亿元', '[三十亿](三百亿)元'],
    ['the 3 billion', 'the 30 billion', 'the [3](30) billion'],
    ['他愿意', '他不愿意', '他(不)愿意'],
    ['👩🏽‍⚕️来了', '来了', '[👩🏽‍⚕️]来了'],
  ])('shows %s and %s', (before, after, shown) => {
    const pieces = diffCharacters(before, after);
    expect(
      pieces
        .map(({ text, type }) =>
          type === 'same' ? text : type === 'added' ? `(${text})` : `[${text}]`,
        )
        .join(''),
    ).toBe(shown);
  });

  it('replaces a changed sentence whole', () => {
    expect(
      diffSentences('一。二三。四', '一。二五。四').map(p => p.text),
    ).toEqual(['一。', '二三。', '二五。', '四']);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 80 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const diff of [diffCharacters, diffSentences]) {
          const pieces = diff(before, after);
          const of = (type: string) =>
            pieces.flatMap(p => (p.type === type ? [] : [p.text])).join('');
          expect(of('added')).toBe(before);
          expect(of('removed')).toBe(after);
        }
      }),
      { seed: 32, numRuns: 500 },
    );
  });
});

describe('foldRows', () => {
  const row = (at: number, same: boolean): Row => ({
    ...{ before: at, after: at, moved: null, same },
  });
  const folded = (changed: number[], count: number, open: number[] = []) =>
    foldRows(
      Array.from({ length: count }, (_, at) => row(at, !changed.includes(at))),
      new Set(open),
    )
      .map(s => (s.type === 'row' ? `${s.at}` : `[${s.from}-${s.to - 1}]`))
      .join(' ');

  it.each([
    ['between two changes', [0, 9], 10, [], '0 1 [2-7] 8 9'],
    ['at the beginning', [8], 10, [], '[0-6] 7 8 9'],
    ['to the end', [1], 10, [], '0 1 2 [3-9]'],
    ['nothing short', [0, 4], 6, [], '0 1 2 3 4 5'],
    ['what is opened not', [0, 9], 10, [2], '0 1 2 3 4 5 6 7 8 9'],
    ['all, where nothing changed', [], 6, [], '[0-5]'],
  ])('folds %s', (_, changed, count, open, shown) => {
    expect(folded(changed, count, open)).toBe(shown);
  });
});
