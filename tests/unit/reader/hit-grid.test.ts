import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { HitGrid } from '#app/reader/marks/hit-grid.ts';

const place = fc
  .tuple(fc.nat(600), fc.nat(900), fc.integer({ min: 1, max: 300 }), fc.nat(60))
  .map(([left, top, width, height]) => ({ left, top, width, height }));

describe('HitGrid', () => {
  it('finds just the boxes that a point touches, the nearest first', () => {
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 30 }),
        fc.nat(700),
        fc.nat(1000),
        fc.constantFrom(0, 22),
        (boxes, x, y, radius) => {
          const places = boxes.map((box, offset) => ({ ...box, offset }));
          const away = (p: (typeof places)[number]): number =>
            Math.hypot(
              Math.max(p.left - x, 0, x - p.left - p.width),
              Math.max(p.top - y, 0, y - p.top - p.height),
            );
          const expected = places
            .filter(p => away(p) <= radius)
            .map(p => p.offset);
          const found = new HitGrid(places).at(x, y, radius);
          expect(new Set(found)).toEqual(new Set(expected));
          const distances = found.map(i => {
            const p = places[i];
            return p ? away(p) : Infinity;
          });
          expect(distances).toEqual([...distances].sort((a, b) => a - b));
        },
      ),
      { seed: 3 },
    );
  });
});
