import type { Span } from '#app/articles/article.ts';

/** As many places as are shown at once. */
export const MOST_FOUND = 1_000;

/** Where what is looked for stands in a text, upper or lower case, without overlaps. */
export function findAll(text: string, query: string): Span[] {
  if (query === '') return [];
  const found: Span[] = [];
  // Folding by character keeps every offset; one that would grow stays as it is.
  const fold = (words: string): string =>
    words.replace(/\p{Lu}/gu, upper => {
      const lower = upper.toLowerCase();
      return lower.length === upper.length ? lower : upper;
    });
  const haystack = fold(text);
  const needle = fold(query);
  for (
    let at = haystack.indexOf(needle);
    at >= 0 && found.length < MOST_FOUND;
    at = haystack.indexOf(needle, at + needle.length)
  ) {
    found.push([at, at + needle.length]);
  }
  return found;
}
