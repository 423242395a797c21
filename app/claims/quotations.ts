import type { Block } from '#app/articles/article.ts';

/** A stretch of an article's text, UTF-16, half-open. */
type Span = [start: number, end: number];

/** Marks that open and close somebody's words. */
const QUOTED = /“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"\n]*)"/g;

/** A word or two in marks is a term; from here on it is what somebody said. */
const LEAST_LETTERS = 6;
const LEAST_WORDS = 4;

function isSaid(words: string): boolean {
  const letters = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (letters > 0) return letters >= LEAST_LETTERS;
  return words.trim().split(/\s+/).length >= LEAST_WORDS;
}

/** The quotations in an article, with their marks; terms in marks are none, nor is what stands in a title. */
export function quotationsIn(blocks: readonly Block[]): Span[] {
  return blocks.flatMap(({ type, text, start }): Span[] =>
    type === 'title' || type === 'heading'
      ? []
      : [...text.matchAll(QUOTED)].flatMap(match => {
          const words = match.slice(1).find(group => group !== undefined) ?? '';
          const from = start + match.index;
          return isSaid(words) ? [[from, from + match[0].length]] : [];
        }),
  );
}

/** Those that no span touches. */
export const untouched = (
  quotations: readonly Span[],
  spans: readonly Span[],
): Span[] =>
  quotations.filter(
    ([start, end]) => !spans.some(([s, e]) => s < end && start < e),
  );
