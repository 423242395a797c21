import { afterAll, beforeAll, expect, it } from 'vitest';

import { versionContent } from '#app/articles/articles.server.ts';
import { within, type Context } from '#app/context.server.ts';
import { connect, type Client } from '#db/client.ts';
import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

let desk: Desk;
let held: Embedded;
let client: Client;
let id: string;
let ctx: Context;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const owner = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  const content = '第一场雪\n雪下了三天。';
  id = (await owner('POST', '/articles', { content })).body.id;
  held = await holdEmbedded(desk.dataDir);
  client = connect(held.url('pangzhu'), 2);
  const [row] = await client.sql`select workspace_id as id from articles`;
  const { id: workspaceId } = row as { id: string };
  ctx = { db: client.db, workspaceId } as Context;
}, 120_000);
afterAll(async () => {
  await client.close();
  held.release();
  await desk.stop();
  removeDir(desk.dataDir);
});

it('is never what a transaction has written that came to nothing', async () => {
  const undone = new Error('undone');
  const failing = client.db.transaction(async tx => {
    await tx.execute(`update versions set text = '没有下过雪。'`);
    const { text } = await versionContent(within(ctx, tx), id, 1);
    expect(text).toBe('没有下过雪。');
    throw undone;
  });
  await expect(failing).rejects.toBe(undone);
  expect((await versionContent(ctx, id, 1)).text).toContain('雪下了三天。');
});
