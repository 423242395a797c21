import type { Block, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';

/** As much of a version as says what is said where, and by whom. */
export type Words = { text: string; blocks: Block[]; sentences: Span[] };

/** What a new version does to what was said of some words. */
export type Voiding = {
  /** A sentence that the span touches changed, or who says it. */
  voided: boolean;
  /** A sentence beside those did, in the same block. */
  contextChanged: boolean;
};

/**
 * Whether what was said of a span still stands, by the sentences that it touches
 * and their speakers: any character of them that is other voids it.
 *
 * @param from the span in the earlier version, UTF-16, half-open
 * @param to where it is in the later one; null where it has no place
 */
export function voidingOf(
  before: Words,
  from: Span,
  after: Words,
  to: Span | null,
): Voiding {
  if (!to) return { voided: true, contextChanged: true };
  const was = around(before, from);
  const is = around(after, to);
  return {
    voided: was.touched !== is.touched,
    contextChanged: was.before !== is.before || was.after !== is.after,
  };
}

/** The sentences of a span, and those beside it, each with its speaker; empty for none. */
function around(
  { text, blocks, sentences }: Words,
  [start, end]: Span,
): { touched: string; before: string; after: string } {
  const first = lowest(0, sentences.length, i => endOf(sentences, i) > start);
  const past = lowest(
    first,
    sentences.length,
    i => startOf(sentences, i) >= end,
  );
  const said = (index: number): string => {
    const [from, to] = sentences[index] ?? [0, 0];
    const speaker = blocks[blockOf(blocks, from)]?.speaker ?? '';
    return `${speaker}\u0000${text.slice(from, to)}\u0000`;
  };
  const beside = (index: number, of: number): string => {
    const there = sentences[index];
    if (!there) return '';
    return blockOf(blocks, there[0]) === blockOf(blocks, of) ? said(index) : '';
  };
  let touched = '';
  for (let i = first; i < past; i += 1) touched += said(i);
  return {
    // Between sentences there is only white space.
    touched: touched === '' ? text.slice(start, end) : touched,
    before: beside(first - 1, start),
    after: beside(past, end - 1),
  };
}

const startOf = (spans: Span[], i: number): number => spans[i]?.[0] ?? 0;
const endOf = (spans: Span[], i: number): number => spans[i]?.[1] ?? 0;

const blockOf = (blocks: Block[], offset: number): number =>
  lowest(0, blocks.length, i => (blocks[i]?.start ?? 0) > offset) - 1;
