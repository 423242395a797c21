import http from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { resident } from '#tests/support/resident.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';
import { openStream } from '#tests/support/stream.ts';

const STREAMS = 500;
const SECONDS = process.env['SOAK'] ? 60 : 4;

let desk: Desk;
let token: string;
let api: Api;
let article: string;

beforeAll(async () => {
  desk = await startDesk(makeDataDir(), { LOG_LEVEL: 'error' });
  token = await makeToken(desk.dataDir, 'owner');
  api = apiOf(desk.base, token);
  const content = '灯下读书的人\n第一段说了灯。';
  article = (await api('POST', '/articles', { content })).body.id;
});

afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

const address = (): string => `${desk.base}/api/v1/articles/${article}/events`;
const credentials = (): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
});

/** A stream of which the bytes are counted, or with `reads` false never taken. */
function open(reads: boolean): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    http
      .get(address(), { headers: credentials(), agent: false }, answer => {
        if (reads) answer.resume();
        else answer.pause();
        answer.on('error', () => {});
        done(answer);
      })
      .once('error', fail);
  });
}

/** Two hundred events a second, in batches; how many there were. */
async function write(seconds: number, words: string): Promise<number> {
  const target = `${desk.base}/api/v1/articles/${article}`;
  const items = Array.from({ length: 50 }, (_, i) => ({
    motivation: 'commenting',
    bodyValue: `${words}${i}`,
    target,
  }));
  let made = 0;
  for (let at = 0; at < seconds * 4; at += 1) {
    const next = new Promise(done => setTimeout(done, 250));
    const path = `/articles/${article}/annotations/batch`;
    const { status } = await api('POST', path, { items });
    expect(status).toBe(201);
    made += items.length;
    await next;
  }
  return made;
}

describe('one process', () => {
  it.runIf(process.platform === 'linux')(
    'tells 500 open streams 200 events a second, and its memory stays flat',
    async () => {
      const streams = await Promise.all(
        Array.from({ length: STREAMS }, () => open(true)),
      );
      const watched = await openStream(address(), credentials());
      await watched.until(({ id }) => id !== '');
      await write(2, '热身');
      const before = resident(desk.child.pid);
      const made = await write(SECONDS, '一句话');
      await watched.until(({ events }) => events.length >= made + 400);
      expect(watched.events).toHaveLength(made + 400);
      const grown = (resident(desk.child.pid) - before) / 1e6;
      watched.close();
      for (const stream of streams) stream.destroy();
      if (process.env['SOAK']) {
        process.stdout.write(
          `${STREAMS} streams, ${made} events, ${grown.toFixed(0)} MB more\n`,
        );
      }
      // A leak of what each stream was told would be a gigabyte.
      expect(grown).toBeLessThan(200);
    },
  );

  it('lets go of a client that never reads, and the others hear everything', async () => {
    const deaf = await open(false);
    const watched = await openStream(address(), credentials());
    await watched.until(({ id }) => id !== '');
    const before = watched.events.length;
    const let_go = new Promise<void>(done => {
      deaf.once('close', done);
      deaf.once('aborted', done);
    });
    const made = await write(2, '长'.repeat(8_000));
    await watched.until(({ events }) => events.length >= before + made);
    // Only once it reads does it learn that it was let go.
    deaf.resume();
    await let_go;
    watched.close();
    const again = await openStream(address(), {
      ...credentials(),
      'Last-Event-ID': watched.id,
    });
    await api('POST', `/articles/${article}/annotations/`, {
      motivation: 'commenting',
      bodyValue: '之后',
      target: `${desk.base}/api/v1/articles/${article}`,
    });
    await again.until(({ events }) => events.length === 1);
    again.close();
  });
});
