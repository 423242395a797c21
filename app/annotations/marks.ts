import type { Writing } from '#app/annotations/use-writing.ts';
import type { Mark } from '#app/reader/marks/mark.ts';

/** The mark of what is being written; null where nothing is, or on the whole article. */
export function writingMark(writing: Writing | null): Mark | null {
  if (!writing?.span) return null;
  const [start, end] = writing.span;
  const look = writing.kind === 'highlight' ? 'note' : writing.kind;
  return { id: 'writing', look, start, end };
}
