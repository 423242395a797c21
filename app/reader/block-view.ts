import { DOMSerializer, type Node } from 'prosemirror-model';
import type { NodeView, ViewMutationRecord } from 'prosemirror-view';

import type { BlockType } from '#app/articles/article.ts';
import {
  blockDom,
  lyingDom,
  type BlockAttrs,
  type Lying,
} from '#app/reader/schema.ts';

/** A block on the page: its text is the view's, its gutter says what lies on it. */
export class BlockView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #gutter: HTMLElement | null;
  readonly #index: number;
  #lying: Lying | undefined;

  constructor(node: Node, lying: Lying | undefined) {
    const attrs = node.attrs as BlockAttrs;
    const spec = blockDom(node.type.name as BlockType, attrs, lying);
    const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec);
    this.dom = dom as HTMLElement;
    this.contentDOM = contentDOM as HTMLElement;
    this.#gutter = this.dom.querySelector('.gut');
    this.#index = attrs.index;
    this.#lying = lying;
  }

  /** Whether the gutter says something else than this. */
  differs(lying: Lying | undefined): boolean {
    return lying !== this.#lying;
  }

  /** Says what lies on the block now; nothing where nothing does. */
  show(lying: Lying | undefined): void {
    if (lying === this.#lying) return;
    this.#lying = lying;
    const before = this.#gutter?.querySelector('button');
    if (!lying) return before?.remove();
    if (before) {
      // The same element, or whoever has the focus on it would lose it.
      before.textContent = lying.text;
      before.setAttribute('aria-label', lying.label);
      return;
    }
    const spec = lyingDom(lying, this.#index);
    const { dom } = DOMSerializer.renderSpec(document, spec);
    this.#gutter?.append(dom);
  }

  stopEvent(event: Event): boolean {
    return !this.contentDOM.contains(event.target as globalThis.Node);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return !this.contentDOM.contains(mutation.target);
  }
}
