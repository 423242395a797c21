import type { Block } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';

/**
 * Text offset ↔ document position. Blocks are joined by one LF in the text and
 * by two tokens (one closes, one opens) in the document, so block `i`'s text
 * starts at document position `block.start + i + 1`.
 */
export class Positions {
  readonly #blocks: Block[];

  constructor(blocks: Block[]) {
    this.#blocks = blocks;
  }

  /** Document position of a text offset (UTF-16). The offset of a joining LF is its block's end. */
  toDocument(offset: number): number {
    const index = this.blockAt(offset);
    return offset + index + 1;
  }

  /** Text offset of a document position; positions between blocks fall to the nearer text. */
  toText(position: number): number {
    const after = lowest(
      0,
      this.#blocks.length,
      i => (this.#blocks[i]?.start ?? 0) + i + 1 > position,
    );
    const index = Math.max(0, after - 1);
    const block = this.#blocks[index];
    if (!block) return 0;
    const offset = position - index - 1;
    return Math.min(Math.max(offset, block.start), block.end);
  }

  /** Index of the block that an offset lies in, its end included. */
  blockAt(offset: number): number {
    const after = lowest(
      0,
      this.#blocks.length,
      i => (this.#blocks[i]?.start ?? 0) > offset,
    );
    return Math.max(0, after - 1);
  }
}
