import fs from 'node:fs';
import path from 'node:path';

import type { Gold } from '#tests/bench/import/score.ts';

/** A page, and what a person says that it holds. */
export type GoldPage = { name: string; html: string; gold: Gold };

/** The pages of a folder: each `name.html` with its `name.json`. */
export const pagesIn = (folder: string): GoldPage[] =>
  fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.html'))
    .map(name => {
      const base = path.join(folder, name.replace(/\.html$/, ''));
      return {
        name,
        html: fs.readFileSync(`${base}.html`, 'utf8'),
        gold: JSON.parse(fs.readFileSync(`${base}.json`, 'utf8')) as Gold,
      };
    });
