import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { firstWords, titleAmong } from '#app/import/recognise/plain-title.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { copied } from '#tests/bench/import/copied.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import {
  f1,
  fieldIs,
  leaks,
  overlap,
  turnsOverlap,
  type FieldName,
} from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const same = (text: string): string => text.replace(/\s+/g, ' ');

/** Pages whose copy shows the article: where a script shows it, a copy of the file has nothing. */
const pages = ['dev', 'held'].flatMap(name =>
  pagesIn(path.join(projectRoot, 'tests/fixtures/import', name)).flatMap(
    ({ html, gold }) => {
      const text = copied(html);
      const shown = gold.body.filter(line => same(text).includes(same(line)));
      return shown.length >= gold.body.length * 0.7 ? [{ gold, text }] : [];
    },
  ),
);

/** What share of the pages that show a field, or more, has to come out right, of 1. */
const LEAST: Record<string, Partial<Record<FieldName, number>>> = {
  zh: {
    title: 0.87,
    byline: 0.84,
    publishedAt: 0.86,
    source: 0.87,
    credits: 0.88,
  },
  en: { title: 0.8, byline: 0.73, source: 0.95, credits: 0.95 },
};

describe.each([
  ['zh', 0.98, 0.84],
  ['en', 0.92, 0.33],
])('pages that are copied whole (%s)', (language, body, clean) => {
  it('come out as their articles', async () => {
    const here = pages.filter(({ gold }) => gold.language === language);
    expect(here.length).toBeGreaterThan(150);
    const read = [];
    for (const page of here) {
      const draft = await articleFrom(page.text, { format: 'text' });
      read.push({ ...page, found: foundIn(draft) });
    }
    for (const [name, least] of Object.entries(LEAST[language] ?? {})) {
      const right = read.flatMap(({ gold, found }) => {
        const is = fieldIs(name as FieldName, gold, found);
        return is === null ? [] : [is];
      });
      const share = right.filter(Boolean).length / right.length;
      expect(share, name).toBeGreaterThan(least);
    }
    const overlaps = read.map(({ gold, found }) =>
      overlap(gold.body.join('\n'), found.body),
    );
    expect(f1(overlaps)).toBeGreaterThan(body);
    const turns = read.flatMap(
      ({ gold, found }) => turnsOverlap(gold, found) ?? [],
    );
    expect(f1(turns)).toBeGreaterThan(0.98);
    const without = read.filter(
      ({ gold, found }) => leaks(gold, found).length === 0,
    );
    expect(without.length / read.length).toBeGreaterThan(clean);
  });
});

describe('the title of a copied page', () => {
  const of = (lines: string[], fields: number[] = []): string | undefined => {
    const first = firstWords(lines, () => false);
    const candidates = lines
      .slice(0, first)
      .flatMap((_, i) => (fields.includes(i) ? [] : [i]));
    const at = titleAmong(lines, candidates, first, i => fields.includes(i));
    return lines[at ?? -1];
  };
  const words = [
    '临澜渡口昨天停航，四十年里运过的人比县城的人口还多。',
    '船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了。',
  ];

  it('says what the words below it say, below names of sections', () => {
    const head = ['要点', '江城', '民生周刊', '临澜渡口停航之后', '2026-05-12'];
    expect(of([...head, ...words], [4])).toBe('临澜渡口停航之后');
  });

  it('stands above a subtitle that says more of it', () => {
    const head = ['首页', '临澜渡口停航了', '四十年的船，昨天锁进了仓库'];
    expect(of([...head, ...words], [0])).toBe('临澜渡口停航了');
  });

  it('may name with a colon who speaks below', () => {
    const lines = [
      '船老大：渡口会记得',
      '2026-05-12',
      '记者：明天还来吗？',
      '船老大：渡口停航了，明天不来了。',
      '记者：后天呢？',
    ];
    expect(of(lines, [1])).toBe('船老大：渡口会记得');
  });

  it('is the first line where there is no page around it', () => {
    expect(of(['夜读', '渡口停航之后', ...words])).toBe('夜读');
  });

  it('is not who speaks below', () => {
    const lines = [
      '首页',
      '临澜周刊',
      '停航以后，账要怎么算？',
      '2026-05-12',
      '临澜周刊：渡口停航了，账要怎么算？',
      '船老大：不算了，明天不来了。',
      '临澜周刊：后天呢？',
    ];
    expect(of(lines, [0, 3])).toBe('停航以后，账要怎么算？');
  });

  it('is the first line where no line runs on', () => {
    expect(of(['夜读', '灯下', '一页', '又一页'])).toBe('夜读');
  });
});
