import type { Block } from '#app/articles/article.ts';
import { hanInteger } from '#app/consistency/han-number.ts';

/** A day as a text names it. */
export type DateFound = {
  start: number;
  end: number;
  found: string;
  year: number | null;
  /** From 1. */
  month: number;
  day: number | null;
  /** How it is written. */
  form: string;
  /** The weekday beside it, Sunday being 0; null for none. */
  weekday: number | null;
  /** What weekdays are called there. */
  weekdayNames: readonly string[];
};

const H = '零〇一二三四五六七八九十';
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const DAYS = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  'Saturday',
];
const ZH_DAYS = '日一二三四五六';

const CHINESE = new RegExp(
  `(?:(?<year>\\d{4}|[零〇一二三四五六七八九]{4})年)?(?<month>\\d{1,2}|[${H}]{1,3})月(?<day>\\d{1,2}|[${H}]{1,3})(?<mark>[日号])(?:\\s?[（(，,]?\\s?(?<kind>星期|周|礼拜)(?<weekday>[一二三四五六日天])[）)]?)?`,
  'g',
);
const NUMERIC =
  /(?<![\d.\-/])(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d.\-/])/g;
const ENGLISH = new RegExp(
  `(?:(?<before>${DAYS.join('|')}),? )?(?:(?<m1>${MONTHS.join('|')}) (?<d1>\\d{1,2})|(?<d2>\\d{1,2}) (?<m2>${MONTHS.join('|')}))(?:,? (?<year>\\d{4}))?`,
  'g',
);

/** The days that a text names, with month and day. */
export function datesIn(blocks: readonly Block[]): DateFound[] {
  return blocks.flatMap(({ text, start: from }) =>
    [
      ...[...text.matchAll(CHINESE)].map(chinese),
      ...[...text.matchAll(NUMERIC)].map(numeric),
      ...[...text.matchAll(ENGLISH)].map(english),
    ].flatMap(one =>
      one ? [{ ...one, start: from + one.start, end: from + one.end }] : [],
    ),
  );
}

const number = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : hanInteger(text);

const place = (match: RegExpExecArray) => ({
  start: match.index,
  end: match.index + match[0].length,
  found: match[0],
});

function chinese(match: RegExpExecArray): DateFound | null {
  const {
    year,
    month = '',
    day = '',
    mark,
    kind,
    weekday,
  } = match.groups ?? {};
  const at = number(month);
  if (at === null) return null;
  const han = !/^\d/.test(month);
  return {
    ...place(match),
    year: year === undefined ? null : number(year),
    month: at,
    day: number(day),
    form: `${han ? 'han' : 'arabic'}${mark}`,
    weekday:
      weekday === undefined
        ? null
        : ZH_DAYS.indexOf(weekday.replace('天', '日')),
    weekdayNames: [...ZH_DAYS].map(one => `${kind}${one}`),
  };
}

function numeric(match: RegExpExecArray): DateFound | null {
  const { year, sign, month, day } = match.groups ?? {};
  return {
    ...place(match),
    year: Number(year),
    month: Number(month),
    day: Number(day),
    form: sign ?? '',
    ...{ weekday: null, weekdayNames: [] },
  };
}

function english(match: RegExpExecArray): DateFound | null {
  const { before, m1, d1, m2, d2, year } = match.groups ?? {};
  return {
    ...place(match),
    year: year === undefined ? null : Number(year),
    month: MONTHS.indexOf(m1 ?? m2 ?? '') + 1,
    day: Number(d1 ?? d2),
    form: m1 === undefined ? 'day-month' : 'month-day',
    weekday: before === undefined ? null : DAYS.indexOf(before),
    weekdayNames: DAYS,
  };
}

/** The weekday of a date of the Gregorian calendar, Sunday being 0; null where there is no such day. */
export function weekdayOf(
  year: number,
  month: number,
  day: number,
): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.getUTCDay()
    : null;
}
