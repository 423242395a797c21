import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GAP, layOutCards, type Wish } from '#app/annotations/card-layout.ts';

const wishes = fc
  .array(
    fc.record({ top: fc.nat(5000), height: fc.integer({ min: 20, max: 300 }) }),
    { maxLength: 30 },
  )
  .map(list =>
    list
      .sort((a, b) => a.top - b.top)
      .map((w, i): Wish => ({ ...w, id: String(i) })),
  );

describe('layOutCards', () => {
  it('overlaps no two cards and hides none above the top', () => {
    fc.assert(
      fc.property(wishes, fc.nat(30), (list, active) => {
        const tops = layOutCards(list, String(active));
        let floor = 0;
        for (const { id, height } of list) {
          const top = tops.get(id) ?? -1;
          expect(top).toBeGreaterThanOrEqual(floor);
          floor = top + height + GAP;
        }
      }),
      { seed: 5 },
    );
  });

  it('puts the active card exactly at its anchor where there is room above', () => {
    const list = [0, 1, 2, 3].map(i => ({
      id: `${i}`,
      top: 900 + i,
      height: 100,
    }));
    expect(layOutCards(list, '2').get('2')).toBe(902);
    expect(layOutCards(list, '2').get('1')).toBe(902 - 100 - GAP);
  });
});
