import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '#app/project-root.server.ts';
import { AROUND, around } from '#tests/bench/import/around.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import { f1, leaks, overlap } from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const held = path.join(projectRoot, 'tests/fixtures/import/held');
const pages = pagesIn(held);

describe('an article', () => {
  it.each(Object.keys(AROUND))('is the same with %s', async name => {
    const overlaps = [];
    const leaking = [];
    let titled = 0;
    for (const { html, gold } of pages) {
      const changed = around(html, gold, name);
      if (!changed) continue;
      const found = foundIn(
        await articleFrom(changed.html, { format: 'html' }),
      );
      overlaps.push(overlap(gold.body.join('\n'), found.body));
      titled += Number(found.title === gold.title);
      // Nor does anybody come in who is named around it.
      const { body, byline, credits } = found;
      const named = (credits ?? []).map(({ name }) => name);
      const said = [body, ...(byline ?? []), ...named];
      const leaked = leaks(
        { ...gold, furniture: changed.put },
        { ...found, body: said.join('\n') },
      );
      if (leaked.length > 0) leaking.push(gold.title);
    }
    expect(overlaps.length).toBeGreaterThan(130);
    expect(titled).toBeGreaterThan(overlaps.length * 0.98);
    expect(f1(overlaps)).toBeGreaterThan(0.97);
    expect(leaking.length).toBeLessThanOrEqual(2);
  });
});
