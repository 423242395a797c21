/**
 * What checking claims costs: quotes re-found in a snapshot of ten megabytes,
 * beside `indexOf` on the same text, and the board of ten thousand claims:
 * `npm run bench -- claims`. `SEED` (a number) makes another text.
 */
import { chromium, type Page } from '@playwright/test';
import { v7 } from 'uuid';

import { VERDICTS } from '#app/claims/claim.ts';
import { VerbatimText } from '#app/sources/verbatim.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import { quotesIn, writeText } from '#tests/bench/anchoring/revision.ts';
import { median, report, type Goal, type Row } from '#tests/bench/report.ts';
import { signIn } from '#tests/support/page.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
} from '#tests/support/server.ts';

const seed = Number(process.env['SEED'] ?? 20_261_125);
const BYTES = 10_000_000;
const QUOTES = 1000;
const CLAIMS = 10_000;
const FRAMES = 240;
/** Milliseconds from one frame to the next, at sixty a second. */
const FRAME_MS = 1000 / 60;

const rows: Row[] = [];
const add = (
  name: string,
  subject: string,
  metric: string,
  value: number,
  unit: string,
): void =>
  void rows.push({
    ...{ bench: 'claims', case: name, subject, metric, value, unit },
  });

/** The median of the milliseconds that some work takes. */
function time(work: () => void): number {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/**
 * Quotes as people bring them: seven of ten letter for letter, two in another
 * style, one that is not in the text.
 */
function quotesFor(text: string): string[] {
  const strange = writeText(seed + 9, 200_000);
  const foreign = quotesIn(strange, seed + 2, QUOTES);
  return quotesIn(text, seed + 1, QUOTES).map(({ start, end }, i) => {
    const quote = text.slice(start, end);
    if (i % 10 < 7) return quote;
    if (i % 10 < 9) {
      return quote
        .replaceAll('，', ',')
        .replaceAll('“', '「')
        .replaceAll('”', '」')
        .replace(/^(.)(.)/u, '$1\n$2');
    }
    const other = foreign[i];
    return `${strange.slice(other?.start, other?.end)}另有说法`;
  });
}

function refinding(): void {
  const text = writeText(seed, Math.floor(BYTES / 2.9));
  const name = `${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB, ${QUOTES} quotes`;
  const quotes = quotesFor(text);
  const bare = time(() => {
    for (const quote of quotes) text.indexOf(quote);
  });
  const checks = { exact: 0, normalised: 0, none: 0 };
  const ours = time(() => {
    checks.exact = checks.normalised = checks.none = 0;
    // Folded anew each time, as when a snapshot is first asked.
    const verbatim = new VerbatimText(text);
    for (const quote of quotes) {
      checks[verbatim.find(quote)?.check ?? 'none'] += 1;
    }
  });
  add(name, 'pangzhu', 're-find', ours, 'ms');
  for (const [check, count] of Object.entries(checks)) {
    add(name, 'pangzhu', check, count, 'quotes');
  }
  add(name, 'indexOf', 're-find', bare, 'ms');
  goals.push({
    ...{ case: name, metric: 're-find', left: 'pangzhu', right: 'indexOf' },
    atMost: 3,
  });
}

/** Claims straight into the database: by request they'd take minutes. */
async function fillClaims(dataDir: string, article: string): Promise<void> {
  const embedded = await holdEmbedded(dataDir);
  const { sql, close } = connect(embedded.url('pangzhu'));
  const [place] = await sql`
    select workspace_id as workspace, created_by as author from articles
    where id = ${article}`;
  const { workspace, author } = place as { workspace: string; author: string };
  const base = { workspace_id: workspace, article_id: article };
  const made = Array.from({ length: CLAIMS }, (_, i) => ({ id: v7(), i }));
  for (let at = 0; at < CLAIMS; at += 1000) {
    const part = made.slice(at, at + 1000);
    await sql`insert into annotations ${sql(
      part.map(({ id, i }) => ({
        ...base,
        ...{ id, version: 1, kind: 'claim', visibility: 'team' },
        ...{ body: `第 ${i} 条：夜间接待 ${i} 人次，占全年的 ${i % 100}%` },
        ...{ foreign: '{}', created_by: author },
        assignee: i % 3 === 0 ? author : null,
      })) as never,
    )}`;
    await sql`insert into anchors ${sql(
      part.map(({ id }) => ({
        ...base,
        ...{ annotation_id: id, version: 1, state: 'exact', confidence: 1 },
        ...{ start: 3, end: 7, exact: '正文里有', prefix: '', suffix: '' },
      })) as never,
    )}`;
    await sql`insert into claims ${sql(
      part.map(({ id, i }) => ({
        ...base,
        ...{ annotation_id: id, number: i + 1, kind: 'number' },
        ...{ priority: ['low', 'medium', 'high'][i % 3], finding: '查到了。' },
        speaker: ['沈予安', '周启明', null][i % 3] ?? null,
        // Without evidence the database lets none of the conclusive ones in.
        verdict: [VERDICTS[0], VERDICTS[1], VERDICTS[6]][i % 3],
      })) as never,
    )}`;
  }
  await close();
  embedded.release();
}

/** What each frame takes from the last, while the board is scrolled; the median and the slowest tenth, in ms. */
const scrolled = (page: Page): Promise<number[]> =>
  page.evaluate(async frames => {
    const board = document.querySelector('.board');
    if (!board) throw new Error('There is no board');
    const times: number[] = [];
    let last = performance.now();
    for (let i = 0; i < frames; i += 1) {
      board.scrollTop += 160;
      await new Promise(done => requestAnimationFrame(done));
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.slice(10);
  }, FRAMES);

async function board(): Promise<void> {
  const name = `board of ${CLAIMS} claims`;
  const dataDir = makeDataDir();
  const desk = await startDesk(dataDir);
  const api = apiOf(desk.base, await makeToken(dataDir, 'owner'));
  const { body } = await api('POST', '/articles', {
    ...{ content: '标题\n正文里有一句话。', format: 'text' },
  });
  await fillClaims(dataDir, body.id as string);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '',
    args: ['--no-sandbox'],
  });
  const page = await signIn(browser, desk, {
    viewport: { width: 1440, height: 900 },
  });
  const begun = performance.now();
  await page.goto(`${desk.base}/claims?article=${body.id}`);
  await page.locator('.br.r').first().waitFor();
  await page.waitForLoadState('networkidle');
  add(name, 'pangzhu', 'load', performance.now() - begun, 'ms');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(m => m.name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const frames = (await scrolled(page)).sort((a, b) => a - b);
  const spent = ((await busy()) - before) * 1000;
  add(name, 'pangzhu', 'frame, median', median(frames), 'ms');
  const late = frames[Math.floor(frames.length * 0.95)] ?? NaN;
  add(name, 'pangzhu', 'frame, 95th', late, 'ms');
  add(name, 'pangzhu', 'main thread a frame', spent / FRAMES, 'ms');
  add(name, 'sixty a second', 'frame, 95th', FRAME_MS, 'ms');
  add(name, 'sixty a second', 'main thread a frame', FRAME_MS, 'ms');
  const typed = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('.tools input');
    const set = Object.getOwnPropertyDescriptor(
      HTMLInputElement.prototype,
      'value',
    )?.set;
    if (!field || !set) throw new Error('There is no field');
    const from = performance.now();
    set.call(field, '第 77 条');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    while (document.querySelectorAll('.br.r').length > 1) {
      await new Promise(done => requestAnimationFrame(done));
    }
    return performance.now() - from;
  });
  add(name, 'pangzhu', 'filter', typed, 'ms');
  goals.push(
    {
      ...{ case: name, left: 'pangzhu', right: 'sixty a second' },
      ...{ metric: 'frame, 95th', atMost: 1.15 },
    },
    {
      ...{ case: name, left: 'pangzhu', right: 'sixty a second' },
      ...{ metric: 'main thread a frame', atMost: 1 },
    },
  );
  await browser.close();
  await desk.stop();
  removeDir(dataDir);
}

const goals: Goal[] = [];
refinding();
await board();
report(rows, goals);
