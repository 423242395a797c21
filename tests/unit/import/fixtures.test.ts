import fs from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { htmlToPage } from '#app/import/html.ts';
import { readArticle } from '#app/import/import.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import {
  FIELDS,
  fieldIs,
  leaks,
  overlap,
  turnsOverlap,
  type Gold,
} from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const folder = path.join(projectRoot, 'tests/fixtures/import/dev');
const pages = fs
  .readdirSync(folder)
  .filter(name => name.endsWith('.html'))
  .map(name => name.replace(/\.html$/, ''));
const read = (name: string, end: string): string =>
  fs.readFileSync(path.join(folder, `${name}.${end}`), 'utf8');

/** Fields that are not found yet: whoever finds one takes it out here. */
const MISSED: Record<string, string[]> = {
  '145-en-tech-mag': ['byline'],
  '324-en-west-africa': ['byline'],
  '337-en-wire-standard': ['section'],
  '340-en-tech-review-card': ['section'],
};

describe('a web page', () => {
  it.each(pages)('%s comes out as what it holds', async name => {
    const gold = JSON.parse(read(name, 'json')) as Gold;
    const found = foundIn(await articleFrom(read(name, 'html')));
    const wrong = FIELDS.filter(field => fieldIs(field, gold, found) === false);
    expect(wrong).toEqual(MISSED[name] ?? []);
    expect(leaks(gold, found)).toEqual([]);
    const { both } = overlap(gold.body.join('\n'), found.body);
    expect(both).toBeGreaterThan(0.95);
    expect(turnsOverlap(gold, found)?.both).toBe(gold.turns?.length);
  });

  it.each(pages)(
    '%s loses no line, and says why it leaves one out',
    async name => {
      const html = read(name, 'html');
      const { lines } = await readArticle({ content: html, format: 'html' });
      expect(lines.map(line => line.raw)).toEqual(
        htmlToPage(html).lines.map(line => line.text),
      );
      for (const line of lines) {
        expect(line.role === 'out').toBe(line.reason !== undefined);
      }
    },
  );
});
