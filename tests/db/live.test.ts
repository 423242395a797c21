import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Hub } from '#app/live/hub.server.ts';
import type { Follower } from '#app/live/live.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  pangzhu,
  removeDir,
  startDesk,
  type Api,
  type Desk,
  type Json,
} from '#tests/support/server.ts';
import { openStream, type Stream } from '#tests/support/stream.ts';

/** How often a stream is cut under writers. */
const CUTS = process.env['SOAK'] ? 200 : 10;

let desk: Desk;
let tokens: { owner: string; checker: string };
let owner: Api;
let checker: Api;
let article: string;
let other: string;

beforeAll(async () => {
  const dataDir = makeDataDir();
  desk = await startDesk(dataDir);
  tokens = {
    owner: await makeToken(dataDir, 'owner'),
    checker: await makeToken(dataDir, 'checker'),
  };
  owner = apiOf(desk.base, tokens.owner);
  checker = apiOf(desk.base, tokens.checker);
  const content = '灯下读书的人\n第一段说了灯。\n第二段说了书。';
  article = (await owner('POST', '/articles', { content })).body.id;
  other = (await owner('POST', '/articles', { content })).body.id;
});

afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

/** @throws when it does not come true within five seconds */
async function until(is: () => boolean): Promise<void> {
  const last = Date.now() + 5_000;
  while (!is()) {
    if (Date.now() > last) throw new Error('It never came true.');
    await new Promise(done => setTimeout(done, 10));
  }
}

const follow = (
  who: keyof typeof tokens,
  path = `/articles/${article}/events`,
  headers: Record<string, string> = {},
): Promise<Stream> =>
  openStream(`${desk.base}/api/v1${path}`, {
    Authorization: `Bearer ${tokens[who]}`,
    ...headers,
  });

const note = (
  api: Api,
  id: string,
  text: string,
  more: object = {},
): Promise<{ status: number; body: Json }> =>
  api('POST', `/articles/${id}/annotations/`, {
    motivation: 'commenting',
    bodyValue: text,
    target: `${desk.base}/api/v1/articles/${id}`,
    ...more,
  });

const shortId = (body: Json): string => String(body.id).split('/').at(-1) ?? '';
const said = ({ events }: Stream): string[] =>
  events.map(event => event.annotation?.body ?? null);

