import fs from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readArticle } from '#app/import/import.ts';
import { isPassageRole } from '#app/import/reading.ts';
import { projectRoot } from '#app/project-root.server.ts';

const folder = path.join(projectRoot, 'tests/fixtures/import/lines');
const linesOf = (name: string): string[] =>
  fs
    .readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .filter(line => line !== '');

const ARTICLES = {
  zh: {
    title: '渡口停航',
    by: '作者：陆青禾 2026-03-03 10:00',
    words: [
      '临澜渡口昨天停航，四十年里运过的人比县城的人口还多。',
      '船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了。',
      '县里说新桥要到明年春天才能通车，如果钱够的话。',
      '在那以前，一辆班车每天绕两趟上游的水闸，从来没有坐满过。',
    ],
  },
  en: {
    title: 'The last ferry',
    by: 'By Jane Roe, March 3, 2026',
    words: [
      'The ferry stopped on Monday, after forty years of crossings and complaints.',
      'Its last captain coiled the rope, locked the shed, and did not look back.',
      'The county says that a bridge is to open in the spring, if the money holds.',
      'Until then a bus goes round by the upper lock, twice a day, and never full.',
    ],
  },
};

/** Whether a line is a passage of an article whose paragraphs it stands among, as number `at`. */
async function isKept(
  line: string,
  language: 'zh' | 'en',
  at: number,
): Promise<boolean> {
  const { title, by, words } = ARTICLES[language];
  const escaped = line.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const paragraphs = words
    .toSpliced(at, 0, escaped)
    .map(text => `<p>${text}</p>`)
    .join('');
  const content = `<!doctype html><html lang="${language}"><head><title>${title}</title></head><body><h1>${title}</h1><div>${by}</div><div>${paragraphs}</div></body></html>`;
  const { lines } = await readArticle({ content, format: 'html' });
  const read = lines.find(({ raw }) => raw === line);
  return read !== undefined && isPassageRole(read.role);
}

describe.each(['zh', 'en'] as const)('a line of an article (%s)', language => {
  it('is none of it where a site says it below the last words', async () => {
    const kept = [];
    for (const line of linesOf(`furniture.${language}.txt`)) {
      if (await isKept(line, language, 4)) kept.push(line);
    }
    expect(kept).toEqual([]);
  });

  it.each([
    ['among its words', 2],
    ['below the others', 4],
  ])('is its own where somebody says it %s', async (_, at) => {
    const left = [];
    for (const line of linesOf(`own.${language}.txt`)) {
      if (!(await isKept(line, language, at))) left.push(line);
    }
    expect(left).toEqual([]);
  });
});
