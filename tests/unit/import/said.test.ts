import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '#app/project-root.server.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import { SAID, said } from '#tests/bench/import/said.ts';
import { f1, turnsOverlap } from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const pages = ['dev', 'held'].flatMap(folder =>
  pagesIn(path.join(projectRoot, 'tests/fixtures/import', folder)),
);
/** Whether two who speak come back: of others nothing but emphasis tells that they do. */
const comeBack = (turns: [string, string][]): boolean => {
  const names = turns.map(([name]) => name);
  const again = names.filter((name, i) => names.indexOf(name) < i);
  return new Set(again).size >= 2;
};
const spoken = pages.filter(
  ({ gold: { turns } }) => turns && turns.length >= 4 && comeBack(turns),
);

describe('a dialogue', () => {
  it.each(Object.keys(SAID))('has its turns from %s', async name => {
    const overlaps = [];
    for (const { html, gold } of spoken) {
      const set = said(html, gold, name);
      if (set === null) continue;
      const found = foundIn(await articleFrom(set, { format: 'html' }));
      const overlap = turnsOverlap(gold, found);
      if (overlap) overlaps.push(overlap);
    }
    expect(overlaps.length).toBeGreaterThan(60);
    expect(f1(overlaps)).toBeGreaterThan(0.95);
  });

  it('is none where an agency stands under each picture', async () => {
    const picture = (agency: string, i: number): string =>
      `<p>The ferry made its crossing number ${i} without a bell, and nobody on the quay asked why it was so quiet.</p><p>${agency}</p>`;
    const agencies = ['Harbour Press', 'Delta Pictures', 'Harbour Press'];
    const html = `<html lang="en"><body><h1>A raft with a timetable</h1>${agencies
      .concat('Delta Pictures')
      .map(
        (agency, i) =>
          picture(agency, i) +
          '<p>It was on time, and then it was late.</p>'.repeat(4),
      )
      .join('')}</body></html>`;
    expect(foundIn(await articleFrom(html, { format: 'html' })).turns).toEqual(
      [],
    );
  });
});
