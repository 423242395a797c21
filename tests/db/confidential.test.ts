import { v7 } from 'uuid';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';
import { openStream, type Stream } from '#tests/support/stream.ts';

/**
 * A confidential source exists for those named on it alone: every place that
 * could say more is asked, as an owner who is not named.
 */
let desk: Desk;
const tokens = {} as Record<'holder' | 'named' | 'owner', string>;
let holder: Api;
let named: Api;
let owner: Api;
let namedId: string;
const letters: string[] = [];
let post: SMTPServer;

/** Words that stand in the source, its snapshot and its quotes alone. */
const SECRET = [
  '线人甲',
  '闸机后门',
  '四十一万零八百人',
  'secret-sha',
  '口头交代',
];
const NOTE = '线人甲口头交代：闸机后门那天进了四十一万零八百人。';

beforeAll(async () => {
  post = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        letters.push(text);
        done();
      });
    },
  });
  await new Promise<void>(done => {
    post.listen(0, '127.0.0.1', () => done());
  });
  const { port } = post.server.address() as { port: number };
  desk = await startDesk(makeDataDir(), {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    DIGEST_HOURS: '0.0003',
  });
  tokens.owner = await makeToken(desk.dataDir, 'owner');
  tokens.holder = await makeToken(desk.dataDir, 'checker', 'holder');
  tokens.named = await makeToken(desk.dataDir, 'editor', 'named');
  owner = apiOf(desk.base, tokens.owner);
  holder = apiOf(desk.base, tokens.holder);
  named = apiOf(desk.base, tokens.named);
  namedId = (await named('GET', '/me')).body.id;
}, 120_000);
afterAll(async () => {
  await desk.stop();
  await new Promise<void>(done => post.close(() => done()));
  removeDir(desk.dataDir);
});

type Made = {
  article: string;
  claim: string;
  source: string;
  evidence: string;
};

/** A claim of the owner's that rests on a source that only its holder and one other know. */
async function make(more: object = {}): Promise<Made> {
  const made = await owner('POST', '/articles', {
    content: '不打烊的书房\n去年夜间一共接待了四十一万人次，馆方说。',
    format: 'text',
  });
  const article = made.body.id as string;
  const claim = await owner('POST', `/articles/${article}/claims`, {
    ...{ version: 1, quote: '四十一万人次' },
  });
  const source = await holder('POST', '/sources', {
    ...{ title: `线人甲 ${v7()}`, kind: 'interview', note: '口头交代' },
    ...{ confidential: true, people: [namedId], reliability: 'B' },
    ...more,
  });
  expect(source.status, source.text).toBe(201);
  const form = new FormData();
  form.set('file', new File([NOTE], '闸机后门.txt'));
  const kept = await holder(
    'POST',
    `/sources/${source.body.id}/snapshots`,
    form,
  );
  expect(kept.status, kept.text).toBe(201);
  SECRET[3] = kept.body.sha256;
  const evidence = await holder('POST', `/claims/${claim.body.id}/evidence`, {
    ...{ source: source.body.id, stance: 'supports' },
    ...{ quote: '四十一万零八百人', note: '闸机后门' },
  });
  expect(evidence.status, evidence.text).toBe(201);
  const ids = { claim: claim.body.id, source: source.body.id };
  return { article, ...ids, evidence: evidence.body.id };
}

function expectSilent(text: string, source: string): void {
  for (const word of [...SECRET, source]) expect(text).not.toContain(word);
}

async function decide({ claim }: Made): Promise<void> {
  const { headers } = await holder('GET', `/claims/${claim}`);
  const done = await holder(
    'PATCH',
    `/claims/${claim}`,
    { verdict: 'accurate', finding: '与记录一致。' },
    { 'If-Match': headers.get('etag') ?? '' },
  );
  expect(done.status, done.text).toBe(200);
}

