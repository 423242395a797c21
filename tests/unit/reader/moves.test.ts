import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { layOut, sentencesOf } from '#app/articles/text.ts';
import {
  moveHead,
  nextSentence,
  spanOf,
  toWords,
  type Unit,
} from '#app/reader/moves.ts';

const { text, blocks } = layOut([
  { type: 'title', text: '题目' },
  { type: 'paragraph', text: '第一句话。👨‍👩‍👧一家三口！' },
  { type: 'paragraph', text: '北京大学的图书馆，通宵开放。English words too.' },
]);
const ground = { text, sentences: sentencesOf(blocks, 'zh'), language: 'zh' };
const at = (words: string): number => text.indexOf(words);
const selected = (words: string) => ({
  anchor: at(words),
  head: at(words) + words.length,
});
const wordsOf = (s: { anchor: number; head: number }): string =>
  text.slice(...spanOf(s));

describe('moveHead', () => {
  it.each([
    ['第一句', 'character', 1, '第一句话'],
    ['第一句', 'character', -1, '第一'],
    ['第', 'character', -1, '目\n'],
    ['话。', 'character', 1, '话。👨‍👩‍👧'],
    ['三口！', 'character', 1, '三口！\n北'],
    ['通宵', 'word', 1, '通宵开放'],
    ['图书馆', 'word', 1, '图书馆，'],
    ['English', 'word', 1, 'English words'],
    ['第一', 'sentence', 1, '第一句话。'],
    ['第一句话。', 'sentence', 1, '第一句话。👨‍👩‍👧一家三口！'],
    ['第一句话。👨‍👩‍👧一家三口！', 'sentence', -1, '第一句话。'],
  ] as [string, Unit, 1 | -1, string][])(
    'takes “%s” by one %s (%i) to “%s”',
    (from, unit, by, to) => {
      expect(wordsOf(moveHead(ground, selected(from), unit, by))).toBe(to);
    },
  );

  it('moves the end that is the head, whichever it is', () => {
    const { anchor, head } = selected('一句');
    const turned = { anchor: head, head: anchor };
    expect(wordsOf(moveHead(ground, turned, 'character', -1))).toBe('第一句');
    expect(wordsOf(moveHead(ground, turned, 'character', 1))).toBe('句');
  });

  it('never empties the selection, leaves the text or cuts a character', () => {
    const offset = fc.nat(text.length);
    const whole = new Set(
      [...new Intl.Segmenter().segment(text)].map(s => s.index),
    ).add(text.length);
    fc.assert(
      fc.property(
        offset,
        offset,
        fc.constantFrom<Unit>('character', 'word', 'sentence'),
        fc.constantFrom<1 | -1>(1, -1),
        (anchor, head, unit, by) => {
          fc.pre(anchor !== head && whole.has(anchor) && whole.has(head));
          const next = moveHead(ground, { anchor, head }, unit, by);
          expect(next.anchor).toBe(anchor);
          expect(next.head).not.toBe(anchor);
          expect(next.head).toBeGreaterThanOrEqual(0);
          expect(next.head).toBeLessThanOrEqual(text.length);
          expect(whole.has(next.head)).toBe(true);
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });
});

describe('toWords', () => {
  it('grows a span to the words that it touches', () => {
    const start = at('nglish');
    expect(text.slice(...toWords(ground, [start, start + 8]))).toBe(
      'English words',
    );
    const half = at('宵开');
    expect(text.slice(...toWords(ground, [half, half + 1]))).toBe('通宵');
  });
});

describe('nextSentence', () => {
  it('begins at what is in view and goes on from what is selected', () => {
    const first = nextSentence(ground.sentences, null, 1, at('北京'));
    expect(first && text.slice(...first)).toMatch(/^北京大学/);
    const before = nextSentence(ground.sentences, first, -1);
    expect(before && text.slice(...before)).toMatch(/三口！$/);
    expect(nextSentence(ground.sentences, [0, text.length], 1)).toBeNull();
  });
});
