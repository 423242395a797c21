import { afterEach, expect, test, vi } from 'vitest';

import { Outbox, Refusal } from '#app/live/outbox.ts';

afterEach(() => vi.unstubAllGlobals());

test('A change names the ETag that the answer before it brought', async () => {
  const sent: [method: string, etag: string | null][] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push([init.method ?? '', new Headers(init.headers).get('If-Match')]);
    await new Promise(done => setTimeout(done, 1));
    return new Response('{}', { headers: { etag: `"${sent.length}"` } });
  });
  const outbox = new Outbox();
  let etag: string | undefined;
  const send = async (method: 'POST' | 'PUT' | 'DELETE') => {
    ({ etag = '' } = (await outbox.send({
      method,
      path: '/a',
      ifMatch: () => etag,
    })) as { etag?: string });
  };
  await Promise.all([send('POST'), send('PUT'), send('DELETE')]);
  expect(sent).toEqual([
    ['POST', null],
    ['PUT', '"1"'],
    ['DELETE', '"2"'],
  ]);
  expect(outbox.saving()).toEqual({ state: 'saved', pending: 0 });
});

test('A refusal stops nothing that comes after it', async () => {
  let n = 0;
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      (n += 1) === 1
        ? new Response('{"detail":"No."}', { status: 409 })
        : new Response('{}'),
    ),
  );
  const outbox = new Outbox();
  const first = outbox.send({ method: 'POST', path: '/a' });
  const second = outbox.send({ method: 'POST', path: '/b' });
  await expect(first).rejects.toThrow(Refusal);
  expect((await second).status).toBe(200);
});
