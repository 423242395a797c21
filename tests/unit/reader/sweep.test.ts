import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Look, Mark } from '#app/reader/marks/mark.ts';
import { stretchesOf } from '#app/reader/marks/stretches.ts';
import { sweep } from '#app/reader/marks/sweep.ts';
import { layOut } from '#app/articles/text.ts';

const LOOKS: Look[] = ['yellow', 'blue', 'note', 'false', 'accurate'];
const marks = fc
  .array(
    fc.tuple(
      fc.nat(90),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(...LOOKS),
    ),
    { maxLength: 40 },
  )
  .map(list =>
    list.map(([start, size, look], i): Mark => ({
      id: `${i}`,
      look,
      start,
      end: start + size,
    })),
  );

describe('sweep', () => {
  it('draws each look just where a mark of it lies, as deep as they lie there', () => {
    fc.assert(
      fc.property(marks, all => {
        const inside = all.filter(m => m.start < 80 && m.end > 20);
        const { segments, runs } = sweep(inside, 20, 80);
        for (const look of LOOKS) {
          for (let at = 20; at < 80; at += 1) {
            const lying = inside.filter(
              m => m.look === look && m.start <= at && at < m.end,
            ).length;
            const segment = segments.findIndex(
              s => s.start <= at && at < s.end,
            );
            const drawn = runs.filter(
              r => r.look === look && r.from <= segment && segment < r.to,
            );
            expect(drawn.length).toBe(lying > 0 ? 1 : 0);
            if (drawn[0]) expect(drawn[0].depth).toBe(Math.min(lying, 3));
          }
        }
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('keeps neighbours of one colour apart and gives nested lines levels of their own', () => {
    const { runs } = sweep(
      [
        { id: 'a', look: 'yellow', start: 0, end: 5 },
        { id: 'b', look: 'yellow', start: 5, end: 9 },
        { id: 'c', look: 'false', start: 0, end: 9 },
        { id: 'd', look: 'accurate', start: 2, end: 4 },
      ],
      0,
      20,
    );
    expect(runs.filter(r => r.look === 'yellow')).toHaveLength(2);
    const [outer] = runs.filter(r => r.look === 'false');
    const [inner] = runs.filter(r => r.look === 'accurate');
    expect(outer?.level).not.toBe(inner?.level);
  });

  it('draws no more for ten thousand marks on one sentence than for its characters', () => {
    const many = Array.from({ length: 10_000 }, (_, i): Mark => ({
      id: `${i}`,
      look: LOOKS[i % LOOKS.length] ?? 'note',
      start: i % 20,
      end: 21 + (i % 10),
    }));
    const { segments, runs } = sweep(many, 0, 40);
    expect(segments.length).toBeLessThanOrEqual(30);
    expect(runs.length).toBeLessThanOrEqual(30 * LOOKS.length);
  });
});

describe('stretchesOf', () => {
  it('covers every block without parting a surrogate pair', () => {
    const { blocks, text } = layOut([
      { type: 'title', text: '题' },
      { type: 'paragraph', text: 'a' + '𠮷'.repeat(1500) },
      { type: 'paragraph', text: '' },
      { type: 'paragraph', text: '末' },
    ]);
    const stretches = stretchesOf(blocks);
    expect(
      stretches.map(({ start, end }) => text.slice(start, end)).join(''),
    ).toBe(blocks.map(block => block.text).join(''));
    for (const { start, end } of stretches) {
      expect(text.slice(start, end).isWellFormed()).toBe(true);
    }
  });
});
