import type { Block } from '#app/articles/article.ts';

/** A part of a block that is painted in one go. */
export type Stretch = { block: number; start: number; end: number };

/** Longest stretch, in UTF-16 units: a paragraph of a book is several. */
export const LONGEST = 600;

/** The stretches of a version, in the text's order; blocks without text have none. */
export function stretchesOf(blocks: readonly Block[]): Stretch[] {
  return blocks.flatMap(({ text, start }, block) => {
    const stretches: Stretch[] = [];
    for (let from = 0; from < text.length;) {
      let to = Math.min(from + LONGEST, text.length);
      if (isTail(text.charCodeAt(to))) to += 1;
      stretches.push({ block, start: start + from, end: start + to });
      from = to;
    }
    return stretches;
  });
}

/** Whether a unit is the second half of a surrogate pair, which nothing may part. */
const isTail = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
