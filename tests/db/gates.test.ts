import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
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

let desk: Desk;
const apis: Record<string, Api> = {};
const as = (who: string): Api => {
  const api = apis[who];
  if (!api) throw new Error(who);
  return api;
};

const GATES = [
  ...['review-1', 'review-2', 'review-3'],
  ...['proof-1', 'proof-2', 'proof-3'],
] as const;

const TEXT = '不打烊的书房\n开到第四年，最难的从来不是灯。';

let article: string;
let hash: string;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  for (const [who, role] of [
    ['owner', 'owner'],
    ['writer', 'editor'],
    ['one', 'editor'],
    ['two', 'editor'],
    ['three', 'checker'],
    ['four', 'checker'],
    ['reader', 'reader'],
  ] as const) {
    apis[who] = apiOf(desk.base, await makeToken(desk.dataDir, role, who));
  }
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});
beforeEach(async () => {
  const made = await as('writer')('POST', '/articles', {
    ...{ content: TEXT, format: 'text' },
  });
  expect(made.status, made.text).toBe(201);
  article = made.body.id as string;
  hash = made.body.versionHash as string;
  await workflow({
    workflow: 'three-reviews',
    rules: ['gates-unsigned'],
    signers: {},
  });
});

async function workflow(change: object) {
  const { headers } = await as('owner')('GET', '/workflow');
  const answer = await as('owner')('PATCH', '/workflow', change, {
    'If-Match': headers.get('etag') ?? '',
  });
  expect(answer.status, answer.text).toBe(200);
}

const sign = (who: string, gate: string, more: object = {}) =>
  as(who)('POST', `/articles/${article}/sign-offs`, {
    ...{ gate, versionHash: hash, note: `${gate}：看过。` },
    ...more,
  });

