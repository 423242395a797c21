import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { likeness, sketchOf } from '#app/articles/sketch.ts';

const text = fc
  .array(
    fc.constantFrom(...'水库的蓄水量比去年同期多出一成值班表排到了八月底夜里'),
    { minLength: 60, maxLength: 600 },
  )
  .map(letters => letters.join(''));

describe('a sketch', () => {
  it('is the same for the same words, whatever stands between them', () => {
    fc.assert(
      fc.property(text, words => {
        const apart = [...words].join('\n');
        expect(sketchOf(apart)).toEqual(sketchOf(words));
        expect(likeness(sketchOf(words), sketchOf(apart))).toBe(1);
      }),
    );
  });

  it('is nearly the same where a few words are added', () => {
    const long = Array.from({ length: 900 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 3000)),
    ).join('');
    const more = `${long.slice(0, 400)}加上这一句${long.slice(400)}`;
    expect(likeness(sketchOf(long), sketchOf(more))).toBeGreaterThan(0.85);
  });

  it('is another for other words, and likens nothing to nothing', () => {
    const one = sketchOf('守坝人的雨季里值班表排到了八月底夜里每小时要抄一次');
    const other = sketchOf('轧花厂的老板们开始担心新棉上市时手里的库存太多');
    expect(likeness(one, other)).toBe(0);
    expect(likeness([], [])).toBe(0);
  });
});
