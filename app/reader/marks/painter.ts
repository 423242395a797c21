import type { Block, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import { joinLine, linesOf, type Box } from '#app/reader/marks/boxes.ts';
import { HitGrid, type Place } from '#app/reader/marks/hit-grid.ts';
import { Ink, nameOf, pad, TEXTURES } from '#app/reader/marks/ink.ts';
import { MarkIndex } from '#app/reader/marks/mark-index.ts';
import { NO_MARKS, type Mark, type Marks } from '#app/reader/marks/mark.ts';
import { PrintedMarks } from '#app/reader/marks/printed-marks.ts';
import { stretchesOf, type Stretch } from '#app/reader/marks/stretches.ts';
import { sweep } from '#app/reader/marks/sweep.ts';
import type { Ruler } from '#app/reader/ruler.ts';
import { followScrolling } from '#app/ui/scrolling.ts';

/** A stretch as it is drawn. `key` says what of; the same key needs no new drawing. */
type Drawing = { key: string; element: SVGElement; places: Place[] };

/**
 * Draws marks on an overlay behind the text. The text's own DOM holds blocks
 * and nothing else: marks take no space, can't be selected or copied, and
 * overlap freely. Only what is within a screen of the viewport is drawn, stretch
 * by stretch, and a stretch again only when its marks or the layout change.
 */
export class Painter {
  readonly #overlay: HTMLElement;
  readonly #ruler: Ruler;
  readonly #onPaint: (relaid: boolean) => void;
  readonly #stretches: Stretch[];
  readonly #drawings = new Map<number, Drawing>();
  readonly #activeLayer: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #printed: PrintedMarks;
  readonly #observer: ResizeObserver;
  readonly #stops: (() => void)[] = [];
  /** Whether colours are the system's. */
  readonly #forced = matchMedia('(forced-colors: active)');
  /** Drawings to be taken away once everything has been measured. */
  readonly #stale: SVGElement[] = [];
  #index = new MarkIndex(NO_MARKS);
  #active: string | null = null;
  #frame = 0;
  /** What is drawn, in the overlay's pixels. */
  #drawn: [top: number, bottom: number] = [0, 0];
  #width = 0;
  #grid: HitGrid | null = null;

  constructor(given: {
    /** The text's element, whose size is watched. */
    text: HTMLElement;
    overlay: HTMLElement;
    blocks: readonly Block[];
    ruler: Ruler;
    /** What is drawn has changed; `relaid` when the text itself has moved. */
    onPaint: (relaid: boolean) => void;
  }) {
    this.#overlay = given.overlay;
    this.#ruler = given.ruler;
    this.#onPaint = given.onPaint;
    this.#stretches = stretchesOf(given.blocks);
    this.#activeLayer = document.createElement('div');
    this.#svg = svg('svg');
    this.#svg.append(svg('defs', TEXTURES));
    this.#overlay.replaceChildren(this.#activeLayer, this.#svg);
    this.#printed = new PrintedMarks(given.ruler);
    this.#observer = new ResizeObserver(() => this.#relayout());
    this.#observer.observe(given.text);
    this.#stops.push(followScrolling({ frame: () => this.#onScroll() }));
    this.#listen(window, 'resize', () => this.#relayout());
    this.#listen(document.fonts, 'loadingdone', () => this.#relayout());
    this.#listen(this.#forced, 'change', () => this.#relayout());
    this.#listen(window, 'beforeprint', () =>
      this.#printed.show(this.#index.marks),
    );
    this.#listen(window, 'afterprint', () => this.#printed.hide());
  }

  /**
   * Shows these marks; what is drawn already and has not changed stays.
   *
   * @param active the id of the active one
   * @param writing the mark of what is being written
   */
  show(marks: Marks, active: string | null, writing: Mark | null): void {
    const { marks: shown, extra } = this.#index;
    if (marks === shown && writing === extra && active === this.#active) return;
    if (marks !== shown || writing !== extra) {
      this.#index = new MarkIndex(marks, writing);
      if (writing !== extra) this.#light(writing);
    }
    this.#active = active;
    // Other marks move nothing that lies beside the text.
    if (this.#paint()) this.#onPaint(true);
  }

  /** The sentence that is being checked keeps its ink while the rest steps back. */
  #light(mark: Mark | null): void {
    if (!('highlights' in CSS)) return;
    if (mark?.look !== 'sentence')
      return void CSS.highlights.delete('sentence');
    const ranges = this.#ruler.rangesOf(mark.start, mark.end);
    CSS.highlights.set('sentence', new Highlight(...ranges));
  }

  /** Shows other marks, before anything else is told of them. */
  showMarks(marks: Marks): void {
    this.show(marks, this.#active, this.#index.extra);
  }

  /**
   * The marks under a point of the window, the shortest first.
   *
   * @param radius how far beside a mark still touches it, in pixels
   */
  hit(x: number, y: number, radius = 0): Mark[] {
    this.#grid ??= new HitGrid(
      [...this.#drawings.values()].flatMap(drawing => drawing.places),
    );
    const origin = this.#overlay.getBoundingClientRect();
    const offsets = this.#grid.at(x - origin.left, y - origin.top, radius);
    return [...new Set(offsets.flatMap(offset => this.#index.at(offset)))];
  }

  /** Client rectangle of the bracket beside the active mark; null when none is drawn. */
  bracket(): DOMRect | null {
    const bracket = this.#activeLayer.querySelector('.bracket');
    return bracket?.getBoundingClientRect() ?? null;
  }

  /**
   * Shows where words were found. Neither marks nor anybody's selection, so they
   * are the browser's own highlights; one without them scrolls there alone.
   */
  showFound(spans: readonly Span[], current: number): void {
    if (!('highlights' in CSS)) return;
    const ranges = spans.map(span => this.#ruler.rangesOf(...span));
    CSS.highlights.set('found', new Highlight(...ranges.flat()));
    CSS.highlights.set('found-one', new Highlight(...(ranges[current] ?? [])));
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    for (const stop of this.#stops) stop();
    this.#printed.hide();
    this.#overlay.replaceChildren();
  }

  #listen(target: EventTarget, type: string, run: () => void): void {
    target.addEventListener(type, run, { passive: true });
    this.#stops.push(() => target.removeEventListener(type, run));
  }

  /** The layout may have changed: everything is measured again. */
  #relayout(): void {
    this.#width = 0;
    this.#schedule();
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#onPaint(this.#paint()));
  }

  /** Redraws when the viewport nears the edge of what is drawn. */
  #onScroll(): void {
    const [top, bottom] = this.#viewport();
    const margin = (bottom - top) / 3;
    const [from, to] = this.#drawn;
    if (top - margin < from || bottom + margin > to) {
      this.#onPaint(this.#paint());
    }
  }

  /** The visible part of the overlay, in its own pixels. */
  #viewport(): [number, number] {
    const origin = this.#overlay.getBoundingClientRect().top;
    return [-origin, window.innerHeight - origin];
  }

  /** Paints what is near the viewport; true when the text itself has moved. */
  #paint(): boolean {
    const origin = this.#overlay.getBoundingClientRect();
    const relaid = this.#width !== origin.width;
    if (relaid) this.#forget();
    this.#width = origin.width;
    const [top, bottom] = this.#viewport();
    const screen = bottom - top;
    this.#drawn = [top - screen, bottom + screen];
    const from = this.#stretchAt(this.#drawn[0] + origin.top);
    const to = this.#stretchAt(this.#drawn[1] + origin.top) + 1;
    for (const [i, { element }] of this.#drawings) {
      if (i >= from && i < to) continue;
      this.#stale.push(element);
      this.#drawings.delete(i);
    }
    // All measuring before all writing: between the two the page is laid out once.
    const made = document.createDocumentFragment();
    for (let i = from; i < to; i += 1) this.#paintStretch(i, origin, made);
    for (const element of this.#stale.splice(0)) element.remove();
    this.#svg.append(made);
    this.#paintActive(from, to, origin);
    this.#grid = null;
    return relaid;
  }

  #forget(): void {
    for (const { element } of this.#drawings.values()) element.remove();
    this.#drawings.clear();
  }

  /** The first stretch that reaches below a height of the window; the last when none does. */
  #stretchAt(y: number): number {
    return lowest(0, Math.max(0, this.#stretches.length - 1), i => {
      const end = this.#stretches[i]?.end ?? 1;
      return (this.#ruler.lineOf(end - 1)?.bottom ?? Infinity) > y;
    });
  }

  #paintStretch(i: number, origin: DOMRect, into: DocumentFragment): void {
    const stretch = this.#stretches[i];
    if (!stretch) return;
    const { start, end } = stretch;
    const marks = this.#index.overlapping(start, end);
    const key = marks.map(m => `${m.start} ${m.end} ${m.look}`).join();
    const before = this.#drawings.get(i);
    if (before?.key === key) return;
    if (before) this.#stale.push(before.element);
    this.#drawings.delete(i);
    if (marks.length === 0) return;
    const ink = new Ink();
    const places = this.#draw(ink, marks, stretch, origin);
    const element = svg('g', ink.markup());
    into.append(element);
    this.#drawings.set(i, { key, element, places });
  }

  #draw(
    ink: Ink,
    marks: Mark[],
    { block, start, end }: Stretch,
    origin: DOMRect,
  ): Place[] {
    const { segments, runs } = sweep(marks, start, end);
    const covered = new Set<number>();
    for (const { from, to } of runs) {
      for (let i = from; i < to; i += 1) covered.add(i);
    }
    const boxes = segments.map((segment, i) =>
      covered.has(i)
        ? linesOf(
            this.#ruler.rectsIn(block, segment.start, segment.end),
            origin,
          )
        : [],
    );
    for (const run of runs) {
      const lines: Box[] = [];
      for (const box of boxes.slice(run.from, run.to).flat()) {
        if (!joinLine(lines.at(-1), box)) lines.push({ ...box });
      }
      ink.run(run, lines, this.#forced.matches);
    }
    return segments.flatMap((segment, i) =>
      (boxes[i] ?? []).map(box => ({ ...box, offset: segment.start })),
    );
  }

  /** The active mark: a wash on its words, a bracket at the text's edge. */
  #paintActive(from: number, to: number, origin: DOMRect): void {
    this.#activeLayer.replaceChildren();
    const mark = this.#active ? this.#index.get(this.#active) : undefined;
    if (!mark) return;
    const start = Math.max(mark.start, this.#stretches[from]?.start ?? 0);
    const end = Math.min(mark.end, this.#stretches[to - 1]?.end ?? 0);
    if (start >= end) return;
    const lines = linesOf(this.#ruler.rectsOf(start, end), origin);
    for (const box of lines) {
      this.#activeLayer.append(drawn(`act ${nameOf(mark.look)}`, pad(box)));
    }
    const stretch = lowest(
      from,
      to,
      i => (this.#stretches[i]?.end ?? 0) > start,
    );
    const edge = this.#ruler.blockRect(this.#stretches[stretch]?.block ?? 0);
    const first = lines[0];
    const last = lines.at(-1);
    if (!edge || !first || !last) return;
    const left = edge.right - origin.left + 12;
    const height = last.top + last.height - first.top;
    const bracket = { left, top: first.top, width: 2, height };
    this.#activeLayer.append(drawn(`bracket ${nameOf(mark.look)}`, bracket));
  }
}

function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  inside = '',
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  made.innerHTML = inside;
  return made;
}

function drawn(name: string, box: Box): HTMLElement {
  const element = document.createElement('i');
  element.className = name;
  const { style } = element;
  style.left = `${box.left}px`;
  style.top = `${box.top}px`;
  style.width = `${box.width}px`;
  style.height = `${box.height}px`;
  return element;
}
