import { lyingDom, type Lying } from '#app/reader/block-dom.ts';
import { elementOf } from '#app/reader/html.ts';

/** A block on the page: its text never changes, its gutter says what lies on it. */
export class BlockView {
  /** `.blk > .gut + .t`, as `htmlOf` writes it. */
  readonly dom: HTMLElement;
  /** What holds the block's text as one text node, or nothing where it has none. */
  readonly content: Element;
  readonly #gutter: Element | null;
  readonly #index: number;
  #lying: Lying | undefined;

  /** @param lying what its gutter says already */
  constructor(dom: HTMLElement, index: number, lying: Lying | undefined) {
    this.dom = dom;
    this.content = dom.querySelector('.t') ?? dom;
    this.#gutter = dom.querySelector('.gut');
    this.#index = index;
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
    this.#gutter?.append(elementOf(lyingDom(lying, this.#index)));
  }
}
