import { lowest } from '#app/articles/lowest.ts';
import type { Mark, Marks } from '#app/reader/marks/mark.ts';

/**
 * Marks with the greatest end up to each one: what overlaps a window is found
 * in O(log n + k). Immutable; build a new one for a change.
 */
export class MarkIndex {
  /** As they were given. */
  readonly marks: Marks;
  /** One that lies over them for a while; null for none. */
  readonly extra: Mark | null;
  readonly #maxEnd: Int32Array;

  constructor(marks: Marks, extra: Mark | null = null) {
    this.marks = marks;
    this.extra = extra;
    this.#maxEnd = new Int32Array(marks.length);
    let last = 0;
    for (let i = 0; i < marks.length; i += 1) {
      const end = marks.end(i);
      if (end > last) last = end;
      this.#maxEnd[i] = last;
    }
  }

  /** The mark of an id. */
  get(id: string): Mark | undefined {
    return this.extra?.id === id ? this.extra : this.marks.get(id);
  }

  /** The marks that share a character with `[start, end)`, in text order; the extra one last. */
  overlapping(start: number, end: number): Mark[] {
    const { marks, extra } = this;
    const from = lowest(0, marks.length, i => (this.#maxEnd[i] ?? 0) > start);
    const found: Mark[] = [];
    for (let i = from; i < marks.length && marks.start(i) < end; i += 1) {
      if (marks.end(i) > start) found.push(marks.at(i));
    }
    if (extra && extra.start < end && extra.end > start) found.push(extra);
    return found;
  }

  /** The marks that hold the character at `offset`, the shortest first. */
  at(offset: number): Mark[] {
    return this.overlapping(offset, offset + 1).sort(
      (a, b) => a.end - a.start - (b.end - b.start),
    );
  }
}
