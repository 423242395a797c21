import type { Annotation } from '#app/annotations/annotation.ts';
import type { Mark } from '#app/reader/marks/mark.ts';

/** What is painted of annotations; nothing of those without a place in the text. */
export function marksOf(annotations: readonly Annotation[]): Mark[] {
  return annotations.flatMap(({ id, kind, colour, anchor }): Mark[] => {
    const { start, end } = anchor ?? {};
    if (start == null || end == null) return [];
    const look = kind === 'highlight' ? (colour ?? 'yellow') : kind;
    return [{ id, look, start, end }];
  });
}