async function signed(who: string, gate: string, more: object = {}) {
  const answer = await sign(who, gate, more);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

const states = async (): Promise<string[]> => {
  const { body } = await as('reader')('GET', `/articles/${article}/sign-offs`);
  return body.gates.map(({ state }: { state: string }) => state);
};

async function allSigned(): Promise<void> {
  const who = ['one', 'two', 'three', 'one', 'two', 'three'];
  for (const [i, gate] of GATES.entries()) await signed(who[i] ?? '', gate);
}

async function revise(content: string): Promise<void> {
  const answer = await as('writer')('POST', `/articles/${article}/versions`, {
    ...{ content, format: 'text', force: true },
  });
  expect(answer.status, answer.text).toBe(201);
  hash = answer.body.versionHash as string;
}

const publication = async () =>
  (await as('reader')('GET', `/articles/${article}/publication`)).body;

describe('Gates', () => {
  it('are those of 三审三校 until the owners say otherwise, with their titles', async () => {
    const { body } = await as('reader')(
      'GET',
      `/articles/${article}/sign-offs`,
    );
    expect(body).toMatchObject({ items: [], next: null, version: 1 });
    expect(body.gates.map((one: { gate: string }) => one.gate)).toEqual(GATES);
    expect(body.gates[0].title.length).toBeGreaterThan(0);
    expect(await states()).toEqual(['open', ...Array(5).fill('waiting')]);
    await workflow({ workflow: 'two-steps' });
    expect(await states()).toEqual(['open', 'waiting']);
    expect((await sign('one', 'proof-1')).status).toBe(409);
    await workflow({ workflow: 'none' });
    expect(await states()).toEqual([]);
  });

  it('are signed in order, each review by another person and none by whoever wrote it', async () => {
    expect((await sign('one', 'review-2')).status).toBe(409);
    const author = await sign('writer', 'review-1');
    expect(author.status).toBe(409);
    expect(author.body.detail).toMatch(/wrote|写过/);
    const made = await signed('one', 'review-1', { errors: 2 });
    expect(made).toMatchObject({
      ...{ gate: 'review-1', versionHash: hash, errors: 2, void: false },
      ...{ person: { name: 'one' }, note: 'review-1：看过。' },
    });
    expect((await sign('two', 'review-1')).status).toBe(409);
    expect((await sign('one', 'review-2')).status).toBe(409);
    await signed('two', 'review-2');
    await signed('three', 'review-3');
    // Proofs are anybody's, whoever wrote it among them.
    for (const gate of GATES.slice(3)) await signed('writer', gate);
    expect(await states()).toEqual(Array(6).fill('signed'));
    expect((await publication()).state).toBe('signed');
  });

  it('ask for a note, the words as they are, and one’s own name', async () => {
    expect((await sign('one', 'review-1', { note: '  ' })).status).toBe(422);
    expect((await sign('one', 'review-0')).status).toBe(422);
    expect((await sign('one', 'review-1', { errors: -1 })).status).toBe(422);
    expect((await sign('reader', 'review-1')).status).toBe(403);
    const { body: me } = await as('two')('GET', '/me');
    expect((await sign('one', 'review-1', { person: me.id })).status).toBe(409);
    const was = hash;
    await revise(`${TEXT}又一句。`);
    const stale = await sign('one', 'review-1', { versionHash: was });
    expect(stale.status).toBe(409);
    expect(stale.body.current).toEqual({ version: 2, versionHash: hash });
    expect(await states()).toEqual(['open', ...Array(5).fill('waiting')]);
  });

  it('are void where the words change, and each signer gives it again', async () => {
    await allSigned();
    const was = hash;
    await revise(`${TEXT}又一句。`);
    expect(await states()).toEqual(Array(6).fill('void'));
    const { body } = await as('one')('GET', `/articles/${article}/sign-offs`);
    expect(body.items.every((one: { void: boolean }) => one.void)).toBe(true);
    expect((await sign('one', 'review-2')).status).toBe(409);
    await signed('one', 'review-1');
    expect((await states())[0]).toBe('signed');
    // The same words again are words that were signed.
    await as('writer')('POST', `/articles/${article}/versions/1/restore`);
    const back = await as('one')('GET', `/articles/${article}/sign-offs`);
    expect(back.body.versionHash).toBe(was);
    expect(await states()).toEqual(Array(6).fill('signed'));
  });

  it('that a signer edits after signing are void, though the words come back', async () => {
    await signed('one', 'review-1');
    const made = await as('one')('POST', `/articles/${article}/versions`, {
      ...{ content: `${TEXT}改。`, format: 'text' },
    });
    expect(made.status).toBe(201);
    await as('writer')('POST', `/articles/${article}/versions/1/restore`);
    expect((await states())[0]).toBe('void');
    expect((await sign('one', 'review-1')).status).toBe(409);
    await signed('two', 'review-1');
  });

  it('can be for named people alone', async () => {
    const { body: me } = await as('four')('GET', '/me');
    await workflow({ signers: { 'review-1': [me.id] } });
    expect((await sign('one', 'review-1')).status).toBe(403);
    expect((await sign('owner', 'review-1')).status).toBe(403);
    await signed('four', 'review-1');
    const { headers } = await as('owner')('GET', '/workflow');
    const etag = { 'If-Match': headers.get('etag') ?? '' };
    const stranger = '01a2137b-0000-7000-8000-000000000009';
    const wrong = await as('owner')(
      ...([
        'PATCH',
        '/workflow',
        { signers: { 'review-1': [stranger] } },
      ] as const),
      etag,
    );
    expect(wrong.status).toBe(422);
    expect((await as('one')('PATCH', '/workflow', {}, etag)).status).toBe(403);
  });

  it('let one of two through who sign at once', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map(who => sign(who, 'review-1')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...[201, 409, 409, 409],
    ]);
    const { body } = await as('one')('GET', `/articles/${article}/sign-offs`);
    expect(body.items).toHaveLength(1);
  });

  it('are held by the database, too: no author, no second review, no other hash, nothing rewritten', async () => {
    await signed('one', 'review-1');
    const embedded = await holdEmbedded(desk.dataDir);
    const { sql, close } = connect(embedded.url('pangzhu'));
    const idOf = async (who: string) =>
      (await as(who)('GET', '/me')).body.id as string;
    const [row] = await sql`
      select workspace_id from articles where id = ${article}`;
    const write = (gate: string, person: string, of = hash) => sql`
      insert into sign_offs (workspace_id, id, article_id, version,
        version_hash, gate, person_id, note, errors)
      values (${row?.['workspace_id']}, gen_random_uuid(), ${article}, 1, ${of},
        ${gate}, ${person}, '看过', 0)`;
    await expect(write('review-2', await idOf('writer'))).rejects.toThrow(
      /wrote/,
    );
    await expect(write('review-2', await idOf('one'))).rejects.toThrow(
      /reviewer/,
    );
    await expect(
      write('review-2', await idOf('two'), '0'.repeat(64)),
    ).rejects.toThrow(/hash/);
    await expect(
      sql`update sign_offs set note = '改' where article_id = ${article}`,
    ).rejects.toThrow(/stays/);
    await expect(
      sql`delete from sign_offs where article_id = ${article}`,
    ).rejects.toThrow(/stays/);
    await close();
    embedded.release();
  });
});

