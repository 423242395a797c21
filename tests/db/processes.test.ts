import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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
import { openStream, type Stream } from '#tests/support/stream.ts';

let first: Desk;
let second: Desk;
let proxy: http.Server;
let token: string;
let api: Api;
let base: string;
let article: string;

beforeAll(async () => {
  const dataDir = makeDataDir();
  first = await startDesk(dataDir);
  second = await startDesk(dataDir);
  proxy = await startProxy([first.base, second.base]);
  base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  token = await makeToken(dataDir, 'owner');
  api = apiOf(base, token);
  const content = '灯下读书的人\n第一段说了灯。';
  article = (await api('POST', '/articles', { content })).body.id;
});

afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await first.stop();
  await second.stop();
  removeDir(first.dataDir);
});

/** Hands each request to the next of several. */
async function startProxy(bases: string[]): Promise<http.Server> {
  let turn = 0;
  const server = http.createServer((request, response) => {
    const target = new URL(request.url ?? '/', bases[turn++ % bases.length]);
    const onward = http.request(
      target,
      { method: request.method, headers: request.headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return server;
}

const follow = (headers: Record<string, string> = {}): Promise<Stream> =>
  openStream(`${base}/api/v1/articles/${article}/events`, {
    Authorization: `Bearer ${token}`,
    ...headers,
  });
const note = (text: string): Promise<Json> =>
  api('POST', `/articles/${article}/annotations/`, {
    motivation: 'commenting',
    bodyValue: text,
    target: `${base}/api/v1/articles/${article}`,
  });
const said = ({ events }: Stream): string[] =>
  events.map(event => event.annotation?.body ?? '');

describe('two processes on one database', () => {
  it('tell what either does, each thing once, and one goes on where the other was cut', async () => {
    const heard: string[] = [];
    let stream = await follow();
    await stream.until(({ id }) => id !== '');
    const texts = Array.from({ length: 60 }, (_, i) => `写${i}`);
    const writing = Promise.all(texts.map(note));
    for (let cut = 0; cut < 6; cut += 1) {
      const before = stream.events.length;
      await stream
        .until(({ events }) => events.length > before)
        .catch(() => {});
      stream.close();
      heard.push(...said(stream));
      // The proxy hands this one to the other process.
      stream = await follow({ 'Last-Event-ID': stream.id });
    }
    await writing;
    await stream.until(now => heard.length + now.events.length >= 60);
    heard.push(...said(stream));
    stream.close();
    expect(heard.sort()).toEqual(texts.sort());
  });

  it('know who is there, at whichever of them', async () => {
    const streams = await Promise.all([follow(), follow()]);
    for (const stream of streams) await stream.until(({ id }) => id !== '');
    const tab = '0199a0de-0000-4000-8000-000000000001';
    const path = `/articles/${article}/presence`;
    await api('PUT', path, { tab, selection: [0, 2] });
    for (const stream of streams) {
      await stream.until(({ present }) => present?.people.length === 1);
      expect(stream.present.people[0]).toMatchObject({ selection: [0, 2] });
    }
    await api('PUT', path, { tab, leaving: true });
    for (const stream of streams) {
      await stream.until(({ present }) => present?.people.length === 0);
      stream.close();
    }
  });
});
