import type { AnnotationContent } from '#app/annotations/annotation.ts';
import type { Words } from '#app/annotations/AnnotationForm.tsx';

/** The words that an annotation says. */
export type Said = Pick<AnnotationContent, 'body' | 'tags'>;

/** A change that is being typed, and what it changes. */
export type EditDraft = { words: Words; base: Said };

/** Under what name the draft of a change is kept. */
export const editDraft = (id: string): string => `annotation.${id}`;

/** The draft of a change as it was kept; null when there is none. */
export function readEditDraft(kept: string | null): EditDraft | null {
  if (kept === null) return null;
  try {
    const { words, base } = JSON.parse(kept) as Partial<EditDraft>;
    return words?.tags && base ? { words, base } : null;
  } catch {
    return null;
  }
}
