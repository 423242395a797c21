/**
 * How well pages are read, field by field, beside @mozilla/readability and
 * defuddle, in one run: `npm run bench -- import`, or `--pages=FOLDER` for a
 * folder of `name.html` with `name.json`. `--each` says what is wrong where.
 */
import fs from 'node:fs';
import path from 'node:path';

import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';

import { projectRoot } from '#app/project-root.server.ts';
import { around } from '#tests/bench/import/around.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn, type GoldPage } from '#tests/bench/import/pages.ts';
import {
  f1,
  FIELDS,
  fieldIs,
  leaks,
  overlap,
  turnsOverlap,
  type Found,
  type Overlap,
} from '#tests/bench/import/score.ts';
import { articleFrom } from '#tests/support/article-from.ts';
import { report, type Goal, type Row } from '#tests/bench/report.ts';

type Reader = (html: string) => Found | Promise<Found>;

const READERS: Record<string, Reader> = {
  pangzhu: async html => foundIn(await articleFrom(html, { format: 'html' })),
  readability: html => {
    const { document } = parseHTML(html);
    const read = new Readability(document as unknown as Document).parse();
    return {
      title: read?.title ?? '',
      byline: read?.byline ? [read.byline] : [],
      publishedAt: read?.publishedTime ?? null,
      source: null,
      section: null,
      credits: null,
      turns: null,
      body: read?.textContent ?? '',
    };
  },
  defuddle: async html => {
    const { document } = parseHTML(html);
    const read = await Defuddle(document as unknown as Document, '', {
      markdown: false,
    });
    return {
      title: read.title,
      byline: read.author ? [read.author] : [],
      publishedAt: read.published || null,
      source: null,
      section: null,
      credits: null,
      turns: null,
      body: parseHTML(`<body>${read.content}</body>`).document.body
        .textContent as string,
    };
  },
};

/** One in so many pages is read in a whole site, too. */
const LARGE = 10;

const arg = (name: string): string | undefined =>
  process.argv.find(one => one.startsWith(`--${name}=`))?.split('=')[1];
const each = process.argv.includes('--each');
const fixtures = path.join(projectRoot, 'tests/fixtures/import');
const given = arg('pages');
const folders = given
  ? [path.resolve(given)]
  : ['dev', 'held'].map(name => path.join(fixtures, name));

const rows: Row[] = [];
const cases: string[] = [];
for (const folder of folders) {
  if (!fs.existsSync(folder)) continue;
  const pages = pagesIn(folder);
  for (const language of ['zh', 'en']) {
    const here = pages.filter(page => page.gold.language === language);
    if (here.length === 0) continue;
    const name = `${path.basename(folder)} ${language}`;
    cases.push(name);
    for (const [subject, read] of Object.entries(READERS)) {
      await score(name, subject, read, here);
    }
    // Pages as large as a site's are: one in a few, and their time alone.
    const large = here
      .filter((_, i) => i % LARGE === 0)
      .flatMap(({ html, gold }) => around(html, gold, 'a whole site') ?? []);
    if (large.length === 0) continue;
    cases.push(`${name} in a site`);
    for (const [subject, read] of Object.entries(READERS)) {
      const value = await timed(read, large, 2);
      rows.push({
        bench: 'import',
        case: `${name} in a site`,
        subject,
        metric: 'time',
        value,
        unit: 'ms',
      });
    }
  }
}

/** Milliseconds a page, of so many rounds after as many that warm. */
async function timed(
  read: Reader,
  pages: { html: string }[],
  rounds: number,
): Promise<number> {
  const log = console.log;
  console.log = () => {};
  const round = async (): Promise<void> => {
    for (const { html } of pages) await read(html);
  };
  for (let i = 0; i < rounds; i += 1) await round();
  const from = performance.now();
  for (let i = 0; i < rounds; i += 1) await round();
  console.log = log;
  return (performance.now() - from) / pages.length / rounds;
}

