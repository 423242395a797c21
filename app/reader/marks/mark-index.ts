import { lowest } from '#app/articles/lowest.ts';
import type { Mark } from '#app/reader/marks/mark.ts';

/**
 * Marks sorted by start, with the greatest end up to each one: what overlaps a
 * window is found in O(log n + k). Immutable; build a new one for a change.
 */
export class MarkIndex {
  /** As they were given. */
  readonly marks: readonly Mark[];
  readonly #sorted: readonly Mark[];
  readonly #maxEnd: Int32Array;
  #byId: Map<string, Mark> | null = null;

  /** Marks that come sorted, as the desk's do, cost no sorting. */
  constructor(marks: readonly Mark[]) {
    this.marks = marks;
    this.#sorted = isSorted(marks) ? marks : [...marks].sort(byPlace);
    this.#maxEnd = new Int32Array(marks.length);
    let end = 0;
    let i = 0;
    for (const mark of this.#sorted) {
      if (mark.end > end) end = mark.end;
      this.#maxEnd[i] = end;
      i += 1;
    }
  }

  /** The mark of an id. */
  get(id: string): Mark | undefined {
    this.#byId ??= new Map(this.marks.map(mark => [mark.id, mark]));
    return this.#byId.get(id);
  }

  /** The marks that share a character with `[start, end)`, in text order. */
  overlapping(start: number, end: number): Mark[] {
    const sorted = this.#sorted;
    const from = lowest(0, sorted.length, i => (this.#maxEnd[i] ?? 0) > start);
    const found: Mark[] = [];
    for (let i = from; i < sorted.length; i += 1) {
      const mark = sorted[i];
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

const byPlace = (a: Mark, b: Mark): number =>
  a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);

function isSorted(marks: readonly Mark[]): boolean {
  let before = 0;
  for (const { start } of marks) {
    if (start < before) return false;
    before = start;
  }
  return true;
}
