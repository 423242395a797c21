import type { Writing } from '#app/annotations/use-writing.ts';
import type { Span } from '#app/articles/article.ts';
import type { Look, Mark } from '#app/reader/marks/mark.ts';

/** The mark of what is being written; null where nothing is, or on the whole article. */
export function writingMark(writing: Writing | null): Mark | null {
  if (!writing?.span) return null;
  const [start, end] = writing.span;
  return { id: 'writing', look: lookOf(writing.kind), start, end };
}

function lookOf(kind: Writing['kind']): Look {
  if (kind === 'claim') return 'unchecked';
  return kind === 'highlight' || kind === 'query' ? 'note' : kind;
}

/** The mark of the sentence that is being checked. */
export const sentenceMark = ([start, end]: Span): Mark => ({
  ...{ id: 'sentence', look: 'sentence', start, end },
});
