import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitsPair } from '#app/anchoring/boundaries.ts';
import { CodePoints } from '#app/annotations/code-points.ts';

describe('CodePoints', () => {
  it('agrees with counting, both ways', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const points = CodePoints.of(text);
        for (let at = 0; at <= text.length; at += 1) {
          if (splitsPair(text, at)) continue;
          const count = Array.from(text.slice(0, at)).length;
          expect(points.fromUtf16(at)).toBe(count);
          expect(points.toUtf16(count)).toBe(at);
        }
        expect(points.toUtf16(Array.from(text).length + 1)).toBeNull();
      }),
      { seed: 3 },
    );
  });

  it.each([-1, 0.5, Number.NaN])('has no offset for %d', offset => {
    expect(CodePoints.of('𠮷野家').toUtf16(offset)).toBeNull();
  });
});
