import type { EditorView } from 'prosemirror-view';

import type { Block } from '#app/articles/article.ts';
import { MarkIndex } from '#app/reader/marks/mark-index.ts';
import type { Mark } from '#app/reader/marks/mark.ts';
import type { Positions } from '#app/reader/positions.ts';

/** A box of an overlay's drawing, in pixels from the overlay's corner. */
type Box = { left: number; top: number; width: number; height: number };

/**
 * Draws marks on an overlay behind the text. The text's own DOM holds blocks
 * and nothing else: marks take no space, can't be selected or copied, and
 * overlap freely. Only what is within a screen of the viewport is drawn.
 */
export class Painter {
  readonly #view: EditorView;
  readonly #overlay: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #blocks: Block[];
  readonly #positions: Positions;
  #index = new MarkIndex([]);
  #active: string | null = null;
  #frame = 0;
  #drawn: [number, number] = [0, 0];
  readonly #observer: ResizeObserver;
  readonly #stops: (() => void)[] = [];

  constructor(given: {
    view: EditorView;
    overlay: HTMLElement;
    scroller: HTMLElement;
    blocks: Block[];
    positions: Positions;
  }) {
    this.#view = given.view;
    this.#overlay = given.overlay;
    this.#scroller = given.scroller;
    this.#blocks = given.blocks;
    this.#positions = given.positions;
    this.#observer = new ResizeObserver(() => this.#schedule());
    this.#observer.observe(this.#view.dom);
    this.#listen(this.#scroller, 'scroll', () => this.#onScroll());
    this.#listen(window, 'scroll', () => this.#onScroll());
    this.#listen(window, 'resize', () => this.#schedule());
    this.#listen(window, 'beforeprint', () => this.#paint(true));
    this.#listen(window, 'afterprint', () => this.#schedule());
    this.#listen(document.fonts, 'loadingdone', () => this.#schedule());
  }

  /** Shows these marks from the next frame on. */
  show(marks: readonly Mark[], active: string | null): void {
    this.#index = new MarkIndex(marks);
    this.#active = active;
    this.#paint(false);
  }

  /** The marks under a point of the window, the shortest first. */
  hit(x: number, y: number): Mark[] {
    const offset = this.offsetAt(x, y);
    return offset === null ? [] : this.#index.at(offset);
  }

  /** The offset of the character whose box holds a point; null beside the text. */
  offsetAt(x: number, y: number): number | null {
    const at = this.#view.posAtCoords({ left: x, top: y });
    if (!at) return null;
    const near = this.#positions.toText(at.pos);
    for (const offset of [near, near - 1]) {
      const holds = this.rectsOf(offset, offset + 1).some(
        r => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom,
      );
      if (holds) return offset;
    }
    return null;
  }

  /** Client rectangles of a span's lines, block by block. */
  rectsOf(start: number, end: number): DOMRect[] {
    const rects: DOMRect[] = [];
    for (
      let i = this.#positions.blockAt(start);
      i < this.#blocks.length;
      i += 1
    ) {
      const block = this.#blocks[i];
      if (!block || block.start >= end) break;
      const from = Math.max(start, block.start);
      const to = Math.min(end, block.end);
      if (from >= to) continue;
      const a = this.#view.domAtPos(this.#positions.toDocument(from), 1);
      const b = this.#view.domAtPos(this.#positions.toDocument(to), -1);
      const range = document.createRange();
      range.setStart(a.node, a.offset);
      range.setEnd(b.node, b.offset);
      rects.push(...range.getClientRects());
    }
    return rects;
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    for (const stop of this.#stops) stop();
    this.#overlay.replaceChildren();
  }

  #listen(target: EventTarget, type: string, run: () => void): void {
    target.addEventListener(type, run, { passive: true });
    this.#stops.push(() => target.removeEventListener(type, run));
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint(false));
  }

  /** Redraws when the viewport nears the edge of what is drawn. */
  #onScroll(): void {
    const [top, bottom] = this.#viewport();
    const margin = (bottom - top) / 3;
    const [from, to] = this.#drawn;
    if (top - margin < from || bottom + margin > to) this.#schedule();
  }

  /** The visible part of the overlay, in its own pixels. */
  #viewport(): [number, number] {
    const origin = this.#overlay.getBoundingClientRect().top;
    return [-origin, window.innerHeight - origin];
  }

  #paint(everything: boolean): void {
    const origin = this.#overlay.getBoundingClientRect();
    const [top, bottom] = this.#viewport();
    const screen = bottom - top;
    this.#drawn = everything
      ? [-Infinity, Infinity]
      : [top - screen, bottom + screen];
    const [first, last] = this.#window();
    const boxes: HTMLElement[] = [];
    for (const mark of this.#index.overlapping(first, last)) {
      boxes.push(...this.#draw(mark, first, last, origin));
    }
    this.#overlay.replaceChildren(...boxes);
    this.#overlay.dispatchEvent(new CustomEvent('painted'));
  }

  /** The span of the text whose blocks lie in the drawn part. */
  #window(): [number, number] {
    const [from, to] = this.#drawn;
    const origin = this.#overlay.getBoundingClientRect().top;
    const children = this.#view.dom.children;
    const topOf = (i: number): number =>
      (children[i]?.getBoundingClientRect().top ?? Infinity) - origin;
    const count = this.#blocks.length;
    const after = (limit: number): number => {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (topOf(middle) > limit) high = middle;
        else low = middle + 1;
      }
      return low;
    };
    const firstBlock = this.#blocks[Math.max(0, after(from) - 1)];
    const lastBlock = this.#blocks[Math.max(0, after(to) - 1)];
    return [firstBlock?.start ?? 0, lastBlock?.end ?? 0];
  }

  #draw(
    mark: Mark,
    first: number,
    last: number,
    origin: DOMRect,
  ): HTMLElement[] {
    const start = Math.max(mark.start, first);
    const end = Math.min(mark.end, last);
    const lines = mergeLines(this.rectsOf(start, end), origin);
    const active = mark.id === this.#active ? ' act' : '';
    const look = mark.colour ? `hl hl-${mark.colour}` : `note-a ${mark.kind}`;
    const elements = lines.map(box =>
      element(`${look}${active}`, box, mark.id),
    );
    const tail = lines.at(-1);
    if (mark.kind === 'note' && tail && end === mark.end) {
      // The dot hangs in the line gap after the last character.
      const left = tail.left + tail.width - 2;
      const box = { left, top: tail.top - 4, width: 6, height: 6 };
      elements.push(element('dot', box, mark.id));
    }
    return elements;
  }
}

/** One box per line of text: a line may come as several adjoining rectangles. */
function mergeLines(rects: DOMRect[], origin: DOMRect): Box[] {
  const boxes: Box[] = [];
  for (const rect of rects) {
    if (rect.width === 0) continue;
    const last = boxes.at(-1);
    const top = rect.top - origin.top;
    const left = rect.left - origin.left;
    if (
      last &&
      Math.abs(last.top - top) < 4 &&
      left <= last.left + last.width + 2
    ) {
      const right = Math.max(last.left + last.width, left + rect.width);
      last.width = right - last.left;
      const bottom = Math.max(last.top + last.height, top + rect.height);
      last.top = Math.min(last.top, top);
      last.height = bottom - last.top;
    } else {
      boxes.push({ left, top, width: rect.width, height: rect.height });
    }
  }
  return boxes;
}

function element(name: string, box: Box, id: string): HTMLElement {
  const drawn = document.createElement('i');
  drawn.className = name;
  drawn.dataset['mark'] = id;
  drawn.style.cssText = `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px`;
  return drawn;
}
