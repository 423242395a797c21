import type { AnnotationList } from '#app/annotations/annotation-list.ts';

/** As many cards as are ever on the page at once. */
export const MOST_CARDS = 32;

/** As many as a page comes with: a screen of them, before its window is known. */
export const FIRST_CARDS = 12;

/**
 * The cards worth having on the page: those whose words lie in what is drawn,
 * and of too many of them those around the first one in view.
 *
 * @param drawn UTF-16 span of the text around the viewport
 * @param top offset of the first character in view
 * @param active kept in any case
 * @returns indices into the cards
 */
export function cardWindow(
  cards: AnnotationList,
  drawn: readonly [number, number],
  top: number,
  active: string | null,
): number[] {
  let from = drawn[0] > 0 ? cards.firstFrom(drawn[0]) : 0;
  let to = Math.max(from, cards.firstFrom(drawn[1]));
  const activeAt = active === null ? -1 : cards.indexOf(active);
  if (to - from > MOST_CARDS) {
    const pivot =
      activeAt >= from && activeAt < to ? activeAt : cards.firstFrom(top);
    from = Math.max(from, pivot - MOST_CARDS / 4);
    to = Math.min(to, from + MOST_CARDS);
  }
  const near = Array.from({ length: to - from }, (_, i) => from + i);
  if (activeAt < 0 || (activeAt >= from && activeAt < to)) return near;
  return activeAt < from ? [activeAt, ...near] : [...near, activeAt];
}
