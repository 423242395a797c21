/**
 * From one person's action to the other's screen, at 10 and at 500 open desks,
 * and what a stream holds; beside a bare server that tells all who listen what it
 * is sent and keeps nothing, in one run. Two desks are browsers of their own, the
 * others are streams: what a server has to do for each is the same.
 */
import http from 'node:http';

import { chromium, type Page } from '@playwright/test';

import { makeText } from '#tests/bench/reader/text.ts';
import { median, report, type Row } from '#tests/bench/report.ts';
import { startPeer } from '#tests/bench/peer.ts';
import { openArticle, selectWords, signIn } from '#tests/support/page.ts';
import { resident } from '#tests/support/resident.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
} from '#tests/support/server.ts';

const DESKS = [10, 500];
const ACTIONS = 100;
/** Between two actions, so that each stands alone. */
const PAUSE_MS = 120;
const CHARACTERS = 10_000;
const WIDE = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } };

const rows: Row[] = [];
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const pause = (): Promise<void> =>
  new Promise(done => setTimeout(done, PAUSE_MS));

const desk = await startDesk(makeDataDir(), { LOG_LEVEL: 'error' });
const token = await makeToken(desk.dataDir, 'owner');
await makeToken(desk.dataDir, 'checker', 'zhou');
const api = apiOf(desk.base, token);
const lines = makeText(CHARACTERS);
const content = lines.join('\n');
const article: string = (await api('POST', '/articles', { content })).body.id;
const bare = await startPeer('live/bare');
const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

type Subject = {
  name: string;
  /** The process that answers. */
  pid: number;
  events: string;
  headers: Record<string, string>;
  /** Does something that all who listen hear of, with this in it. */
  act(words: string): Promise<unknown>;
};

const subjects: Subject[] = [
  {
    name: 'bare',
    pid: bare.pid,
    events: bare.base,
    headers: {},
    act: words => fetch(bare.base, { method: 'POST', body: words }),
  },
  {
    name: 'pangzhu',
    pid: desk.child.pid ?? 0,
    events: `${desk.base}/api/v1/articles/${article}/events`,
    headers: { Authorization: `Bearer ${token}` },
    act: words =>
      api('POST', `/articles/${article}/annotations/`, {
        motivation: 'commenting',
        bodyValue: words,
        target: `${desk.base}/api/v1/articles/${article}`,
      }),
  },
];

type Listener = { heard(words: string): Promise<number>; close(): void };

/** A stream, and when words came through it. */
function listen(subject: Subject): Promise<Listener> {
  return new Promise((done, fail) => {
    let wanted = '';
    let tell: (at: number) => void = () => {};
    const asked = http.get(
      subject.events,
      { headers: subject.headers, agent: false },
      answer => {
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          if (wanted && chunk.includes(wanted)) tell(performance.now());
        });
        answer.on('error', () => {});
        done({
          heard: words =>
            new Promise(heard => {
              wanted = words;
              tell = heard;
            }),
          close: () => answer.destroy(),
        });
      },
    );
    asked.once('error', fail);
  });
}

/** The place of the 95th in a hundred. */
const p95 = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;

const add = (
  desks: number,
  subject: string,
  metric: string,
  value: number,
  unit = 'ms',
): void => {
  const name = `${desks} open desks`;
  rows.push({ bench: 'live', case: name, subject, metric, value, unit });
};

/** From an action to a stream: each time in milliseconds. */
async function toStream(subject: Subject, listener: Listener) {
  const times: number[] = [];
  for (let i = 0; i < ACTIONS; i += 1) {
    const words = `话${subject.name}${Math.random()}`;
    const heard = listener.heard(words);
    const from = performance.now();
    await subject.act(words);
    times.push((await heard) - from);
    await pause();
  }
  return times;
}

/**
 * From a key on one person's page to the frame in which another's page shows
 * what it did. Both pages' clocks are this machine's.
 */
async function toScreen(actor: Page, other: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < ACTIONS; i += 1) {
    const shown = other.evaluate(
      () =>
        new Promise<number>(done => {
          const total = '.rail .total b';
          const before = document.querySelector(total)?.textContent;
          new MutationObserver((_, watch) => {
            if (document.querySelector(total)?.textContent === before) return;
            watch.disconnect();
            requestAnimationFrame(() =>
              done(performance.timeOrigin + performance.now()),
            );
          }).observe(document, {
            subtree: true,
            childList: true,
            characterData: true,
          });
        }),
    );
    const pressed = actor.evaluate(
      () =>
        new Promise<number>(done =>
          addEventListener(
            'keydown',
            () => done(performance.timeOrigin + performance.now()),
            { capture: true, once: true },
          ),
        ),
    );
    const line = lines[1 + (i % 20)] ?? '';
    const at = (i % 8) * 5;
    await selectWords(actor, line.slice(at, at + 5));
    await actor.keyboard.press('1');
    times.push((await shown) - (await pressed));
    await pause();
  }
  return times;
}

try {
  const actor = await signIn(browser, desk, WIDE);
  const other = await signIn(browser, desk, WIDE, 'zhou@example.org');
  const address = `${desk.base}/articles/${article}`;
  await openArticle(actor, address);
  await openArticle(other, address);
  for (const desks of DESKS) {
    for (const subject of subjects) {
      say(`${desks} open desks: ${subject.name}`);
      const first = await listen(subject);
      await subject.act('warm');
      await pause();
      const before = resident(subject.pid);
      const others = await Promise.all(
        Array.from({ length: desks - 3 }, () => listen(subject)),
      );
      const told = await toStream(subject, first);
      const held = (resident(subject.pid) - before) / others.length;
      add(desks, subject.name, 'stream', median(told));
      add(desks, subject.name, 'stream p95', p95(told));
      if (desks >= 100) {
        add(desks, subject.name, 'a stream holds', held / 1024, 'kB');
      }
      if (subject.name === 'pangzhu') {
        const shown = await toScreen(actor, other);
        add(desks, subject.name, 'screen', median(shown));
        add(desks, subject.name, 'screen p95', p95(shown));
      }
      for (const listener of [first, ...others]) listener.close();
      await pause();
    }
  }
} finally {
  await browser.close();
  bare.stop();
  await desk.stop();
  removeDir(desk.dataDir);
}

// Nobody has set a ratio for these: the peer keeps nothing, asks no database, and
// draws nothing; what is measured is what that costs.
report(rows, []);
process.exit(0);
