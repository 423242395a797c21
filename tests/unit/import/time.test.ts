import { describe, expect, it } from 'vitest';

import { findTime, finerTime } from '#app/import/recognise/time.ts';

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
    ['5 March 2025 By Judith Ames', 'en', '2025-03-05T00:00:00Z'],
    ['July 4, 2025, 1:45 p.m. ET', 'en', '2025-07-04T13:45:00-04:00'],
    ['January 4, 2025 1:45 PM ET', 'en', '2025-01-04T13:45:00-05:00'],
    ['Fri 6 Feb 2026 16.12 GMT', 'en', '2026-02-06T16:12:00Z'],
    ['18:22 BST, 13 July 2025', 'en', '2025-07-13T18:22:00+01:00'],
    ['Feb 18, 2026 / 07:12 PM CST', 'en', '2026-02-18T19:12:00-06:00'],
    ['Thursday 16 April 2026 17:42, UK', 'en', '2026-04-16T17:42:00+01:00'],
    ['Friday 16 January 2026 17:42, UK', 'en', '2026-01-16T17:42:00+00:00'],
    ['Jul 19, 2026 8:30 PM PHT', 'en', '2026-07-19T20:30:00+08:00'],
    ['04/16/25 7:08 PM ET', 'en', '2025-04-16T19:08:00-04:00'],
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

describe('finerTime', () => {
  it.each([
    [
      'adds the hour of the same day',
      '2026-03-14T00:00:00Z',
      '2026-03-14T09:20:00+01:00',
      '2026-03-14T09:20:00+01:00',
    ],
    [
      'takes a moment that somewhere was that day',
      '2025-11-04T00:00:00Z',
      '2025-11-05T03:22:45+00:00',
      '2025-11-05T03:22:45+00:00',
    ],
    [
      'keeps a day that it was nowhere',
      '2025-11-04T00:00:00Z',
      '2025-11-07T03:22:45+00:00',
      '2025-11-04T00:00:00Z',
    ],
    [
      'finds the zone of a clock from the moment',
      '2025-09-02T06:31:00Z',
      '2025-09-01T20:31:00.000Z',
      '2025-09-02T06:31:00+10:00',
    ],
    [
      'keeps a clock of the zone that is told',
      '2025-09-02T18:40:00+08:00',
      '2025-09-02T16:40:00+08:00',
      '2025-09-02T18:40:00+08:00',
    ],
    [
      'keeps a clock that shows another moment',
      '2025-09-02T06:31:00Z',
      '2025-09-01T20:38:00.000Z',
      '2025-09-02T06:31:00Z',
    ],
    [
      'reads the day first where the page does',
      '2025-11-09T18:18:00Z',
      '2025-09-11T16:18:47+00:00',
      '2025-09-11T18:18:00+02:00',
    ],
  ])('%s', (_, shown, told, instant) => {
    expect(finerTime(shown, told)).toBe(instant);
  });
});
