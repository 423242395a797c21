/** A card that wants to stand beside its text. Pixels from the column's top. */
export type Wish = { id: string; top: number; height: number };

export const GAP = 4;

/**
 * Where cards stand, in their text's order: the active one exactly at its
 * anchor, the others as near to theirs as they can, stacked away from it with a
 * gap, none above the column's top.
 *
 * @param wishes in text order
 * @returns tops by id
 */
export function layOutCards(
  wishes: Wish[],
  active: string | null,
): Map<string, number> {
  const tops = wishes.map(wish => Math.max(0, wish.top));
  const pivot = Math.max(
    0,
    wishes.findIndex(wish => wish.id === active),
  );
  const at = (i: number): number => tops[i] ?? 0;
  const height = (i: number): number => wishes[i]?.height ?? 0;
  for (let i = pivot + 1; i < wishes.length; i += 1) {
    tops[i] = Math.max(at(i), at(i - 1) + height(i - 1) + GAP);
  }
  for (let i = pivot - 1; i >= 0; i -= 1) {
    tops[i] = Math.min(at(i), at(i + 1) - height(i) - GAP);
  }
  // No room above: then everything moves down, the active card too.
  let floor = 0;
  for (let i = 0; i < wishes.length; i += 1) {
    tops[i] = Math.max(at(i), floor);
    floor = at(i) + height(i) + GAP;
  }
  return new Map(wishes.map((wish, i) => [wish.id, at(i)]));
}