async function score(
  name: string,
  subject: string,
  read: Reader,
  pages: GoldPage[],
): Promise<void> {
  const add = (metric: string, value: number, unit = ''): void => {
    rows.push({ bench: 'import', case: name, subject, metric, value, unit });
  };
  const took = await timed(read, pages, 10);
  const log = console.log;
  console.log = () => {};
  const found = [];
  for (const page of pages) {
    found.push({ ...page, found: await read(page.html) });
  }
  console.log = log;
  add('pages', pages.length);
  for (const field of FIELDS) {
    const right = found.flatMap(page => {
      const is = fieldIs(field, page.gold, page.found);
      if (each && is === false && subject === 'pangzhu') {
        const want = JSON.stringify(page.gold[field]);
        const got = JSON.stringify(page.found[field]);
        process.stderr.write(`${page.name} ${field}: ${want} but ${got}\n`);
      }
      return is === null ? [] : [is];
    });
    if (right.length > 0) {
      add(field, (right.filter(Boolean).length / right.length) * 100, '%');
    }
  }
  const overlaps = found.map(page => {
    const result = overlap(page.gold.body.join('\n'), page.found.body);
    if (each && subject === 'pangzhu' && result.both < 0.999) {
      const { extra, missing } = result;
      process.stderr.write(
        `${page.name} body: ${extra.toFixed(3)} extra, ${missing.toFixed(3)} missing\n`,
      );
      const lines = page.found.body.split('\n');
      for (const line of lines) {
        if (!page.gold.body.includes(line))
          process.stderr.write(`  + ${line.slice(0, 90)}\n`);
      }
      for (const line of page.gold.body) {
        if (!lines.includes(line))
          process.stderr.write(`  - ${line.slice(0, 90)}\n`);
      }
    }
    return result;
  });
  add('body F1', f1(overlaps));
  const clean = found.filter(page => {
    const leaked = leaks(page.gold, page.found);
    if (each && subject === 'pangzhu' && leaked.length > 0) {
      process.stderr.write(`${page.name} leaks: ${leaked.join(' | ')}\n`);
    }
    return leaked.length === 0;
  });
  add('without a leak', (clean.length / found.length) * 100, '%');
  const turns: Overlap[] = found.flatMap(page => {
    const result = turnsOverlap(page.gold, page.found);
    if (
      each &&
      subject === 'pangzhu' &&
      result &&
      result.extra + result.missing > 0
    ) {
      process.stderr.write(
        `${page.name} turns: ${JSON.stringify(page.found.turns?.map(t => t[0]))}\n`,
      );
    }
    return result ? [result] : [];
  });
  if (turns.length > 0) add('turns F1', f1(turns));
  add('time', took, 'ms');
}

/** What the pages that were written last have to reach; the whole goal stands beside what is reached. */
const WANTED: Record<string, [metric: string, least: number][]> = {
  zh: [
    ['title', 95],
    ['byline', 95],
    ['publishedAt', 95],
    ['source', 95],
    ['credits', 95],
    ['without a leak', 97],
    ['turns F1', 0.98],
  ],
  en: [
    ['body F1', 0.97],
    ['without a leak', 97],
    ['turns F1', 0.98],
  ],
};

const goals: Goal[] = cases.map(name => ({
  case: name,
  metric: 'time',
  left: 'pangzhu',
  right: 'readability',
  atMost: 1,
}));
for (const name of cases.filter(one => !one.startsWith('dev '))) {
  for (const [metric, least] of WANTED[name.split(' ')[1] ?? ''] ?? []) {
    if (!rows.some(row => row.case === name && row.metric === metric)) continue;
    const of = { bench: 'import', case: name, metric };
    rows.push({ ...of, subject: 'goal', value: least, unit: '' });
    goals.push({
      case: name,
      metric,
      left: 'goal',
      right: 'pangzhu',
      atMost: 1,
    });
  }
}
report(rows, goals);
