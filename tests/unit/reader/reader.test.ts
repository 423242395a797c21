import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { layOut, sentencesOf } from '#app/articles/text.ts';
import { htmlOf } from '#app/reader/html.ts';
import { MarkIndex } from '#app/reader/marks/mark-index.ts';
import type { Mark, Marks } from '#app/reader/marks/mark.ts';

describe('htmlOf', () => {
  it('escapes what a page would run', () => {
    const { blocks } = layOut([
      { type: 'title', text: '<script>alert("1")</script>' },
      { type: 'turn', text: '&amp;', speaker: '<b>' },
    ]);
    const html = htmlOf(blocks, [{ label: '<', value: '"' }]);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(html).toContain('&amp;amp;');
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toMatch(/<script|<b><\/div>/);
  });
});

describe('MarkIndex', () => {
  const marks = fc.array(
    fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 80 })),
    { maxLength: 60 },
  );

  it('finds just what a look at every mark finds', () => {
    fc.assert(
      fc.property(
        marks,
        fc.nat(220),
        fc.integer({ min: 1, max: 50 }),
        (list, from, length) => {
          const all = list.map(([start, size], i) => ({
            id: `${i}`,
            look: 'note' as const,
            start,
            end: start + size,
          }));
          all.sort((a, b) => a.start - b.start);
          const marks: Marks = {
            length: all.length,
            start: i => all[i]?.start ?? 0,
            end: i => all[i]?.end ?? 0,
            at: i => all[i] as Mark,
            get: id => all.find(m => m.id === id),
          };
          const index = new MarkIndex(marks);
          const found = index.overlapping(from, from + length);
          const expected = all.filter(
            m => m.start < from + length && m.end > from,
          );
          expect(new Set(found.map(m => m.id))).toEqual(
            new Set(expected.map(m => m.id)),
          );
        },
      ),
      { seed: 2 },
    );
  });
});

describe('sentencesOf', () => {
  it('covers every character that is no white space, in order, inside its block', () => {
    const { text, blocks } = layOut([
      { type: 'title', text: '标题' },
      { type: 'paragraph', text: '第一句。第二句！“第三句？”他说。' },
      { type: 'paragraph', text: 'One. Two?  Three!' },
    ]);
    const spans = sentencesOf(blocks, 'zh');
    const covered = spans.map(([a, b]) => text.slice(a, b)).join('');
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(spans.length).toBeGreaterThanOrEqual(7);
  });
});
