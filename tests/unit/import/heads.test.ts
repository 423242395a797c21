import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '#app/project-root.server.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import {
  CHINESE,
  ENGLISH,
  toldOf,
  withHead,
} from '#tests/bench/import/heads.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import { f1, overlap } from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const pages = ['dev', 'held'].flatMap(folder =>
  pagesIn(path.join(projectRoot, 'tests/fixtures/import', folder)),
);
// Some name who wrote them among their words, too.
const golds = pages
  .map(({ gold }) => gold)
  .filter(
    ({ language, turns, byline, body }) =>
      !turns &&
      !body.some(text => byline?.some(name => text.includes(name))) &&
      body.filter(text => text.length > (language === 'zh' ? 40 : 100)).length >
        2,
  );

describe.each([
  ['zh', CHINESE],
  ['en', ENGLISH],
] as const)('an article’s fields (%s)', (language, forms) => {
  const own = golds.filter(gold => gold.language === language).slice(0, 20);

  it.each(Object.keys(forms))('are read from %s', async name => {
    const form = forms[name];
    if (!form) throw new Error(name);
    const wrong: string[] = [];
    const overlaps = [];
    for (const [n, gold] of own.entries()) {
      const told = toldOf(gold, n);
      const { html, paragraphs, shown } = withHead(gold, told, form);
      const found = foundIn(await articleFrom(html, { format: 'html' }));
      const minute = (at: string | null): number =>
        Math.floor(Date.parse(at ?? '') / 60_000);
      const names = told.names.filter(one =>
        shown.toLowerCase().includes(one.toLowerCase()),
      );
      if (found.title !== told.title) wrong.push(`title ${found.title}`);
      if ((found.byline ?? []).join() !== names.join())
        wrong.push(`byline ${(found.byline ?? []).join()}`);
      if (minute(found.publishedAt) !== minute(told.instant))
        wrong.push(`time ${found.publishedAt}`);
      if (/来源/.test(shown) && found.source !== told.source)
        wrong.push(`source ${found.source}`);
      if (
        /»|breadcrumb|→|Posted in|Filed/.test(shown) &&
        found.section !== told.section
      )
        wrong.push(`section ${found.section}`);
      const credited = (found.credits ?? []).map(({ name }) => name);
      if (
        shown.includes(told.editors[0]) &&
        !credited.includes(told.editors[0])
      )
        wrong.push(`credits ${credited.join()}`);
      overlaps.push(overlap(paragraphs.join('\n'), found.body));
    }
    expect(wrong).toEqual([]);
    expect(overlaps.length).toBeGreaterThan(10);
    expect(f1(overlaps)).toBeGreaterThan(0.98);
  });
});
