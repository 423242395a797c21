import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Span } from '#app/articles/article.ts';
import { layOut } from '#app/articles/text.ts';
import { totalsOf, type CoverageRun } from '#app/claims/coverage.ts';
import {
  runsOn,
  sectionsIn,
  sentencesOn,
  speakersIn,
} from '#app/claims/shares.ts';

const { text, blocks } = layOut([
  { type: 'title', text: '不打烊的书房' },
  { type: 'heading', text: '凌晨' },
  { type: 'turn', text: '有人去吗？', speaker: '周刊' },
  { type: 'turn', text: '有。', speaker: '馆长' },
  { type: 'heading', text: '账' },
  { type: 'turn', text: '三十八万元。', speaker: '馆长' },
]);
const words = (spans: readonly Span[]): string[] =>
  spans.map(span => text.slice(...span));

describe('An article’s parts', () => {
  it('are its sections, with what stands before the first', () => {
    expect(
      sectionsIn(blocks).map(({ name, spans }) => [name, ...words(spans)]),
    ).toEqual([
      ['', '不打烊的书房'],
      ['凌晨', '凌晨\n有人去吗？\n有。'],
      ['账', '账\n三十八万元。'],
    ]);
  });

  it('are its speakers, each with all that they say', () => {
    expect(
      speakersIn(blocks).map(({ name, spans }) => [name, ...words(spans)]),
    ).toEqual([
      ['周刊', '有人去吗？'],
      ['馆长', '有。', '三十八万元。'],
    ]);
  });
});

describe('What lies on a part', () => {
  it('leaves out white space that nothing lies on, and no letter', () => {
    const states = ['unchecked', 'checked', 'stale'] as const;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...states), {
          minLength: text.length,
          maxLength: text.length,
        }),
        fc.nat(text.length),
        fc.nat(text.length),
        (all, a, b) => {
          const runs = all.map((state, i): CoverageRun => ({
            ...{ start: i, end: i + 1, state, by: [] },
          }));
          const span: Span = [Math.min(a, b), Math.max(a, b)];
          const laid = runsOn(text, runs, [span]);
          const totals = totalsOf(laid);
          for (const state of states) {
            const there = all.filter(
              (one, i) =>
                one === state &&
                span[0] <= i &&
                i < span[1] &&
                (state !== 'unchecked' || /\S/.test(text[i] ?? '')),
            );
            expect(totals[state]).toBe(there.length);
          }
          laid.forEach(({ start }, i) =>
            expect(start).toBe(laid[i - 1]?.end ?? 0),
          );
        },
      ),
      { seed: 8 },
    );
  });

  it('is whole once every sentence is checked', () => {
    const runs = blocks.flatMap(({ start, end }): CoverageRun[] => [
      { start, end, state: 'checked', by: [] },
      { start: end, end: end + 1, state: 'unchecked', by: [] },
    ]);
    const laid = runsOn(text, runs, [[0, text.length]]);
    expect(totalsOf(laid).unchecked).toBe(0);
  });

  it('counts the sentences that begin in it', () => {
    const sentences = blocks.map(({ start, end }): Span => [start, end]);
    const done = [true, false, true, false, true, false];
    const { spans } = speakersIn(blocks)[1] ?? { spans: [] };
    expect(sentencesOn(sentences, done, spans)).toEqual({
      total: 2,
      checked: 0,
    });
    expect(sentencesOn(sentences, done, [[0, text.length]])).toEqual({
      total: 6,
      checked: 3,
    });
  });
});
