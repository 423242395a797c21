import type { AnnotationList } from '#app/annotations/annotation-list.ts';

/** What became of suggested edits that somebody decided of: by their ids. */
export type Decided = {
  decided: string[];
  /**
   * Those that could not be: somebody has decided of it; its words have changed,
   * or are gone; the draft has others in their place, or was made from an earlier
   * version.
   */
  refused: { id: string; reason: 'decided' | 'words-changed' | 'conflict' }[];
};

/** The undecided edits that share words with another one, by their ids: of those one alone can be accepted. */
export function conflictsIn(annotations: AnnotationList): ReadonlySet<string> {
  const found = new Set<string>();
  let before = -1;
  for (let i = annotations.firstFrom(0); i < annotations.length; i += 1) {
    if (annotations.kind(i) !== 'edit' || annotations.isDecided(i)) continue;
    if (before >= 0 && annotations.start(i) < annotations.end(before)) {
      found.add(annotations.id(before));
      found.add(annotations.id(i));
    }
    if (before < 0 || annotations.end(i) > annotations.end(before)) before = i;
  }
  return found;
}
