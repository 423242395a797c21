/** A quote with what stands before and after it, as a client gives it. */
export type Quote = { exact: string; prefix?: string; suffix?: string };

/** Where a quote is, or why that can't be said. Offsets are UTF-16, half-open. */
export type Located =
  | { found: 'once'; start: number; end: number }
  | { found: 'several'; times: number }
  | { found: 'none' };

/** Past this many the answer is "several" without counting on. */
const ENOUGH = 1000;

/**
 * Finds the one place where `quote` stands letter by letter, with its prefix
 * and suffix around it. Nothing is guessed: two places are no place.
 */
export function locate(text: string, quote: Quote): Located {
  const { exact, prefix = '', suffix = '' } = quote;
  if (exact === '') return { found: 'none' };
  const whole = prefix + exact + suffix;
  let times = 0;
  let first = -1;
  for (
    let at = text.indexOf(whole);
    at !== -1 && times < ENOUGH;
    at = text.indexOf(whole, at + 1)
  ) {
    if (times === 0) first = at + prefix.length;
    times += 1;
  }
  if (times === 0) return { found: 'none' };
  if (times > 1) return { found: 'several', times };
  return { found: 'once', start: first, end: first + exact.length };
}
