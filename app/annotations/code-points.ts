/**
 * The one place where UTF-16 offsets, which this program counts in, meet code
 * points, which the Web Annotation standard counts in (Text Position Selector,
 * section 4.2.5 of the data model).
 */
export class CodePoints {
  /** UTF-16 offsets of the second halves of all surrogate pairs, ascending. */
  readonly #tails: number[] = [];
  readonly #length: number;

  /** Those of a text; of the texts that were asked for last they are kept. */
  static of(text: string): CodePoints {
    const points = kept.get(text) ?? new CodePoints(text);
    kept.delete(text);
    kept.set(text, points);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    return points;
  }

  private constructor(text: string) {
    this.#length = text.length;
    for (let at = 0; at < text.length; at += 1) {
      if ((text.codePointAt(at) ?? 0) > 0xffff) {
        at += 1;
        this.#tails.push(at);
      }
    }
  }

  /** Code points before a UTF-16 offset. */
  fromUtf16(offset: number): number {
    return offset - this.#tailsBefore(tail => tail < offset);
  }

  /** UTF-16 offset of a code point offset; null when it lies outside the text. */
  toUtf16(offset: number): number | null {
    if (!Number.isInteger(offset) || offset < 0) return null;
    // The i-th tail sits at UTF-16 `tail`, after `tail - i` code points.
    const utf16 = offset + this.#tailsBefore((tail, i) => tail - i <= offset);
    return utf16 <= this.#length ? utf16 : null;
  }

  /** How many tails satisfy a condition that holds for a run from the first. */
  #tailsBefore(holds: (tail: number, index: number) => boolean): number {
    let low = 0;
    let high = this.#tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#tails[middle] ?? 0, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const MOST_KEPT = 16;
const kept = new Map<string, CodePoints>();
