import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  joinEdits,
  mapOffset,
  type TextEdit,
} from '#app/articles/text-edit.ts';

/** A text after edits; every unit that came is an x. */
const apply = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduce(
    (now, [at, removed, inserted]) =>
      now.slice(0, at) + 'x'.repeat(inserted) + now.slice(at + removed),
    text,
  );

/** Edits that fit a text, one after the other; many go on where the last one ended. */
function fitting(
  length: number,
  picks: [number, number, number][],
): TextEdit[] {
  let size = length;
  let last = 0;
  return picks.map(([where, removed, inserted]) => {
    const at = where % 3 === 0 ? Math.min(last, size) : where % (size + 1);
    const gone = Math.min(removed, size - at);
    size += inserted - gone;
    last = where % 2 ? at + inserted : at;
    return [at, gone, inserted];
  });
}

describe('edits of a text', () => {
  const picks = fc.array(
    fc.tuple(fc.nat(60), fc.nat(3), fc.nat(3)) as fc.Arbitrary<
      [number, number, number]
    >,
    { maxLength: 12 },
  );

  it('lead every character that is left to where it is now', () => {
    fc.assert(
      fc.property(picks, picked => {
        const text = 'abcdefghijklmnopqrstuvwyz';
        const edits = fitting(text.length, picked);
        const after = apply(text, edits);
        for (const [at, letter] of [...text].entries()) {
          const to = mapOffset(edits, at);
          if (to === null) expect(after).not.toContain(letter);
          else expect(after[to]).toBe(letter);
        }
      }),
      { seed: 41, numRuns: 1000 },
    );
  });

  it('are joined where typing goes on, with the same text and the same places', () => {
    fc.assert(
      fc.property(picks, picked => {
        const text = 'abcdefghijklmnopqrstuvwyz';
        const edits = fitting(text.length, picked);
        const joined = joinEdits(edits);
        expect(joined.length).toBeLessThanOrEqual(edits.length);
        expect(apply(text, joined)).toBe(apply(text, edits));
        for (let at = 0; at < text.length; at += 1) {
          const to = mapOffset(edits, at);
          if (to !== null) expect(mapOffset(joined, at)).toBe(to);
        }
      }),
      { seed: 42, numRuns: 1000 },
    );
  });

  it('of what is typed letter by letter are one', () => {
    expect(
      joinEdits([
        [3, 0, 1],
        [4, 0, 1],
        [5, 0, 1],
      ]),
    ).toEqual([[3, 0, 3]]);
    expect(
      joinEdits([
        [3, 0, 2],
        [4, 1, 0],
      ]),
    ).toEqual([[3, 0, 1]]);
  });
});
