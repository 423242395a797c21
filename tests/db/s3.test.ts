import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  apiOf,
  makeDataDir,
  makeDir,
  makeToken,
  pangzhu,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const BUCKET = 'snapshots';
// The keys that this server knows.
const KEYS = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' };

let store: S3rver;
let folder: string;
let desk: Desk;
let checker: Api;

beforeAll(async () => {
  folder = makeDir();
  store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = (await store.run()) as AddressInfo;
  desk = await startDesk(makeDataDir(), {
    ...KEYS,
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_BUCKET: BUCKET,
  });
  checker = apiOf(desk.base, await makeToken(desk.dataDir, 'checker'));
}, 120_000);
afterAll(async () => {
  await desk.stop();
  await store.close().catch(() => {});
  removeDir(desk.dataDir);
  removeDir(folder);
});

async function keep(text: string) {
  const source = await checker('POST', '/sources', {
    ...{ title: '年报', kind: 'document' },
  });
  const form = new FormData();
  form.set('file', new File([text], '年报.txt'));
  const at = `/sources/${source.body.id}/snapshots`;
  return { at, kept: await checker('POST', at, form) };
}

describe('an S3-compatible store', () => {
  it('keeps the bytes of snapshots once by their hash, and gives them back', async () => {
    const text = '入馆 41.2 万人次。';
    const sha256 = createHash('sha256').update(text).digest('hex');
    for (let i = 0; i < 2; i += 1) {
      const { at, kept } = await keep(text);
      expect(kept.status, kept.text).toBe(201);
      expect(kept.body.sha256).toBe(sha256);
      const back = await checker('GET', `${at}/${kept.body.id}/bytes`);
      expect(back.text).toBe(text);
    }
    const lying = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('_object'));
    expect(lying).toHaveLength(1);
    expect(lying[0]).toContain(sha256);
    expect(fs.existsSync(path.join(desk.dataDir, 'files'))).toBe(false);
  });

  it('that is away refuses what it cannot keep, and nothing else breaks', async () => {
    await store.close();
    const { at, kept } = await keep('又一份年报');
    expect(kept.status).toBe(503);
    const id = at.split('/')[2] ?? '';
    const source = await checker('GET', `/sources/${id}`);
    expect(source.body.snapshots).toEqual([]);
    await store.run();
  });

  it('that is half set up stops the desk with a sentence', async () => {
    const { code, stderr } = await pangzhu(desk.dataDir, ['doctor'], '', {
      S3_ENDPOINT: 'http://127.0.0.1:1',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('S3_BUCKET is missing');
  });
});
