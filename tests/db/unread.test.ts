import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#app/people/policy.ts';
import { connect, type Client } from '#db/client.ts';
import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import { countUnread, listFollowed } from '#db/queries/notices.ts';
import { fill } from '#tests/support/fill.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const TEXT = '不打烊的书房\n馆长说，去年夜里来了四十一万人次。';
const MANY = 5000;

let desk: Desk;
let held: Embedded;
let client: Client;
let owner: Api;
let editor: Api;
let workspace: string;
let actor: Actor;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  owner = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  editor = apiOf(desk.base, await makeToken(desk.dataDir, 'editor'));
  const me = (await owner('GET', '/me')).body;
  actor = { id: me.id, role: me.role };
  held = await holdEmbedded(desk.dataDir);
  client = connect(held.url('pangzhu'), 2);
  const [row] = await client.sql`select id from workspaces`;
  workspace = (row as { id: string }).id;
}, 120_000);
afterAll(async () => {
  await client.close();
  held.release();
  await desk.stop();
  removeDir(desk.dataDir);
});

async function made(by: Api): Promise<string> {
  const { status, body } = await by('POST', '/articles', { content: TEXT });
  expect(status).toBe(201);
  return body.id as string;
}

/** As many rows as the database reads to count what is unread. */
const rowsRead = (): Promise<number> =>
  client.db.transaction(async tx => {
    await countUnread(tx, workspace, actor);
    const [row] = await tx.execute<{ total: number }>(
      `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as total
       from pg_stat_xact_user_tables`,
    );
    return row?.total ?? NaN;
  });

describe('What waits unread', () => {
  it('is counted the same on every page of the inbox', async () => {
    const article = await made(owner);
    for (const words of ['一', '二', '三']) {
      const note = { type: 'Annotation', bodyValue: `@owner ${words}` };
      const target = `${desk.base}/api/v1/articles/${article}`;
      const { status } = await editor(
        'POST',
        `/articles/${article}/annotations`,
        { ...note, '@context': 'http://www.w3.org/ns/anno.jsonld', target },
      );
      expect(status).toBe(201);
    }
    const first = (await owner('GET', '/inbox?limit=2')).body;
    const rest = (
      await owner('GET', `/inbox?limit=2&cursor=${String(first.next)}`)
    ).body;
    expect(first.unread).toBe(4);
    expect(rest.unread).toBe(4);
  });

  it('counts an article with news once, and none that nobody else has touched', async () => {
    const before = await countUnread(client.db, workspace, actor);
    const quiet = await made(owner);
    const lively = await made(owner);
    for (const version of [1, 2]) {
      const etag = { 'If-Match': `"${version}"` };
      const patch = { section: `要闻 ${version}` };
      const changed = await editor('PATCH', `/articles/${lively}`, patch, etag);
      expect(changed.status).toBe(200);
    }
    const followed = await listFollowed(client.db, workspace, actor);
    const counts = new Map(followed.map(row => [row.article, row.count]));
    expect(counts.get(lively)).toBe(2);
    expect(counts.has(quiet)).toBe(false);
    expect(await countUnread(client.db, workspace, actor)).toBe(before + 1);
  });

  it.each(['has not counted its rows', 'has counted them'])(
    'is counted without reading all annotations, by a database that %s',
    async state => {
      // Of what others bring in it is asked whether one has annotated it.
      await made(editor);
      await owner('PATCH', '/inbox', { all: true });
      const before = await rowsRead();
      const article = await made(owner);
      const marks = Array.from({ length: MANY }, (_, i) => ({
        ...{ start: i % 8, end: 9, look: 'note' as const },
      }));
      await fill(desk, article, TEXT, marks);
      if (state === 'has counted them') await client.sql`analyze`;
      expect(await rowsRead()).toBeLessThan(before + MANY / 10);
    },
  );
});
