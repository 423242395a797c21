/** What can be found by its name, or by the initials of its pinyin. */
type Findable = { name: string; initials: string[] };

/** As many as a list beside the text holds. */
const MOST = 8;

/**
 * The words, or people, that what is typed may mean, the nearest first:
 * names that begin with it, names that hold it anywhere, names whose pinyin
 * initials begin with it or hold it (`tl` finds 体例).
 */
export function complete<Word extends Findable>(
  words: readonly Word[],
  typed: string,
  taken: readonly string[],
): Word[] {
  const query = typed.trim().toLowerCase();
  const used = new Set(taken.map(name => name.toLowerCase()));
  const ranked = words.flatMap((word, order) => {
    if (used.has(word.name.toLowerCase())) return [];
    const rank = query === '' ? 0 : rankOf(word, query);
    return rank === null ? [] : [{ word, rank, order }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return ranked.slice(0, MOST).map(({ word }) => word);
}

function rankOf({ name, initials }: Findable, query: string): number | null {
  const at = name.toLowerCase().indexOf(query);
  if (at === 0) return name.length === query.length ? 0 : 1;
  if (at > 0) return 2;
  const found = initials.map(text => text.indexOf(query));
  if (found.includes(0)) return 3;
  return found.some(place => place > 0) ? 4 : null;
}
