import fs from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { layOut, sentencesOf } from '#app/articles/text.ts';
import {
  inconsistenciesIn,
  type Suggestion,
} from '#app/consistency/consistency.ts';
import { hanInteger, hanNumber } from '#app/consistency/han-number.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { articleFrom } from '#tests/support/article-from.ts';
import { CASES, CLEAN } from '#tests/unit/consistency/cases.ts';

/** What is asked about an article whose lines are paragraphs, and turns where somebody speaks. */
function asked(content: string): { text: string; found: Suggestion[] } {
  const speakers = new Set<string>();
  const { text, blocks } = layOut(
    content.split('\n').map(line => {
      const turn = /^(\p{Script=Han}{2,6})：(?=[^“])/u.exec(line);
      if (!turn?.[1] || /说$/.test(turn[1])) {
        return { type: 'paragraph' as const, text: line };
      }
      speakers.add(turn[1]);
      return {
        ...{ type: 'turn' as const, speaker: turn[1] },
        text: line.slice(turn[0].length),
      };
    }),
  );
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const found = inconsistenciesIn({
    ...{ text, blocks, year: 2026, names: [...speakers] },
    sentences: sentencesOf(blocks, language),
  });
  return { text, found };
}

describe('What does not go together', () => {
  it.each(CASES.map(([text, one]) => [text, one] as const))(
    'is asked about in “%s”',
    (text, one) => {
      const { found } = asked(text);
      expect(found.map(({ rule, found: words }) => [rule, words])).toEqual(
        one ? [[one[0], one[1]]] : [],
      );
    },
  );

  it('is told in 100 cases', () => {
    expect(CASES).toHaveLength(100);
    expect(CLEAN).toHaveLength(20);
  });

  it.each(CLEAN)('is nothing in an article that is clean: %s', content => {
    expect(asked(content).found).toEqual([]);
  });

  it('lies where it says it does, whatever the text', () => {
    const piece = fc.constantFrom(
      ...['三十七间', '37间', '９％', '2026年3月14日', '（', '”', '沈予安说'],
      ...['其余', '\n', '🙂', '𠮷', '，', 'km', '百分之九', '12', '馆长'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const { text, found } = asked(pieces.join(''));
        for (const { start, end, key } of found) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(key.length).toBeLessThanOrEqual(200);
        }
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
    );
  });

  const real = path.join(projectRoot, '..', 'shared', 'articles');
  it.skipIf(!fs.existsSync(real))('is little in a real article', async () => {
    for (const name of fs.readdirSync(real)) {
      const draft = await articleFrom(
        fs.readFileSync(path.join(real, name), 'utf8'),
      );
      const { text, blocks } = layOut(draft.passages);
      const found = inconsistenciesIn({
        ...{ text, blocks, year: 2024 },
        sentences: sentencesOf(blocks, 'zh'),
        names: blocks.flatMap(({ speaker }) => speaker ?? []),
      });
      expect(found.length, JSON.stringify(found)).toBeLessThanOrEqual(2);
    }
  });
});

describe('Han numerals', () => {
  it.each([
    ['三十七', 37],
    ['十', 10],
    ['一千四百', 1400],
    ['三千零五十', 3050],
    ['三百五', 350],
    ['三千零五', 3005],
    ['一万二', 12_000],
    ['一万二千', 12_000],
    ['三亿八千万', 380_000_000],
    ['一万二千亿', 1_200_000_000_000],
    ['三万亿', 3_000_000_000_000],
    ['二〇二六', 2026],
    ['两百五十', 250],
    ['三四十', null],
    ['', null],
    ['万', null],
  ])('say what %s says', (text, value) => {
    expect(hanInteger(text)).toBe(value);
  });

  it('have decimals', () => {
    expect(hanNumber('三点五')).toBe(3.5);
    expect(hanNumber('一百二十点零五')).toBe(120.05);
    expect(hanNumber('三点')).toBeNull();
  });
});
