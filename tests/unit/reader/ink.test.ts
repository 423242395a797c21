import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Ink, nameOf } from '#app/reader/marks/ink.ts';
import { COLOURS } from '#app/annotations/annotation.ts';
import { VERDICTS } from '#app/claims/claim.ts';
import { type Look } from '#app/reader/marks/mark.ts';
import type { Run } from '#app/reader/marks/sweep.ts';

const run = (look: Look, more: Partial<Run> = {}): Run => ({
  look,
  from: 0,
  to: 1,
  depth: 1,
  level: 0,
  begins: true,
  ends: true,
  ...more,
});
const BOX = { left: 10, top: 20, width: 60, height: 18 };
const drawn = (one: Run, labelled = false): string => {
  const ink = new Ink();
  ink.run(one, [BOX], labelled);
  return ink.markup();
};

describe('Ink', () => {
  it('draws every verdict as a line of its own and a glyph of its own', () => {
    const lines = VERDICTS.map(verdict => {
      const markup = drawn(run(verdict));
      expect(markup).toContain(`class="ln ${nameOf(verdict)}"`);
      return /<svg class="vg [^>]*>(.*)<\/svg>/.exec(markup)?.[1];
    });
    expect(lines.every(Boolean)).toBe(true);
    expect(new Set(lines).size).toBe(VERDICTS.length);
  });

  it('hangs a glyph only where a mark ends, and sets stacked ones apart', () => {
    expect(drawn(run('false', { ends: false }))).not.toContain('<svg');
    const x = (level: number): string | undefined =>
      /x="([\d.]+)"/.exec(drawn(run('false', { level })))?.[1];
    expect(new Set([x(0), x(1), x(2)]).size).toBe(3);
  });

  it('draws what looks the same as one path, however many there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Look>(...COLOURS, 'tag', ...VERDICTS), {
          minLength: 1,
          maxLength: 60,
        }),
        looks => {
          const ink = new Ink();
          for (const look of looks) {
            ink.run(run(look, { ends: false }), [BOX], false);
          }
          const paths = ink.markup().match(/<path/g)?.length ?? 0;
          const green = looks.includes('green') ? 1 : 0;
          expect(paths).toBe(new Set(looks).size + green);
        },
      ),
    );
  });

  it('lays a colour as often as marks of it lie there', () => {
    for (const depth of [1, 2, 3]) {
      const paths = drawn(run('yellow', { depth })).match(/<path/g);
      expect(paths).toHaveLength(depth);
    }
  });

  it('names colours by their keys where colours are the system’s', () => {
    const labels = COLOURS.map(
      colour => /<text[^>]*>(\d)</.exec(drawn(run(colour), true))?.[1],
    );
    expect([...labels].sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(drawn(run('yellow'))).not.toContain('<text');
  });
});
