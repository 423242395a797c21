import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asides, marked, type MarginNote } from '#app/export/annotated.ts';

const WORDS = { note: '旁批', back: '回到原文', check: () => '第 "几" 条' };

const note = (
  number: number,
  start: number,
  end: number,
  more: Partial<MarginNote> = {},
): MarginNote => ({
  ...{ number, start, end, verdict: null, label: '', text: '说明' },
  sources: [],
  ...more,
});

/** What a browser would show of markup that holds no element's own text but ours. */
const shown = (html: string): string =>
  html
    .replace(/<sup.*?<\/sup>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#8288;', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('Words with notes on them', () => {
  it('stay as they are, however the notes overlap', () => {
    const text = fc
      .array(fc.constantFrom('字', '<', '&', '"', '𠮷', '，', 'a', '\n'), {
        minLength: 1,
        maxLength: 20,
      })
      .map(all => all.join(''));
    const places = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 6 });
    fc.assert(
      fc.property(text, places, fc.nat(9), (words, spans, from) => {
        const block = {
          ...{ type: 'paragraph' as const, text: words, start: from },
          end: from + words.length,
        };
        const notes = spans
          .filter(([a, b]) => a < b)
          .map(([a, b], i) => note(i + 1, a, b));
        expect(shown(marked(block, notes, WORDS))).toBe(words);
      }),
    );
  });

  it('carry each note’s number once, after its last character', () => {
    const block = {
      ...{ type: 'paragraph' as const, text: '甲乙丙丁', start: 0, end: 4 },
    };
    const html = marked(block, [note(1, 0, 2), note(2, 1, 3)], WORDS);
    expect(html.match(/<sup/g)).toHaveLength(2);
    expect(html.indexOf('#n1')).toBeLessThan(html.indexOf('丙'));
    expect(html.indexOf('#n2')).toBeLessThan(html.indexOf('丁'));
  });

  it('let no markup through from what is noted', () => {
    const block = {
      ...{ type: 'paragraph' as const, text: '甲', start: 0, end: 1 },
    };
    const evil = '"><script>alert(1)</script>';
    const html = asides(
      [block],
      [
        note(1, 0, 1, {
          ...{ text: evil, label: evil, verdict: 'false' },
          sources: [
            { title: evil, page: null, url: `https://a.example/${evil}` },
          ],
        }),
      ],
      { ...WORDS, note: evil, back: evil },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('""');
  });
});
