import type { Block } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { BlockView } from '#app/reader/block-view.ts';

/** A point of the page, as ranges and selections have it. */
export type DomPoint = { node: Node; offset: number };

/**
 * Text offset ↔ point of the page, and nowhere else. Each block's text is one
 * text node, so no search is needed. Offsets are UTF-16, into the version's
 * text, whose blocks one LF joins.
 */
export class Positions {
  readonly #root: Element;
  readonly #blocks: readonly Block[];
  readonly #views: readonly BlockView[];

  /** @param root the element that holds the blocks' views and nothing else */
  constructor(
    root: Element,
    blocks: readonly Block[],
    views: readonly BlockView[],
  ) {
    this.#root = root;
    this.#blocks = blocks;
    this.#views = views;
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

  /** The point before the character at `offset`, or behind its block's last. */
  toDom(offset: number): DomPoint {
    const index = this.blockAt(offset);
    const { content } = this.#views[index] ?? {};
    if (!content) return { node: this.#root, offset: 0 };
    const text = content.firstChild;
    if (!(text instanceof Text)) return { node: content, offset: 0 };
    const within = offset - (this.#blocks[index]?.start ?? 0);
    return { node: text, offset: Math.min(within, text.length) };
  }

  /**
   * Text offset of a point. What lies before a block's text (a name, a number in
   * the gutter) falls to its first character, what follows the last to its end.
   */
  toText({ node, offset }: DomPoint): number {
    const point = document.createRange();
    point.setStart(node, offset);
    // The first block whose text ends behind the point.
    const index = lowest(0, this.#blocks.length, i => {
      const { content } = this.#views[i] ?? {};
      return (
        content !== undefined &&
        point.comparePoint(content, content.childNodes.length) >= 0
      );
    });
    const block = this.#blocks[index];
    if (!block) return this.#blocks.at(-1)?.end ?? 0;
    const { content } = this.#views[index] ?? {};
    if (node === content) return offset > 0 ? block.end : block.start;
    return node === content?.firstChild ? block.start + offset : block.start;
  }
}
