import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { firstWords, titleAmong } from '#app/import/recognise/plain-title.ts';
import { readArticle } from '#app/import/import.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { copied } from '#tests/bench/import/copied.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import type { FieldName } from '#tests/bench/import/score.ts';
import { sharesOf } from '#tests/bench/import/shares.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const same = (text: string): string => text.replace(/\s+/g, ' ');

/** Pages whose copy shows the article: where a script shows it, a copy of the file has nothing. */
const pages = ['dev', 'held'].flatMap(name =>
  pagesIn(path.join(projectRoot, 'tests/fixtures/import', name)).flatMap(
    ({ html, gold }) => {
      const text = copied(html);
      const shown = gold.body.filter(line => same(text).includes(same(line)));
      return shown.length >= gold.body.length * 0.7
        ? [{ gold, text, html }]
        : [];
    },
  ),
);

/** What a clipboard has of a page: what is shown, and nothing that its head says. */
const clipped = (html: string): string =>
  html.replace(
    /<!doctype[^>]*>|<(head|script|style)\b[^]*?<\/\1>|<\/?(html|body)\b[^>]*>/gi,
    '',
  );

/** What share of the pages that show a field, or more, has to come out right, of 1. */
const LEAST: Record<string, Partial<Record<FieldName, number>>> = {
  zh: {
    title: 0.94,
    byline: 0.92,
    publishedAt: 0.88,
    source: 0.87,
    credits: 0.96,
  },
  en: { title: 0.9, byline: 0.93, source: 0.95, credits: 0.95 },
};

describe.each([
  ['zh', 0.98, 0.84],
  ['en', 0.92, 0.45],
])('pages that are copied whole (%s)', (language, body, clean) => {
  it('come out as their articles', async () => {
    const here = pages.filter(({ gold }) => gold.language === language);
    expect(here.length).toBeGreaterThan(150);
    const read = [];
    for (const page of here) {
      const draft = await articleFrom(page.text, { format: 'text' });
      read.push({ ...page, found: foundIn(draft) });
    }
    const shares = sharesOf(read);
    for (const [name, least] of Object.entries(LEAST[language] ?? {})) {
      expect(shares.field(name as FieldName), name).toBeGreaterThan(least);
    }
    expect(shares.body).toBeGreaterThan(body);
    expect(shares.turns).toBeGreaterThan(0.98);
    expect(shares.clean).toBeGreaterThan(clean);
  });
});

/** The same of pages that a browser copied with their markup. */
const LEAST_CLIPPED: Partial<Record<FieldName, number>> = {
  title: 0.97,
  byline: 0.96,
  source: 0.97,
  credits: 0.98,
};

describe.each(['zh', 'en'])('pages from a clipboard (%s)', language => {
  it('come out as their articles without what their heads say', async () => {
    const here = pages.filter(({ gold }) => gold.language === language);
    const read = [];
    for (const { gold, html } of here) {
      const draft = await articleFrom(clipped(html), { format: 'html' });
      read.push({ gold, found: foundIn(draft) });
    }
    const shares = sharesOf(read);
    for (const [name, least] of Object.entries(LEAST_CLIPPED)) {
      expect(shares.field(name as FieldName), name).toBeGreaterThan(least);
    }
    expect(shares.clean).toBeGreaterThan(0.97);
  });
});

describe('a line of fields that ran together in a copy', () => {
  const words = [
    '临澜渡口昨天停航，四十年里运过的人比县城的人口还多。',
    '船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了。',
  ];
  const english = [
    'The ferry stopped on Monday, after forty years of crossings and complaints.',
    'Its last captain coiled the rope, locked the shed, and did not look back.',
  ];
  it.each([
    ['柏守正\n2025年09月18日08:15 | 来源：江岸日报', ['柏守正']],
    ['文｜邵一鸣 摄影｜龙小川\n2025.03.08', ['邵一鸣']],
    ['杨漾 报道\n发布 2025年3月23日 13:00', ['杨漾']],
    ['记者/顾淮编辑/祝遥 摄影/何川2025-07-19 06:00', ['顾淮']],
    ['2025-07-19 06:00\n本刊记者｜林晓岚实习记者｜闻笙', ['林晓岚', '闻笙']],
  ])('names who wrote it: %s', async (line, byline) => {
    const text = ['渡口停航之后', line, ...words].join('\n');
    const found = await articleFrom(text, { format: 'text' });
    expect(found).toMatchObject({ title: '渡口停航之后', byline });
  });

  it.each([
    ['Kim HalePublished 3:11 p.m. ET Dec. 14, 2018', ['Kim Hale']],
    ['By Robbie Feldpublished 12 May 2023', ['Robbie Feld']],
    ['By Joan Petrie15th August 2025, 04:55', ['Joan Petrie']],
    ['Amara SinghEnvironment correspondent\n4 March 2025', ['Amara Singh']],
    ['Amy Rudd North of England correspondent\n4 March 2025', ['Amy Rudd']],
    ['Thomas Frick@tfrick\nSep 4 2019', ['Thomas Frick']],
    ['By Brie Lockhart Vulpine News\nJune 24, 2025', ['Brie Lockhart']],
    ['By Sara MacDonald\nJune 24, 2025', ['Sara MacDonald']],
  ])('names who wrote it in English: %s', async (line, byline) => {
    const text = ['What the ferry left behind', line, ...english].join('\n');
    const found = await articleFrom(text, { format: 'text' });
    expect(found).toMatchObject({
      title: 'What the ferry left behind',
      byline,
    });
  });

  it('names who worked on it below its last words', async () => {
    const tail = '编辑：闵小舟审核：卞文礼终审：盛开';
    const text = ['渡口停航之后', ...words, tail].join('\n');
    const { credits } = await articleFrom(text, { format: 'text' });
    expect(credits).toEqual([
      { role: '编辑', name: '闵小舟' },
      { role: '审核', name: '卞文礼' },
      { role: '终审', name: '盛开' },
    ]);
  });

  it('takes no word of a menu above the title for a name', async () => {
    const head = ['高层', '2025年6月3日', '渡口停航之后'];
    const found = await articleFrom([...head, ...words].join('\n'), {
      format: 'text',
    });
    expect(found.byline).toEqual([]);
  });
});

describe('an article from a clipboard', () => {
  const words =
    '<p>临澜渡口昨天停航，四十年里运过的人比县城的人口还多。</p><p>船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了。</p>';

  it('has a title that no heading marks, and asks about it', async () => {
    const content = `<div><p class="t">临澜渡口停航了</p><p>2026-05-12 来源：江城日报</p>${words}</div>`;
    const { lines } = await readArticle({ content, format: 'html' });
    const title = lines.find(line => line.role === 'title');
    expect(title).toMatchObject({ text: '临澜渡口停航了', doubt: 'title' });
  });

  it('asks about no title that a heading marks', async () => {
    const content = `<div><h1>临澜渡口停航了</h1><p>2026-05-12 来源：江城日报</p>${words}</div>`;
    const { lines } = await readArticle({ content, format: 'html' });
    const title = lines.find(line => line.role === 'title');
    expect(title?.text).toBe('临澜渡口停航了');
    expect(title?.doubt).toBeUndefined();
  });

  it("has its own heading for a title, not its site's", async () => {
    const content = `<header><h1>江边旧事</h1></header><article><p>2026-05-12</p><h2>临澜渡口停航了</h2>${words}</article>`;
    const found = await articleFrom(content, { format: 'html' });
    expect(found.title).toBe('临澜渡口停航了');
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
