import { afterEach, describe, expect, it, vi } from 'vitest';

import { Outbox, Refusal, type Saving } from '#app/live/outbox.ts';
import { memoryShelf, type Shelf } from '#app/live/shelf.ts';

afterEach(() => vi.unstubAllGlobals());

const open = (shelf = memoryShelf(), person = 'me'): Outbox => {
  const outbox = new Outbox();
  outbox.open(person, shelf);
  return outbox;
};
const pause = (ms: number): Promise<void> =>
  new Promise(done => setTimeout(done, ms));

describe('the outbox', () => {
  it('names the ETag that the answer before it brought', async () => {
    const sent: [method: string, etag: string | null][] = [];
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      sent.push([init.method ?? '', new Headers(init.headers).get('If-Match')]);
      await pause(1);
      return new Response('{}', { headers: { etag: `"${sent.length}"` } });
    });
    const outbox = open();
    const send = (method: 'POST' | 'PUT' | 'DELETE') =>
      outbox.send({ method, path: '/a', of: 'a' });
    await Promise.all([send('POST'), send('PUT'), send('DELETE')]);
    expect(sent).toEqual([
      ['POST', null],
      ['PUT', '"1"'],
      ['DELETE', '"2"'],
    ]);
    await vi.waitFor(() =>
      expect(outbox.saving()).toEqual({ state: 'saved', pending: 0 }),
    );
  });

  it('lets a refusal stop nothing that comes after it', async () => {
    let n = 0;
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        (n += 1) === 1
          ? new Response('{"detail":"No."}', { status: 409 })
          : new Response('{}'),
      ),
    );
    const outbox = open();
    const first = outbox.send({ method: 'POST', path: '/a' });
    const second = outbox.send({ method: 'POST', path: '/b' });
    await expect(first).rejects.toThrow(Refusal);
    expect((await second).status).toBe(200);
  });

  it('sends with one key until it is answered, and what another page left behind', async () => {
    const keys: string[] = [];
    let reachable = false;
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      keys.push(new Headers(init.headers).get('Idempotency-Key') ?? '');
      return reachable
        ? Promise.resolve(new Response('{}'))
        : Promise.reject(new TypeError('away'));
    });
    const shelf = memoryShelf();
    const closed = open(shelf);
    void closed.send({
      method: 'POST',
      path: '/a',
      about: { article: 'x', operation: 'one' },
    });
    await vi.waitFor(() => expect(closed.saving().state).toBe('waiting'));
    reachable = true;
    const later = open(shelf);
    const [waiting] = await later.takeOver('x');
    expect(waiting?.kept.about?.operation).toBe('one');
    expect((await waiting?.answered)?.status).toBe(200);
    expect(new Set(keys).size).toBe(1);
    expect(await shelf.all('me')).toEqual([]);
  });

  it('names after a reload the ETag that an answer brought before it', async () => {
    const etags: (string | null)[] = [];
    let answers = 1;
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      etags.push(new Headers(init.headers).get('If-Match'));
      answers -= 1;
      return answers >= 0
        ? Promise.resolve(new Response('{}', { headers: { etag: '"8"' } }))
        : Promise.reject(new TypeError('away'));
    });
    const shelf = memoryShelf();
    const closed = open(shelf);
    const change = { method: 'PUT', path: '/a', of: 'a', etag: '"7"' } as const;
    void closed.send(change);
    void closed.send(change);
    await vi.waitFor(() => expect(closed.saving().state).toBe('waiting'));
    answers = 1;
    const later = open(shelf);
    await vi.waitFor(async () => expect(await shelf.all('me')).toEqual([]));
    expect(later.saving().pending).toBe(0);
    expect(etags[0]).toBe('"7"');
    expect(etags.slice(1).every(etag => etag === '"8"')).toBe(true);
  });

  it('says that all is saved when all has been answered, and not between two answers', async () => {
    const said: Saving[] = [];
    let answered = 0;
    vi.stubGlobal('fetch', async () => {
      await pause(1);
      answered += 1;
      return new Response('{}');
    });
    const shelf = memoryShelf();
    // A device's storage takes its time.
    const slow: Shelf = {
      ...shelf,
      put: kept => pause(3).then(() => shelf.put(kept)),
    };
    const outbox = open(slow);
    outbox.subscribe(() => {
      if (outbox.saving().state === 'saved') said.push(outbox.saving());
    });
    const first = outbox.send({ method: 'POST', path: '/1' });
    void first.then(() => outbox.send({ method: 'POST', path: '/3' }));
    await pause(2);
    void outbox.send({ method: 'POST', path: '/2' });
    await vi.waitFor(() => expect(answered).toBe(3));
    await vi.waitFor(() =>
      expect(said).toEqual([{ state: 'saved', pending: 0 }]),
    );
  });

  it('sends nothing that a page before left until this one has taken it over', async () => {
    const etags: (string | null)[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      etags.push(new Headers(init.headers).get('If-Match'));
      return Promise.resolve(
        new Response('{}', { headers: { etag: `"${etags.length + 7}"` } }),
      );
    });
    const shelf = memoryShelf();
    const change = { method: 'PUT', path: '/a', of: 'a', etag: '"7"' } as const;
    await shelf.put({
      ...{ ...change, key: '0', person: 'me', tab: 'closed' },
      about: { article: 'x', operation: 'words' },
    });
    const slow: Shelf = {
      ...shelf,
      all: async person => {
        const all = await shelf.all(person);
        await pause(2);
        return all;
      },
    };
    const outbox = open(slow);
    const taken = outbox.takeOver('x');
    // What was seen on the page is from before that change.
    await outbox.send(change);
    expect(await taken).toHaveLength(1);
    expect(etags).toEqual(['"7"', '"8"']);
  });

  it('sends nobody’s changes in another’s name', async () => {
    const persons: (string | null)[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      persons.push(new Headers(init.headers).get('Pangzhu-Person'));
      return Promise.resolve(new Response('{}', { status: 401 }));
    });
    const shelf = memoryShelf();
    const mine = open(shelf, 'me');
    void mine.send({ method: 'POST', path: '/a' });
    await vi.waitFor(() => expect(mine.saving().state).toBe('signed-out'));
    const theirs = open(shelf, 'you');
    await pause(20);
    expect(theirs.saving()).toEqual({ state: 'saved', pending: 0 });
    expect(new Set(persons)).toEqual(new Set(['me']));
    expect(await shelf.all('me')).toHaveLength(1);
  });

  it('keeps what was refused until a page has taken it in', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('{"detail":"Stale."}', { status: 412 })),
    );
    const shelf = memoryShelf();
    await shelf.put({
      ...{ key: '1', person: 'me', tab: 'closed', method: 'PUT', path: '/a' },
      of: 'a',
      about: { article: 'x', operation: 'words' },
    });
    const later = open(shelf);
    await vi.waitFor(() => expect(later.saving().state).toBe('conflict'));
    const [waiting] = await later.takeOver('x');
    expect(waiting?.kept.about?.operation).toBe('words');
    await expect(waiting?.answered).rejects.toThrow('Stale.');
    expect(await shelf.all('me')).toEqual([]);
    later.decided('a');
    expect(later.saving().state).toBe('saved');
  });
});