describe('a confidential source', () => {
  it('is there for those named, and nothing to anybody else', async () => {
    const { source } = await make();
    for (const api of [holder, named]) {
      const found = await api('GET', `/sources/${source}`);
      expect(found.body.confidential).toBe(true);
      const list = await api('GET', '/sources?limit=200');
      expect(list.text).toContain(source);
    }
    const { snapshots } = (await holder('GET', `/sources/${source}`)).body;
    const at = `/sources/${source}`;
    for (const path of [
      at,
      `${at}/claims`,
      `${at}/snapshots/${snapshots[0].id}`,
      `${at}/snapshots/${snapshots[0].id}/text`,
      `${at}/snapshots/${snapshots[0].id}/bytes`,
      `${at}/snapshots/${snapshots[0].id}/nearest?quote=${encodeURIComponent('闸机')}`,
    ]) {
      expect([path, (await owner('GET', path)).status]).toEqual([path, 404]);
    }
    for (const query of [
      '',
      '?q=线人',
      `?q=${encodeURIComponent('闸机后门')}`,
      '?kind=interview',
      '?unused=1',
    ]) {
      expectSilent((await owner('GET', `/sources${query}`)).text, source);
    }
    const changed = await owner(
      'PATCH',
      at,
      { title: '改' },
      { 'If-Match': '"2"' },
    );
    expect(changed.status).toBe(404);
  });

  it('under a claim says no more than who holds it', async () => {
    const { claim, source, evidence } = await make();
    const list = await owner('GET', `/claims/${claim}/evidence`);
    expect(list.body.items[0]).toMatchObject({
      ...{ stance: 'supports', quoteCheck: 'exact', quote: '', note: '' },
      ...{ source: { id: null, heldBy: { name: 'holder' } }, snapshot: null },
      ...{ locator: { page: null, start: null, end: null, time: null } },
    });
    expectSilent(list.text, source);
    const one = await owner('GET', `/evidence/${evidence}`);
    expectSilent(one.text, source);
    const read = await named('GET', `/claims/${claim}/evidence`);
    expect(read.text).toContain('四十一万零八百人');
    const tag = one.headers.get('etag') ?? '';
    const patched = await owner(
      'PATCH',
      `/evidence/${evidence}`,
      { note: '改' },
      { 'If-Match': tag },
    );
    expect(patched.status).toBe(403);
    const gone = await owner('DELETE', `/evidence/${evidence}`, undefined, {
      'If-Match': tag,
    });
    expect(gone.status).toBe(403);
  });

  it('carries a verdict that others see, and falls without being named', async () => {
    const made = await make();
    await decide(made);
    const seen = await owner('GET', `/claims/${made.claim}`);
    expect(seen.body.verdict).toBe('accurate');
    const { headers } = await holder('GET', `/sources/${made.source}`);
    await holder(
      'PATCH',
      `/sources/${made.source}`,
      { withdrawn: '线人甲反悔' },
      { 'If-Match': headers.get('etag') ?? '' },
    );
    expect((await owner('GET', `/claims/${made.claim}`)).body.verdict).toBe(
      'unchecked',
    );
    const inbox = await owner('GET', '/inbox');
    expect(inbox.body.items[0]).toMatchObject({ reason: 'source' });
    expectSilent(inbox.text, made.source);
    const history = await owner('GET', `/annotations/${made.claim}/history`);
    expect(history.body.items[0].verb).toBe('annotation.void');
    expectSilent(history.text, made.source);
  });

  it('is in no trail, no table of it, no export', async () => {
    const made = await make();
    await decide(made);
    const activity = await owner(
      'GET',
      `/articles/${made.article}/activity?limit=200`,
    );
    expect(activity.text).toContain('evidence.create');
    expectSilent(activity.text, made.source);
    const own = await named(
      'GET',
      `/articles/${made.article}/activity?limit=200`,
    );
    expect(own.text).toContain('四十一万零八百人');
    const table = await owner(
      'GET',
      `/articles/${made.article}/activity?format=csv`,
    );
    expectSilent(table.text, made.source);
    // A file goes on to others: whoever asks for it.
    for (const api of [owner, holder]) {
      for (const format of ['csv', 'claimreview']) {
        const file = await api(
          'GET',
          `/articles/${made.article}/export?format=${format}`,
        );
        expect(file.status).toBe(200);
        expectSilent(file.text, made.source);
      }
    }
    const file = await owner(
      'GET',
      `/articles/${made.article}/export?format=csv`,
    );
    expect(file.text).toContain('held by holder');
  });

  it('is told to nobody else as it happens, and to whoever saw it that it has gone', async () => {
    const streams = await Promise.all(
      (['owner', 'named'] as const).map(who =>
        openStream(`${desk.base}/api/v1/events`, {
          Authorization: `Bearer ${tokens[who]}`,
        }),
      ),
    );
    const [others, theirs] = streams as [Stream, Stream];
    const until = (stream: Stream, id: string): Promise<void> =>
      stream.until(({ events }) => events.some(e => e.object === id));
    const made = await make();
    const open = await holder('POST', '/sources', {
      ...{ title: '先是公开的', kind: 'document' },
    });
    await until(others, open.body.id);
    await holder(
      'PATCH',
      `/sources/${open.body.id}`,
      { confidential: true, people: [namedId], title: '线人甲' },
      { 'If-Match': '"1"' },
    );
    const last = await owner('POST', '/tags', { name: v7() });
    await until(others, last.body.id);
    await until(theirs, last.body.id);
    const told = JSON.stringify(others.events);
    expectSilent(told, made.source);
    const ofOpen = others.events.filter(e => e.object === open.body.id);
    expect(ofOpen.map(e => e.verb)).toEqual(['source.create', 'source.delete']);
    // Evidence of it is told by how much there is.
    expect(others.events.find(e => e.object === made.evidence)).toMatchObject({
      claim: { id: made.claim, evidence: { supports: 1 } },
    });
    const verbs = theirs.events
      .filter(e => e.object === made.source)
      .map(e => e.verb);
    expect(verbs).toEqual(['source.create', 'source.snapshot']);
    for (const stream of streams) stream.close();
  });

  it('is in no letter', async () => {
    const made = await make();
    await decide(made);
    const { headers } = await holder('GET', `/sources/${made.source}`);
    const before = letters.length;
    await holder(
      'PATCH',
      `/sources/${made.source}`,
      { reliability: 'D', reason: '线人甲反悔' },
      { 'If-Match': headers.get('etag') ?? '' },
    );
    // What else was done meanwhile may be told first.
    const decoded = () => letters.slice(before).map(plain).join('\n');
    await expect.poll(decoded, { timeout: 20_000 }).toContain('downgraded');
    expectSilent(decoded(), made.source);
  });
});

/** A letter without what it was wrapped in to be sent. */
const plain = (letter: string): string =>
  letter
    .replace(/=\r?\n/g, '')
    .replace(/(?:[A-Za-z0-9+/]{40,}={0,2}\s*)+/g, part =>
      Buffer.from(part.replace(/\s/g, ''), 'base64').toString(),
    );
