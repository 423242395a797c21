import { describe, expect, it } from 'vitest';

import { findTime } from '#app/import/recognise/time.ts';

describe('findTime', () => {
  it.each([
    ['2024-07-11 14:40', 'zh', '2024-07-11T14:40:00+08:00'],
    ['2026年3月14日 09:20:05', 'zh', '2026-03-14T09:20:05+08:00'],
    ['2026/03/02 21:07', 'zh', '2026-03-02T21:07:00+08:00'],
    ['2026.3.2', 'zh', '2026-03-02T00:00:00+08:00'],
    ['2026年3月14日下午3时05分', 'zh', '2026-03-14T15:05:00+08:00'],
    ['2026-03-14T09:20:00+09:00', 'zh', '2026-03-14T09:20:00+09:00'],
    ['2026-03-14T09:20:00Z', 'en', '2026-03-14T09:20:00Z'],
    ['March 14, 2026 9:20 pm EST', 'en', '2026-03-14T21:20:00-05:00'],
    ['Sat, 14 Mar 2026 12:05 a.m. GMT', 'en', '2026-03-14T00:05:00Z'],
    ['14 March 2026', 'en', '2026-03-14T00:00:00Z'],
  ])('reads %s', (line, language, instant) => {
    expect(findTime(line, language)?.instant).toBe(instant);
  });

  it.each(['2026-13-40 10:00', '2026-02-30', '没有日期', '电话 021-962866'])(
    'finds none in %s',
    line => {
      expect(findTime(line, 'zh')).toBeNull();
    },
  );
});
