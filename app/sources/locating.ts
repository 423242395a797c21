import { NOWHERE, timeOf, type Locator } from '#app/claims/evidence.ts';

/**
 * How a snapshot's text is laid out: where each page begins, and what is said
 * when. Offsets are UTF-16, ascending; both empty where there are neither.
 */
export type TextMap = {
  /** Offset of each page's first character, the first page's first. */
  pages: number[];
  /** Offset of what is said, and when that begins, in seconds. */
  times: [offset: number, seconds: number][];
  /** When the last of it ends, in seconds; null where there are no times. */
  duration: number | null;
};

export const NO_MAP: TextMap = { pages: [], times: [], duration: null };

/** The locator of a span of a snapshot's text. */
export function locatorOf(
  start: number,
  end: number,
  { pages, times }: TextMap,
): Locator {
  const page = lastAt(pages.length, i => (pages[i] ?? 0) <= start);
  const cue = lastAt(times.length, i => (times[i]?.[0] ?? 0) <= start);
  const seconds = times[cue]?.[1];
  return {
    page: page < 0 ? null : page + 1,
    start,
    end,
    time: seconds === undefined ? null : timeOf(seconds),
  };
}

/** A locator without a span: no more than the page and the time that somebody named. */
export const withoutSpan = ({ page, time }: Locator): Locator => ({
  ...NOWHERE,
  page,
  time,
});

/** The last of `length` indices that passes, where all before it pass too; -1 for none. */
function lastAt(length: number, passes: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
