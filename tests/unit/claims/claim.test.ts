import { describe, expect, it } from 'vitest';

import {
  isConclusive,
  isDecided,
  kindOfWords,
  numberText,
  verdictFault,
  VERDICTS,
} from '#app/claims/claim.ts';
import { secondsOf, timeOf } from '#app/claims/evidence.ts';
import { resemblance } from '#app/claims/resemblance.ts';
import { locatorOf } from '#app/sources/locating.ts';

describe('a verdict', () => {
  it.each(VERDICTS)('%s lacks what it lacks', verdict => {
    const fault = (finding: string, evidenced: boolean) =>
      verdictFault({ verdict, finding }, evidenced);
    expect(fault('查到了。', true)).toBeNull();
    expect(fault(' ', true)).toBe(
      isDecided(verdict) ? 'finding-missing' : null,
    );
    expect(fault('查到了。', false)).toBe(
      isConclusive(verdict) ? 'evidence-missing' : null,
    );
  });
});

describe('a claim', () => {
  it.each([
    ['去年夜间一共接待了四十一万人次', 'number'],
    ['占全年入馆量的 9%', 'number'],
    ['他说“不会再来了”', 'quote'],
    ['「夜里的人」', 'quote'],
    ['2024 年冬关闭两间', 'date'],
    ['三月停航', 'date'],
    ['in March 2024 it closed', 'date'],
    ['旧粮仓的加固由街道出资', 'event'],
  ])('of the words %s is taken to be about: %s', (quote, kind) => {
    expect(kindOfWords(quote)).toBe(kind);
  });

  it('is called by its number', () => {
    expect([numberText(1), numberText(123), numberText(null)]).toEqual([
      ...['C-01', 'C-123', 'C-…'],
    ]);
  });

  it.each([
    ['城南大桥预计投资三十亿元', '城南大桥投资约三十亿元', true],
    ['夜间接待 41 万人次', '夜里一共接待了 41 万人次', true],
    [
      'The bridge will cost 3 billion',
      'The bridge will cost about 3 billion',
      true,
    ],
    ['城南大桥预计投资三十亿元', '今天下了一天的雨', false],
    ['夜间接待 41 万人次', '全年入馆 508 万人次', false],
    ['一', '一', false],
    ['', '', false],
  ])('%s and %s say nearly the same: %s', (a, b, alike) => {
    const words = (statement: string) => ({ statement, quote: '' });
    const score = resemblance(words(a), words(b));
    expect(score !== null).toBe(alike);
    expect(resemblance(words(b), words(a))).toBe(score);
  });
});

describe('a time', () => {
  it.each([
    ['41:20', 2480],
    ['1:02:03', 3723],
    ['102:03', 6123],
    ['00:00', 0],
  ])('%s is %d seconds', (time, seconds) => {
    expect(secondsOf(time)).toBe(seconds);
    expect(secondsOf(timeOf(seconds))).toBe(seconds);
  });

  it.each(['41', '41:60', 'a:b', '1:99:00', '-1:00', ''])('is not %j', time => {
    expect(secondsOf(time)).toBeNull();
  });
});

describe('a locator', () => {
  it('names the page and the time that a span begins in', () => {
    const map = { pages: [0, 10, 10, 25], times: [], duration: null };
    const page = (start: number) => locatorOf(start, start + 1, map).page;
    expect([0, 9, 10, 24, 25, 99].map(page)).toEqual([1, 1, 3, 3, 4, 4]);
    const times = {
      pages: [],
      times: [
        [0, 3],
        [8, 2480],
      ] as [number, number][],
      duration: 2486,
    };
    const time = (start: number) => locatorOf(start, start + 1, times).time;
    expect([0, 7, 8, 20].map(time)).toEqual([
      '00:03',
      '00:03',
      '41:20',
      '41:20',
    ]);
  });
});
