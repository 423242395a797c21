import { byPlace, type Annotation } from '#app/annotations/annotation.ts';
import { lowest } from '#app/articles/lowest.ts';

/** As many cards as are ever on the page at once. */
export const MOST_CARDS = 32;

/**
 * The cards worth having on the page: those whose words lie in what is drawn,
 * and of too many of them those around the first one in view.
 *
 * @param cards in text order
 * @param drawn UTF-16 span of the text around the viewport
 * @param top offset of the first character in view
 * @param active kept in any case
 */
export function cardWindow(
  cards: readonly Annotation[],
  drawn: readonly [number, number],
  top: number,
  active: string | null,
): Annotation[] {
  const place = ({ anchor }: Annotation): number =>
    anchor ? (anchor.start ?? Infinity) : -1;
  const firstFrom = (offset: number): number =>
    lowest(0, cards.length, i => {
      const card = cards[i];
      return card !== undefined && place(card) >= offset;
    });
  const from = drawn[0] > 0 ? firstFrom(drawn[0]) : 0;
  const to = firstFrom(drawn[1]);
  let near = cards.slice(from, Math.max(from, to));
  if (near.length > MOST_CARDS) {
    const activeAt = near.findIndex(a => a.id === active);
    const pivot =
      activeAt >= 0 ? activeAt : near.findIndex(a => place(a) >= top);
    const first = Math.max(0, pivot - MOST_CARDS / 4);
    near = near.slice(first, first + MOST_CARDS);
  }
  if (active === null || near.some(a => a.id === active)) return near;
  const kept = cards.find(a => a.id === active);
  return kept ? [...near, kept].sort(byPlace) : near;
}
