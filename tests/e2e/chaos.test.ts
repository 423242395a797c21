import fs from 'node:fs';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { openArticle, selectWords, signIn } from '#tests/support/page.ts';
import { SAMPLE } from '#tests/support/sample.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
  type Json,
} from '#tests/support/server.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';

/**
 * Somebody writes without minding what happens underneath: the app and the
 * database are killed, the network goes, the page is loaded anew, the session
 * ends, at random moments. At the end every word that was typed is there, once.
 */
const ROUNDS = process.env['SOAK'] ? 100 : 5;
const SEED = Number(process.env['CHAOS_SEED'] ?? 20_260_314);

const CHINESE = { LANG: 'zh_CN.UTF-8' };
const PLACES = ['四十一万人次', '百分之九', '代驾和护工', '三成', '灯停一周'];

let desk: Desk;
let api: Api;
let page: Page;
let article: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  const token = await makeToken(desk.dataDir, 'owner', 'owner', CHINESE);
  api = apiOf(desk.base, token);
  article = (await api('POST', '/articles', { content: SAMPLE })).body.id;
  page = await signIn(browser, desk, {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
  await openArticle(page, `${desk.base}/articles/${article}`);
});

test.afterAll(async () => {
  await page.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

/** mulberry32: a small seeded generator, public domain. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const sleep = (ms: number): Promise<void> =>
  new Promise(done => setTimeout(done, ms));

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  const last = Date.now() + 60_000;
  while (!(await is().catch(() => false))) {
    if (Date.now() > last) throw new Error(`Never: ${what}`);
    await sleep(100);
  }
}

/** Loads the page anew, as often as it takes, signing in where it is asked for. */
async function load(): Promise<void> {
  await until('the page', async () => {
    await page.goto(`${desk.base}/articles/${article}`, { timeout: 5_000 });
    if (page.url().includes('/sign-in')) {
      await page.locator('[name=email]').fill('owner@example.org');
      await page.locator('[name=password]').fill('correct horse battery');
      await page.locator('[name=password]').press('Enter');
      await page.waitForURL(/\/articles/, { timeout: 5_000 });
      return false;
    }
    await page.waitForSelector('.ProseMirror', { timeout: 5_000 });
    await page.locator('.laid').waitFor({ state: 'attached', timeout: 5_000 });
    return true;
  });
}

/** Where a note is written: the editor, or the plain field until it has come. */
const field = () =>
  page.locator('.writing').getByLabel('旁批', { exact: true });

const typed = (): Promise<string> =>
  field().evaluate(element =>
    element instanceof HTMLTextAreaElement
      ? element.value
      : (element.textContent ?? ''),
  );

type Trouble = 'app' | 'database' | 'network' | 'reload' | 'session' | 'none';
const TROUBLES: Trouble[] = [
  'app',
  'database',
  'network',
  'reload',
  'session',
  'none',
];

/** Begins a trouble; returns how it ends. */
async function begin(trouble: Trouble): Promise<() => Promise<void>> {
  switch (trouble) {
    case 'app': {
      const { port } = new URL(desk.base);
      await desk.kill();
      return async () => {
        desk = await startDesk(desk.dataDir, { PORT: port });
      };
    }
    case 'database': {
      const file = path.join(desk.dataDir, 'postgres/cluster/postmaster.pid');
      const [pid] = fs.readFileSync(file, 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
      return () => Promise.resolve();
    }
    case 'network':
      await page.context().setOffline(true);
      return () => page.context().setOffline(false);
    case 'session':
      await until('the database', async () => {
        const embedded = await holdEmbedded(desk.dataDir);
        const client = connect(embedded.url('pangzhu'));
        try {
          await client.sql`delete from sessions`;
        } finally {
          await client.close();
          embedded.release();
        }
        return true;
      });
      return load;
    case 'reload':
      return load;
    case 'none':
      return () => Promise.resolve();
  }
}

/** Everything that is written on the article, as the server has it. */
async function written(): Promise<string[]> {
  const all: string[] = [];
  for (let at = 0; ; at += 1) {
    const { body } = await api(
      'GET',
      `/articles/${article}/annotations/?page=${at}&limit=200`,
    );
    for (const { body: bodies = [] } of body.items as Json[]) {
      for (const { purpose, value } of bodies) {
        if (purpose === 'commenting') all.push(value);
      }
    }
    if (!body.next) return all;
  }
}

test(`Every typed word is there exactly once after ${ROUNDS} rounds of trouble`, async () => {
  test.setTimeout(ROUNDS * 60_000 + 60_000);
  const random = generator(SEED);
  const pick = <T>(list: readonly T[]): T =>
    list[Math.floor(random() * list.length)] as T;
  const words: string[] = [];
  const word = (): string => {
    const made = `词${words.length}号${Math.floor(random() * 1e9)}`;
    words.push(made);
    return made;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const trouble = TROUBLES[round % TROUBLES.length] ?? 'none';
    const at = Math.floor(random() * 4);
    let end: (() => Promise<void>) | null = null;
    for (let step = 0; step < 4; step += 1) {
      if (step === at) {
        await sleep(random() * 60);
        end = await begin(trouble);
      }
      await page.locator('.read .text').focus();
      await selectWords(page, pick(PLACES));
      await page.keyboard.press('n');
      const made = word();
      await field().fill(made);
      await page.keyboard.press('Control+Enter');
      // On the screen at once, whatever the network does.
      await expect(page.locator('.card.act')).toContainText(made);
      if (random() < 0.5) {
        const answer = word();
        await page.locator('.rf textarea').fill(answer);
        // At once: the page may be gone a moment later.
        await page.keyboard.press('Control+Enter');
      }
    }
    // Typed, and not sent: it has to come back into its form.
    await page.locator('.read .text').focus();
    await selectWords(page, pick(PLACES));
    await page.keyboard.press('n');
    const half = word();
    await field().fill(half);
    await end?.();
    if (trouble === 'app' || trouble === 'database') {
      await until('readiness', async () => {
        return (await fetch(`${desk.base}/readyz`)).ok;
      });
    }
    await expect.poll(typed).toBe(half);
    await field().press('Control+Enter');
    await expect(page.locator('[data-saving]')).toHaveAttribute(
      'data-saving',
      'saved',
      { timeout: 60_000 },
    );
  }
  await load();
  const found = await written();
  const counts = words.map(made => [
    made,
    found.filter(text => text === made).length,
  ]);
  expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
  expect(found).toHaveLength(words.length);
  if (process.env['SOAK']) {
    process.stdout.write(
      `${ROUNDS} rounds, ${words.length} typed, 0 lost, 0 twice\n`,
    );
  }
});
