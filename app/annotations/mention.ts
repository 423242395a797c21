/** Somebody who can be named. */
export type Named = { id: string; name: string };

/** What begins a mention; the second is what a Chinese input method types. */
const SIGNS = /[@＠]/g;

/** A piece of a text: words, or somebody's name with its sign. */
export type Piece = { text: string; person: Named | null };

/**
 * A text in pieces, with those whom it names: `@` and then a member's whole name,
 * the longest that fits. A name that nobody bears stays a word.
 */
export function piecesOf(text: string, people: readonly Named[]): Piece[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index } of text.matchAll(SIGNS)) {
    if (index < from) continue;
    const person = byLength.find(({ name }) =>
      text.startsWith(name, index + 1),
    );
    if (!person) continue;
    if (index > from)
      pieces.push({ text: text.slice(from, index), person: null });
    from = index + 1 + person.name.length;
    pieces.push({ text: text.slice(index, from), person });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), person: null });
  return pieces;
}

/** The ids of those whom a text names, each once. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
  const named = piecesOf(text, people).flatMap(
    ({ person }) => person?.id ?? [],
  );
  return [...new Set(named)];
}