describe('a stream of events', () => {
  it('tells what others do on an article, and on that one alone', async () => {
    const stream = await follow('checker');
    const everywhere = await follow('checker', '/events');
    await note(owner, other, '别处');
    const { body } = await note(owner, article, '这里');
    await stream.until(({ events }) => events.length > 0);
    await everywhere.until(({ events }) => events.length > 1);
    expect(stream.events).toHaveLength(1);
    expect(stream.events[0]).toMatchObject({
      verb: 'annotation.create',
      article,
      object: shortId(body),
      person: { name: 'owner' },
      annotation: { kind: 'note', body: '这里', revision: 1, anchor: null },
    });
    expect(said(everywhere)).toEqual(['别处', '这里']);
    stream.close();
    everywhere.close();
  });

  it('resumes after an id, and misses and repeats nothing', async () => {
    const first = await follow('checker');
    await note(owner, article, '一');
    await first.until(stream => said(stream).includes('一'));
    first.close();
    for (const text of ['二', '三', '四']) await note(owner, article, text);
    const second = await follow('checker', undefined, {
      'Last-Event-ID': first.id,
    });
    await note(owner, article, '五');
    await second.until(stream => said(stream).includes('五'));
    expect(said(second)).toEqual(['二', '三', '四', '五']);
    second.close();
  });

  it('tells whoever joins what is told to others in that moment', async () => {
    const embedded = await holdEmbedded(desk.dataDir);
    const client = connect(embedded.url('pangzhu'));
    const [workspace] = await client.sql`select id from workspaces`;
    const [me] = await client.sql`select id from people where role = 'owner'`;
    // The next answer of the database is on its way for as long as it has to be.
    let delay: Promise<void> | null = null;
    const execute = client.db.execute.bind(client.db);
    client.db.execute = ((...query: Parameters<typeof execute>) => {
      const wait = delay;
      delay = null;
      return execute(...query).then(async rows => {
        await wait;
        return rows;
      });
    }) as typeof execute;
    const hub = new Hub(client, String(workspace?.['id']));
    await hub.open();
    const heard: Record<string, string[]> = { first: [], second: [] };
    const followerOf = (name: string): Follower => ({
      actor: {
        ...{ id: String(me?.['id']), name: 'owner', role: 'owner', colour: 1 },
        ...{ language: 'zh-CN', email: 'owner@example.org' },
      },
      articles: null,
      everything: true,
      push: events =>
        heard[name]?.push(...events.map(e => e.annotation?.body ?? '')),
      present: () => {},
      end: () => {},
      holds: () => Promise.resolve(true),
    });
    const before = await hub.position();
    const stopFirst = await hub.follow(followerOf('first'), before);
    const wasHeard = () => heard['first']?.includes('就在那一刻') ?? false;
    delay = Promise.race([
      until(wasHeard),
      new Promise<void>(done => setTimeout(done, 1000)),
    ]);
    const joining = hub.follow(followerOf('second'), before);
    await note(owner, article, '就在那一刻');
    await until(wasHeard);
    const stopSecond = await joining;
    await until(() => heard['second']?.includes('就在那一刻') ?? false);
    expect(heard['second']).toEqual(heard['first']);
    stopFirst();
    stopSecond();
    await hub.close();
    await client.close();
    embedded.release();
  });

  it('comes through many cuts under writers at once with every event once', async () => {
    const texts = Array.from({ length: CUTS * 12 }, (_, i) => `写${i}`);
    let stream = await follow('checker');
    await stream.until(({ id }) => id !== '');
    const heard: string[] = [];
    const writing = Promise.all(
      [0, 1, 2, 3].map(async lane => {
        for (let i = lane; i < texts.length; i += 4) {
          await note(i % 2 ? owner : checker, article, texts[i] ?? '');
        }
      }),
    );
    for (let cut = 0; cut < CUTS; cut += 1) {
      const before = stream.events.length;
      await stream
        .until(({ events }) => events.length >= before + 5)
        .catch(() => {});
      stream.close();
      heard.push(...said(stream));
      stream = await follow('checker', undefined, {
        'Last-Event-ID': stream.id,
      });
    }
    await writing;
    await stream.until(now => heard.length + now.events.length >= texts.length);
    heard.push(...said(stream));
    stream.close();
    expect([...heard].sort()).toEqual([...texts].sort());
    if (process.env['SOAK']) {
      process.stdout.write(
        `${CUTS} cuts, ${texts.length} events, 0 missed, 0 twice\n`,
      );
    }
  });

  it('says nothing of what is private, and that it goes when it becomes so', async () => {
    const stream = await follow('checker');
    await note(owner, article, '只给自己', { visibility: 'private' });
    const { body } = await note(owner, article, '给大家');
    await stream.until(now => said(now).includes('给大家'));
    const path = `/articles/${article}/annotations/${shortId(body)}`;
    const hidden = {
      motivation: 'commenting',
      bodyValue: '又收回',
      target: `${desk.base}/api/v1/articles/${article}`,
      visibility: 'private',
    };
    const { status } = await owner('PUT', path, hidden, { 'If-Match': '"1"' });
    expect(status).toBe(200);
    await stream.until(({ events }) => events.length === 2);
    expect(stream.events[1]).toMatchObject({
      object: shortId(body),
      annotation: null,
    });
    expect(JSON.stringify(stream.events)).not.toContain('只给自己');
    expect(JSON.stringify(stream.events)).not.toContain('又收回');
    stream.close();
  });

  it('ends when who follows it signs out, or is removed', async () => {
    const form = {
      email: 'checker@example.org',
      password: 'correct horse battery',
    };
    const answer = await fetch(`${desk.base}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: desk.base },
      body: new URLSearchParams(form),
    });
    const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
    const address = `${desk.base}/api/v1/events`;
    const stream = await openStream(address, { Cookie: cookie });
    await stream.until(({ id }) => id !== '');
    await fetch(`${desk.base}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: desk.base, Cookie: cookie },
    });
    await stream.until(({ ended }) => ended);

    await makeToken(desk.dataDir, 'checker', 'leaver').then(async token => {
      const left = await openStream(address, {
        Authorization: `Bearer ${token}`,
      });
      await left.until(({ id }) => id !== '');
      await pangzhu(desk.dataDir, [
        ...['user', 'disable', '--email', 'leaver@example.org'],
      ]);
      await left.until(({ ended }) => ended);
    });
  });

  it('is refused without credentials, with an id that is none, or of an article that is not there', async () => {
    await expect(
      openStream(`${desk.base}/api/v1/events`, {
        Authorization: 'Bearer pz_x',
      }),
    ).rejects.toThrow('401');
    await expect(
      follow('owner', undefined, { 'Last-Event-ID': 'yesterday' }),
    ).rejects.toThrow('422');
    await expect(
      follow('owner', '/articles/0199a0de-0000-7000-8000-000000000000/events'),
    ).rejects.toThrow('404');
  });
});

describe('the trail', () => {
  it('is read newest first, page by page', async () => {
    const { body } = await note(owner, other, '第一稿');
    const id = shortId(body);
    const path = `/articles/${other}/annotations/${id}`;
    const changed = {
      motivation: 'commenting',
      bodyValue: '第二稿',
      target: `${desk.base}/api/v1/articles/${other}`,
    };
    await owner('PUT', path, changed, { 'If-Match': '"1"' });
    await owner('DELETE', path, undefined, { 'If-Match': '"2"' });
    await owner('POST', `${path}/restore`);
    const history = await checker('GET', `/annotations/${id}/history`);
    expect(history.body.items.map((item: Json) => item.verb)).toEqual([
      'annotation.restore',
      'annotation.delete',
      'annotation.change',
      'annotation.create',
    ]);
    expect(history.body.items[3].detail.body).toBe('第一稿');
    const first = await checker('GET', `/articles/${other}/activity?limit=3`);
    expect(first.body.items).toHaveLength(3);
    const { body: rest } = await checker(
      'GET',
      `/articles/${other}/activity?limit=200&cursor=${first.body.next}`,
    );
    expect(rest.next).toBeNull();
    const verbs = [...first.body.items, ...rest.items].map(
      (item: Json) => item.verb,
    );
    expect(verbs.at(-1)).toBe('article.create');
    expect(
      (await checker('GET', `/articles/${other}/activity?cursor=x`)).status,
    ).toBe(422);
  });

  it('hides what was done to somebody’s private annotation', async () => {
    const { body } = await note(owner, other, '秘密', {
      visibility: 'private',
    });
    const { body: seen } = await checker('GET', `/articles/${other}/activity`);
    expect(JSON.stringify(seen)).not.toContain('秘密');
    const history = `/annotations/${shortId(body)}/history`;
    expect((await checker('GET', history)).status).toBe(404);
    expect((await owner('GET', history)).status).toBe(200);
  });
});
