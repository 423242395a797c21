import type { Annotation } from '#app/annotations/annotation.ts';
import type { Writing } from '#app/annotations/use-writing.ts';
import type { Mark } from '#app/reader/marks/mark.ts';

/** What is painted of annotations; nothing of those without a place in the text. */
export function marksOf(annotations: readonly Annotation[]): Mark[] {
  // Ten thousand at each change: a loop costs a tenth of what flatMap does.
  const marks: Mark[] = [];
  for (const { id, kind, colour, anchor } of annotations) {
    const { start, end } = anchor ?? {};
    if (start == null || end == null) continue;
    const look = kind === 'highlight' ? (colour ?? 'yellow') : kind;
    marks.push({ id, look, start, end });
  }
  return marks;
}

/** The mark of what is being written. */
export const WRITING_MARK = 'writing';

/** The marks, and that of what is being written. */
export function withWriting(marks: Mark[], writing: Writing | null): Mark[] {
  if (!writing?.span) return marks;
  const [start, end] = writing.span;
  const look = writing.kind === 'tag' ? 'tag' : 'note';
  return [...marks, { id: WRITING_MARK, look, start, end }];
}