describe('Publishing', () => {
  const publish = (version: number, who = 'one') =>
    as(who)('POST', `/articles/${article}/publish`, { version });

  it('is refused with all that the workspace asks for, and goes through when it is done', async () => {
    await workflow({
      rules: ['gates-unsigned', 'claims-open', 'numbers-unchecked'],
    });
    const claim = await as('three')('POST', `/articles/${article}/claims`, {
      ...{ version: 1, quote: '最难的从来不是灯', priority: 'high' },
    });
    const refused = await publish(1);
    expect(refused.status).toBe(409);
    expect(refused.body.reasons).toEqual([
      { reason: 'gates-unsigned', count: 6 },
      { reason: 'claims-open', count: 1 },
      { reason: 'numbers-unchecked', count: 1 },
    ]);
    expect((await publication()).state).toBe('in-check');
    const { headers } = await as('three')('GET', `/claims/${claim.body.id}`);
    await as('three')(
      ...(['PATCH', `/claims/${claim.body.id}`] as const),
      { verdict: 'unverifiable', finding: '一句评价。' },
      { 'If-Match': headers.get('etag') ?? '' },
    );
    await as('three')('PUT', `/articles/${article}/checks`, [
      { version: 1, start: 0, end: 12, state: 'checked' },
    ]);
    await allSigned();
    const done = await publish(1);
    expect(done.status, done.text).toBe(201);
    expect(done.body).toMatchObject({
      ...{ state: 'published', published: { version: 1, by: { name: 'one' } } },
    });
    expect((await publish(1)).body.reasons).toEqual([
      { reason: 'published-already', count: 1 },
    ]);
  });

  it('is the editors’, of the newest version alone', async () => {
    await workflow({ workflow: 'none', rules: [] });
    expect((await publish(1, 'three')).status).toBe(403);
    expect((await publish(2)).status).toBe(404);
    await revise(`${TEXT}又一句。`);
    const stale = await publish(1);
    expect(stale.status).toBe(409);
    expect(stale.body.current).toEqual({ version: 2 });
    expect((await publish(2)).status).toBe(201);
  });

  it('of a changed version asks for what readers are told, which is kept as it is', async () => {
    await workflow({ workflow: 'none', rules: [] });
    const correct = (more: object, who = 'one') =>
      as(who)('POST', `/articles/${article}/corrections`, {
        ...{ kind: 'correction', from: 1, to: 2 },
        ...{ wrong: '年份错了。', text: '此前的版本写错了年份。', ...more },
      });
    await revise(TEXT.replace('第四年', '第五年'));
    expect((await correct({})).status).toBe(409);
    await as('writer')('POST', `/articles/${article}/versions/1/restore`);
    expect((await publish(3)).status).toBe(201);
    await revise(TEXT.replace('第四年', '第六年'));
    expect((await publish(4)).body.reasons).toEqual([
      { reason: 'change-unrecorded', count: 1 },
    ]);
    expect((await correct({ from: 3, to: 4 }, 'three')).status).toBe(403);
    expect((await correct({ from: 3, to: 3 })).status).toBe(422);
    expect((await correct({ from: 3, to: 9 })).status).toBe(422);
    expect((await correct({ from: 3, to: 4, text: ' ' })).status).toBe(422);
    const made = await correct({ from: 3, to: 4 });
    expect(made.status, made.text).toBe(201);
    expect((await publish(4)).status).toBe(201);
    const { body } = await as('reader')(
      'GET',
      `/articles/${article}/corrections`,
    );
    expect(body.items).toMatchObject([
      { kind: 'correction', from: 3, to: 4, text: '此前的版本写错了年份。' },
    ]);
  });

  it('can be taken back, with the reason, and done again', async () => {
    await workflow({ workflow: 'none', rules: [] });
    const withdraw = () =>
      as('one')('POST', `/articles/${article}/withdraw`, { reason: '侵权' });
    expect((await withdraw()).status).toBe(409);
    await publish(1);
    const answer = await withdraw();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ state: 'withdrawn', published: null },
      withdrawn: { reason: '侵权', by: { name: 'one' } },
    });
    expect((await publish(1)).status).toBe(201);
    expect((await publication()).state).toBe('published');
  });

  it('while a version arrives publishes what was meant, or says that it was replaced', async () => {
    await workflow({ workflow: 'none', rules: [] });
    const [done] = await Promise.all([publish(1), revise(`${TEXT}又一句。`)]);
    if (done.status === 201) {
      expect(done.body.published.version).toBe(1);
    } else {
      expect(done.status).toBe(409);
      expect(done.body.current).toEqual({ version: 2 });
    }
  });
});

