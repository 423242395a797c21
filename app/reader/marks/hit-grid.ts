import type { Box } from '#app/reader/marks/boxes.ts';

/** Where a piece of text is drawn. `offset`: its first character, UTF-16. */
export type Place = Box & { offset: number };

const ROW = 24;

/** Drawn boxes by their line, so that a press is answered without asking the browser. */
export class HitGrid {
  readonly #rows = new Map<number, Place[]>();

  constructor(places: Iterable<Place>) {
    for (const place of places) {
      const last = Math.floor((place.top + place.height) / ROW);
      for (let row = Math.floor(place.top / ROW); row <= last; row += 1) {
        const there = this.#rows.get(row);
        if (there) there.push(place);
        else this.#rows.set(row, [place]);
      }
    }
  }

  /**
   * The offsets of the boxes that a point touches, the nearest first.
   *
   * @param radius how far beside a box still touches it: 0 for a mouse
   */
  at(x: number, y: number, radius = 0): number[] {
    const found = new Map<number, number>();
    const last = Math.floor((y + radius) / ROW);
    for (let row = Math.floor((y - radius) / ROW); row <= last; row += 1) {
      for (const place of this.#rows.get(row) ?? []) {
        const dx = Math.max(place.left - x, 0, x - place.left - place.width);
        const dy = Math.max(place.top - y, 0, y - place.top - place.height);
        // Squared: a root, and what guards it, would cost more than all the rest.
        const away = dx * dx + dy * dy;
        if (away > radius * radius) continue;
        const known = found.get(place.offset) ?? Infinity;
        if (away < known) found.set(place.offset, away);
      }
    }
    return [...found].sort((a, b) => a[1] - b[1]).map(([offset]) => offset);
  }
}
