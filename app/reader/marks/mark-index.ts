import type { Mark } from '#app/reader/marks/mark.ts';

/**
 * Marks sorted by start, with the greatest end up to each one: what overlaps a
 * window is found in O(log n + k). Immutable; build a new one for a change.
 */
export class MarkIndex {
  readonly marks: readonly Mark[];
  readonly #maxEnd: Int32Array;

  constructor(marks: readonly Mark[]) {
    this.marks = [...marks].sort(
      (a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1),
    );
    this.#maxEnd = new Int32Array(this.marks.length);
    let end = 0;
    this.marks.forEach((mark, i) => {
      end = Math.max(end, mark.end);
      this.#maxEnd[i] = end;
    });
  }

  /** The marks that share a character with `[start, end)`, in text order. */
  overlapping(start: number, end: number): Mark[] {
    const from = lowest(this.marks.length, i => (this.#maxEnd[i] ?? 0) > start);
    const found: Mark[] = [];
    for (let i = from; i < this.marks.length; i += 1) {
      const mark = this.marks[i];
      if (!mark || mark.start >= end) break;
      if (mark.end > start) found.push(mark);
    }
    return found;
  }

  /** The marks that hold the character at `offset`, the shortest first. */
  at(offset: number): Mark[] {
    return this.overlapping(offset, offset + 1).sort(
      (a, b) => a.end - a.start - (b.end - b.start),
    );
  }
}

/** The lowest index from which on a condition holds. */
function lowest(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
