import type { Look, Marks } from '#app/reader/marks/mark.ts';
import type { Ruler } from '#app/reader/ruler.ts';

/**
 * Marks on paper. An overlay's boxes don't follow the text over the ends of
 * pages, so for printing the marks are the browser's own custom highlights,
 * which do; their look stands in the style sheet, one rule for each.
 * https://drafts.csswg.org/css-highlight-api-1/
 */
export class PrintedMarks {
  readonly #ruler: Ruler;
  readonly #names = new Set<string>();

  constructor(ruler: Ruler) {
    this.#ruler = ruler;
  }

  show(marks: Marks): void {
    // A browser without them prints the bare text.
    if (!('highlights' in CSS)) return;
    const byLook = new Map<Look, Range[]>();
    for (let i = 0; i < marks.length; i += 1) {
      const { look, start, end } = marks.at(i);
      const ranges = byLook.get(look) ?? [];
      ranges.push(...this.#ruler.rangesOf(start, end));
      byLook.set(look, ranges);
    }
    for (const [look, ranges] of byLook) {
      const name = `print-${look}`;
      CSS.highlights.set(name, new Highlight(...ranges));
      this.#names.add(name);
    }
  }

  hide(): void {
    for (const name of this.#names) CSS.highlights.delete(name);
    this.#names.clear();
  }
}