describe('Where an article is', () => {
  it('says nothing of what one of two has checked blindly', async () => {
    await as('one')('PUT', `/articles/${article}/pairs`, [
      { version: 1, start: 0, end: 6, needed: true },
    ]);
    const put = (who: string) =>
      as(who)('PUT', `/articles/${article}/checks`, [
        { version: 1, start: 0, end: 6, state: 'checked' },
      ]);
    await put('four');
    expect((await publication()).state).toBe('draft');
    await put('three');
    expect((await publication()).state).toBe('in-check');
  });
});

describe('The packet', () => {
  it('stands alone, and holds no private note, no confidential source and no blind mark', async () => {
    const note = (visibility: string, bodyValue: string) =>
      as('three')('POST', `/articles/${article}/annotations/`, {
        ...{ motivation: 'commenting', visibility, bodyValue },
        target: {
          source: `${desk.base}/api/v1/articles/${article}`,
          selector: { type: 'TextQuoteSelector', exact: '最难的' },
        },
      });
    await note('private', '只给自己看的话');
    await note('team', '<img src=x onerror=alert(1)>编辑部的话');
    const claim = await as('three')('POST', `/articles/${article}/claims`, {
      ...{ version: 1, quote: '最难的从来不是灯', finding: '查过了。' },
    });
    const kept: Json[] = [];
    for (const confidential of [true, false]) {
      const source = await as('three')('POST', '/sources', {
        title: confidential ? '不能说的人' : '公开的年报',
        ...{ kind: 'document', confidential },
      });
      const form = new FormData();
      const said = confidential ? '密谈里说最难的不是灯' : '最难的不是灯';
      form.set('file', new File([said], 'a.txt'));
      const at = `/sources/${source.body.id}/snapshots`;
      kept.push((await as('three')('POST', at, form)).body);
      const made = await as('three')(
        'POST',
        `/claims/${claim.body.id}/evidence`,
        {
          ...{ source: source.body.id, stance: 'supports', quote: said },
        },
      );
      expect(made.status, made.text).toBe(201);
    }
    await as('one')('PUT', `/articles/${article}/pairs`, [
      { version: 1, start: 0, end: 6, needed: true },
    ]);
    await as('four')('PUT', `/articles/${article}/checks`, [
      { version: 1, start: 0, end: 6, state: 'checked' },
    ]);
    await signed('one', 'review-1', { note: '审过了。' });
    // Whoever asks, the one who knows the source among them.
    const response = await as('three')(
      'GET',
      `/articles/${article}/export?format=packet`,
    );
    const { text, headers } = response;
    expect(response.status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    for (const held of [
      ...['编辑部的话', '查过了。', '公开的年报', '审过了。', hash],
      ...[kept[1]?.sha256, '最难的不是灯', kept[0]?.commitment.hash],
    ]) {
      expect(text).toContain(held);
    }
    for (const hidden of [
      ...['只给自己看的话', '不能说的人', '密谈里说', '<img'],
      ...[kept[0]?.sha256, kept[0]?.commitment.salt],
    ]) {
      expect(text).not.toContain(hidden);
    }
    // Who holds the file can show later that it is what was committed to.
    const { salt, hash: committed } = (kept[0] as Json).commitment;
    const both = Buffer.from(`${salt}${kept[0]?.sha256}`, 'hex');
    expect(createHash('sha256').update(both).digest('hex')).toBe(committed);
    expect(kept[1]?.commitment).toBeNull();
    // Somebody has checked the title, which nobody else may know yet.
    const coverage = /<section id="coverage">.*?<\/section>/s.exec(text)?.[0];
    expect(coverage).not.toMatch(/已核|Checked/);
    expect(text).not.toMatch(/<(?:script|link|iframe)|@import|url\(/);
  });
});
