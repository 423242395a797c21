import type { Block, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { BlockView } from '#app/reader/block-view.ts';
import type { Positions } from '#app/reader/positions.ts';

/**
 * Where the text lies in the window. Each block is one text node, so an offset
 * becomes a DOM point without a search. Offsets are UTF-16, into the version's
 * text; rectangles are the window's.
 */
export class Ruler {
  readonly #blocks: readonly Block[];
  readonly #positions: Positions;
  readonly #views: readonly BlockView[];
  readonly #range = document.createRange();

  constructor(
    blocks: readonly Block[],
    positions: Positions,
    views: readonly BlockView[],
  ) {
    this.#blocks = blocks;
    this.#positions = positions;
    this.#views = views;
  }

  /** Client rectangle of a block's text; null when it is not on the page. */
  blockRect(block: number): DOMRect | null {
    return this.#views[block]?.content.getBoundingClientRect() ?? null;
  }

  /** Client rectangles of a span that lies within one block. */
  rectsIn(block: number, start: number, end: number): Iterable<DOMRect> {
    return this.#set(this.#range, block, start, end)
      ? this.#range.getClientRects()
      : [];
  }

  /** Client rectangles of a span's lines, block by block. */
  rectsOf(start: number, end: number): DOMRect[] {
    return this.rangesOf(start, end).flatMap(range => [
      ...range.getClientRects(),
    ]);
  }

  /** Client rectangle of the line that a character is on; null when it has none. */
  lineOf(offset: number): DOMRect | null {
    const block = this.#positions.blockAt(offset);
    const set = this.#set(this.#range, block, offset, offset + 1);
    return set ? (this.#range.getClientRects()[0] ?? null) : null;
  }

  /** The first character whose line reaches below a height of the window; the text's length when none does. */
  offsetAt(y: number): number {
    const block = this.#blocks[this.blockAt(y)];
    if (!block) return 0;
    return lowest(
      block.start,
      block.end,
      offset => (this.lineOf(offset)?.bottom ?? -Infinity) > y,
    );
  }

  /** The first block that reaches below a height of the window; the last when none does. */
  blockAt(y: number): number {
    const last = Math.max(0, this.#blocks.length - 1);
    return lowest(0, last, i => (this.blockRect(i)?.bottom ?? Infinity) > y);
  }

  /** A span as DOM ranges, one for each block that it touches. */
  rangesOf(start: number, end: number): Range[] {
    const ranges: Range[] = [];
    const first = this.#positions.blockAt(start);
    for (let i = first; i < this.#blocks.length; i += 1) {
      const block = this.#blocks[i];
      if (!block || block.start >= end) break;
      const range = document.createRange();
      if (this.#set(range, i, start, end)) ranges.push(range);
    }
    return ranges;
  }

  /** Sets a range to what of a span lies in a block; false when nothing does. */
  #set(range: Range, index: number, ...[start, end]: Span): boolean {
    const block = this.#blocks[index];
    const text = this.#views[index]?.content.firstChild;
    if (!block || !(text instanceof Text)) return false;
    const from = Math.max(start, block.start) - block.start;
    const to =
      Math.min(end, block.end, block.start + text.length) - block.start;
    if (from >= to) return false;
    range.setStart(text, from);
    range.setEnd(text, to);
    return true;
  }
}
