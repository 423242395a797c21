import { CONTEXT, type Anchor } from '#app/anchoring/anchor.ts';
import { splitsPair } from '#app/anchoring/boundaries.ts';

/**
 * The anchor of `[start, end)` in `text` (UTF-16 offsets). Context is cut
 * between characters, never inside a surrogate pair.
 *
 * @throws RangeError when the span is empty, upside down or outside the text.
 */
export function describe(text: string, start: number, end: number): Anchor {
  if (!Number.isInteger(start) || !Number.isInteger(end)) {
    throw new RangeError('Offsets are whole numbers');
  }
  if (start < 0 || end > text.length || start >= end) {
    throw new RangeError(
      `No span [${start}, ${end}) in a text of ${text.length}`,
    );
  }
  let from = Math.max(0, start - CONTEXT);
  if (splitsPair(text, from)) from += 1;
  let to = Math.min(text.length, end + CONTEXT);
  if (splitsPair(text, to)) to -= 1;
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, to),
  };
}
