import { describe, expect, it } from 'vitest';

import { layOut } from '#app/articles/text.ts';
import type { CoverageRun } from '#app/claims/coverage.ts';
import { factsIn, uncheckedOf } from '#app/claims/leftovers.ts';

const found = (text: string): string[] => {
  const { blocks } = layOut([{ type: 'paragraph', text }]);
  return factsIn(blocks).map(
    ({ kind, start, end }) => `${kind} ${text.slice(start, end)}`,
  );
};

describe('What asks most to be checked', () => {
  it.each([
    [
      '去年接待了四十一万人次，占百分之九。',
      ['number 四十一万', 'number 百分之九'],
    ],
    ['成本比 2022 年降了 46%。', ['number 2022', 'number 46%']],
    ['2026年3月14日，他走了三年。', ['date 2026年3月14日', 'number 三']],
    ['五月十二日下午，星期三。', ['date 五月十二日', 'date 星期三']],
    ['馆长沈予安说，不难。', ['name 沈予安']],
    [
      '记者问：“你们什么时候再开门营业？”',
      ['quotation “你们什么时候再开门营业？”'],
    ],
    ['他千万别一一过问，一个人也好。', []],
    [
      'The refit cost 4.6 million on Monday.',
      ['number 4.6', 'number million', 'date Monday'],
    ],
    ['It was, said Ida Brandt, late.', ['name Ida Brandt']],
  ])('is found in %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('is what no check covers whole', () => {
    const { blocks } = layOut([
      { type: 'paragraph', text: '四十一万和三十万。' },
    ]);
    const facts = factsIn(blocks);
    const runs: CoverageRun[] = [
      { start: 0, end: 4, state: 'checked', by: ['a'] },
      { start: 4, end: 6, state: 'unchecked', by: [] },
      { start: 6, end: 9, state: 'in-progress', by: ['b'] },
    ];
    expect(uncheckedOf(facts, runs)).toEqual([
      { kind: 'number', start: 5, end: 8 },
    ]);
    expect(
      uncheckedOf(facts, [{ start: 0, end: 9, state: 'checked', by: ['a'] }]),
    ).toEqual([]);
  });
});
