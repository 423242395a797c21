import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { VERDICTS } from '#app/claims/claim.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  pangzhu,
  startDesk,
  type Api,
  type Desk,
  type Json,
} from '#tests/support/server.ts';

let desk: Desk;
const tokens: Record<string, string> = {};
const apis: Record<string, Api> = {};
const as = (who: string): Api => {
  const api = apis[who];
  if (!api) throw new Error(who);
  return api;
};
let owner: Api;
let checker: Api;
let reader: Api;

const LINES = [
  '不打烊的书房',
  '记者：凌晨真的有人去吗？',
  '沈予安：有。去年夜间一共接待了四十一万人次，占全年入馆量的百分之九。白天来的人是路过。',
  '记者：后来呢？',
  '沈予安：后来的账目说，每间每年约三十八万元，比前年降了“一大截”。',
];
const REPORT =
  '夜间时段（22:00—6:00）入馆 41.2 万人次，较上年增长 6.8%。\n全年到馆 508.3 万人次，同比增长 23%。\n十二间通宵书房年均运行支出 37.6 万元，人员经费占“近一半”。';

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  for (const [who, role] of [
    ['owner', 'owner'],
    ['editor', 'editor'],
    ['checker', 'checker'],
    ['second', 'checker'],
    ['reader', 'reader'],
  ] as const) {
    tokens[who] = await makeToken(desk.dataDir, role, who);
    apis[who] = apiOf(desk.base, tokens[who]);
  }
  owner = as('owner');
  checker = as('checker');
  reader = as('reader');
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

async function article(content = LINES.join('\n')): Promise<string> {
  const made = await owner('POST', '/articles', { content, format: 'text' });
  expect(made.status, made.text).toBe(201);
  return made.body.id as string;
}

const QUOTE = '去年夜间一共接待了四十一万人次';

async function claimOn(
  id: string,
  quote = QUOTE,
  more: object = {},
  api = checker,
): Promise<Json> {
  const body = { version: 1, quote, ...more };
  const made = await api('POST', `/articles/${id}/claims`, body);
  expect(made.status, made.text).toBe(201);
  return made.body;
}

async function sourceOf(more: object = {}, api = checker): Promise<Json> {
  const body = { title: '年度报告', kind: 'document', ...more };
  const made = await api('POST', '/sources', body);
  expect(made.status, made.text).toBe(201);
  return made.body;
}

const snap = (
  source: string,
  content: string | Uint8Array,
  name = 'report.txt',
  api = checker,
) => {
  const form = new FormData();
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  form.set('file', new File([new Uint8Array(bytes)], name));
  return api('POST', `/sources/${source}/snapshots`, form);
};

async function reported(more: object = {}, api = checker): Promise<Json> {
  const source = await sourceOf(more, api);
  const kept = await snap(source.id, REPORT, 'report.txt', api);
  expect(kept.status, kept.text).toBe(201);
  return source;
}

const attach = (claim: string, body: object, api = checker) =>
  api('POST', `/claims/${claim}/evidence`, { stance: 'supports', ...body });

async function etagOf(path: string, api = checker): Promise<string> {
  return (await api('GET', path)).headers.get('etag') ?? '';
}

async function patch(path: string, body: object, api = checker) {
  const etag = await etagOf(path, api);
  return api('PATCH', path, body, { 'If-Match': etag });
}

const decide = (claim: string, verdict: string, more: object = {}) =>
  patch(`/claims/${claim}`, { verdict, finding: '与年报一致。', ...more });

/** A claim that is accurate, by a quote from a report. */
async function decided(id: string, source?: Json): Promise<Json> {
  const report = source ?? (await reported());
  const claim = await claimOn(id);
  const quote = '入馆 41.2 万人次';
  const made = await attach(claim.id, { source: report.id, quote });
  expect(made.status, made.text).toBe(201);
  const done = await decide(claim.id, 'accurate');
  expect(done.status, done.text).toBe(200);
  return done.body;
}

describe('a claim', () => {
  it('takes its speaker from its turn, its number from its article, its kind from its words', async () => {
    const id = await article();
    const first = await claimOn(id);
    expect(first).toMatchObject({
      number: 1,
      speaker: '沈予安',
      kind: 'number',
      priority: 'medium',
      verdict: 'unchecked',
      quote: QUOTE,
      statement: '',
      finding: '',
      version: 1,
    });
    const { text } = await owner('GET', `/articles/${id}/text`);
    expect(text.slice(first.start, first.end)).toBe(QUOTE);
    const start = text.indexOf('三十八万元');
    const second = await checker('POST', `/articles/${id}/claims`, {
      ...{ version: 1, start, end: start + 5, statement: '约 38 万元' },
      ...{ priority: 'high', kind: 'cause', due: '2026-03-16', speaker: null },
    });
    expect(second.body).toMatchObject({
      ...{ number: 2, speaker: null, kind: 'cause', priority: 'high' },
      ...{ statement: '约 38 万元', due: '2026-03-16', quote: '三十八万元' },
    });
  });

  it('is an annotation of the same id and ETag, on the wire as assessing', async () => {
    const id = await article();
    const claim = await claimOn(id);
    const there = await checker('GET', `/annotations/${claim.id}`);
    expect(there.body).toMatchObject({
      motivation: 'assessing',
      number: 1,
      verdict: 'unchecked',
      speaker: '沈予安',
      claimKind: 'number',
    });
    expect(there.headers.get('etag')).toBe(await etagOf(`/claims/${claim.id}`));
    const wire = await checker('POST', `/articles/${id}/annotations/`, {
      motivation: 'assessing',
      priority: 'low',
      body: { type: 'TextualBody', value: '约 9%', purpose: 'commenting' },
      target: {
        source: `/api/v1/articles/${id}/versions/1`,
        selector: { type: 'TextQuoteSelector', exact: '百分之九' },
      },
    });
    expect(wire.status, wire.text).toBe(201);
    const other = await checker('GET', `/claims/${wire.body.id.slice(-36)}`);
    expect(other.body).toMatchObject({
      ...{ number: 2, statement: '约 9%', priority: 'low' },
    });
    // What a client leaves out stays.
    const { number: _, claimKind: __, priority: ___, ...rest } = wire.body;
    const put = await checker('PUT', `/annotations/${other.body.id}`, rest, {
      'If-Match': wire.headers.get('etag') ?? '',
    });
    expect(put.status, put.text).toBe(200);
    expect(put.body.priority).toBe('low');
  });

  it('is numbered once, however many make claims at the same time', async () => {
    const id = await article();
    const made = await Promise.all(
      Array.from({ length: 12 }, () => claimOn(id)),
    );
    const numbers = made.map(claim => claim.number as number);
    expect(numbers.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    const list = await checker('GET', `/articles/${id}/claims?limit=5`);
    expect(list.body.items).toHaveLength(5);
    const more = await checker(
      'GET',
      `/articles/${id}/claims?limit=200&cursor=${list.body.next}`,
    );
    expect(more.body.items).toHaveLength(7);
  });

  it('answers clearly to what it cannot be', async () => {
    const id = await article();
    const post = (body: object, api = checker) =>
      api('POST', `/articles/${id}/claims`, body);
    const bad = async (body: object, field: string) => {
      const { status, body: problem, text } = await post(body);
      expect(status, text).toBe(422);
      expect(Object.keys(problem.errors)).toContain(field);
    };
    await bad({ version: 1, quote: '没有这句' }, 'quote');
    await bad({ version: 1, start: 5, end: 99_999 }, 'start');
    await bad({ version: 1 }, 'start');
    await bad({ quote: QUOTE }, 'version');
    await bad({ version: 1, quote: QUOTE, kind: 'rumour' }, 'kind');
    await bad(
      { version: 1, quote: QUOTE, visibility: 'private' },
      'visibility',
    );
    await bad({ version: 1, quote: QUOTE, colour: 'blue' }, 'colour');
    await bad(
      { version: 1, quote: QUOTE, verdict: 'accurate', finding: '有' },
      'verdict',
    );
    await bad({ version: 1, quote: QUOTE, checker: v7() }, 'checker');
    expect((await post({ version: 7, quote: QUOTE })).status).toBe(404);
    expect((await post({ version: 1, quote: QUOTE }, reader)).status).toBe(403);
    const claim = await claimOn(id);
    expect((await decideAs(reader, claim.id, 'checking')).status).toBe(403);
    expect((await checker('GET', `/claims/${v7()}`)).status).toBe(404);
    const note = await checker('POST', `/articles/${id}/annotations/`, {
      bodyValue: '旁批',
      target: `/api/v1/articles/${id}`,
    });
    const aid = note.body.id.slice(-36);
    expect((await checker('GET', `/claims/${aid}`)).status).toBe(404);
    const turned = await checker(
      'PUT',
      `/annotations/${aid}`,
      { ...note.body, motivation: 'assessing' },
      { 'If-Match': '"1"' },
    );
    expect(turned.status).toBe(422);
  });

  const decideAs = async (api: Api, claim: string, verdict: string) =>
    api('PATCH', `/claims/${claim}`, { verdict }, { 'If-Match': '"1"' });

  it('is removed and brought back with its number, verdict and evidence', async () => {
    const id = await article();
    const claim = await decided(id);
    const at = `/claims/${claim.id}`;
    const etag = await etagOf(at);
    const gone = await owner('DELETE', at, undefined, { 'If-Match': etag });
    expect(gone.status).toBe(204);
    expect((await checker('GET', at)).status).toBe(404);
    const late = await attach(claim.id, { source: v7(), quote: '一' });
    expect(late.status).toBe(409);
    const back = await owner('POST', `${at}/restore`);
    expect(back.body).toMatchObject({
      ...{ number: 1, verdict: 'accurate', evidence: { supports: 1 } },
    });
  });
});

describe('a verdict', () => {
  it('that says how it is needs a finding and evidence that was found', async () => {
    const id = await article();
    const claim = await claimOn(id);
    const report = await reported();
    for (const verdict of [
      'accurate',
      'partly-accurate',
      'misleading',
      'false',
    ]) {
      const bare = await decide(claim.id, verdict);
      expect(bare.status).toBe(422);
      expect(bare.body.errors).toHaveProperty('verdict');
      const silent = await decide(claim.id, verdict, { finding: ' ' });
      expect(silent.body.errors).toHaveProperty('finding');
    }
    expect((await decide(claim.id, 'checking', { finding: '' })).status).toBe(
      200,
    );
    expect((await decide(claim.id, 'unverifiable')).status).toBe(200);
    await attach(claim.id, { source: report.id, quote: '没有这句话的报告' });
    expect((await decide(claim.id, 'accurate')).status).toBe(422);
    await attach(claim.id, { source: report.id, quote: '入馆 41.2 万人次' });
    const done = await decide(claim.id, 'accurate');
    expect(done.body).toMatchObject({
      verdict: 'accurate',
      finding: '与年报一致。',
    });
  });

  it('keeps its history', async () => {
    const claim = await decided(await article());
    const history = await checker('GET', `/annotations/${claim.id}/history`);
    const verdicts = (history.body.items as Json[]).map(
      ({ detail }) => detail.claim.verdict,
    );
    expect(verdicts).toEqual(['accurate', 'unchecked']);
  });

  it('is refused by the database too, and by it alone', async () => {
    const id = await article();
    const claim = await decided(id);
    const bare = await claimOn(id, '百分之九');
    const embedded = await holdEmbedded(desk.dataDir);
    const { sql, close } = connect(embedded.url('pangzhu'));
    const refused = async (work: Promise<unknown>) =>
      expect(work).rejects.toMatchObject({ code: '23514' });
    await refused(
      sql`update claims set verdict = 'accurate', finding = '有' where annotation_id = ${bare.id}`,
    );
    await refused(
      sql`update claims set finding = '' where annotation_id = ${claim.id}`,
    );
    await refused(
      sql`update evidence set deleted_at = now() where claim_id = ${claim.id}`,
    );
    await refused(
      sql`update evidence set quote_check = 'not-found', start = null, "end" = null where claim_id = ${claim.id}`,
    );
    await refused(
      sql`update sources set withdrawn = '错' where id in (select source_id from evidence where claim_id = ${claim.id})`,
    );
    await refused(sql`delete from evidence where claim_id = ${claim.id}`);
    // Green is what has a place in its snapshot.
    await refused(
      sql`update evidence set start = null, "end" = null where claim_id = ${claim.id}`,
    );
    await close();
    embedded.release();
  });

  it('has the workspace’s own word where it made one', async () => {
    const editor = as('editor');
    const made = await editor('POST', '/verdicts', {
      name: '基本属实',
      meaning: 'partly-accurate',
    });
    expect(made.status, made.text).toBe(201);
    const again = { name: '基本属实', meaning: 'false' };
    expect((await editor('POST', '/verdicts', again)).status).toBe(409);
    expect((await checker('POST', '/verdicts', again)).status).toBe(403);
    const claim = await decided(await article());
    const named = await patch(`/claims/${claim.id}`, { value: made.body.id });
    expect(named.body).toMatchObject({
      ...{ verdict: 'partly-accurate', value: made.body.id },
    });
    const at = `/verdicts/${made.body.id}`;
    const used = await editor('DELETE', at, undefined, { 'If-Match': '"1"' });
    expect(used.status).toBe(409);
    const renamed = await editor(
      'PATCH',
      at,
      { name: '大体属实' },
      { 'If-Match': '"1"' },
    );
    expect(renamed.body).toMatchObject({ name: '大体属实', revision: 2 });
    const usual = await patch(`/claims/${claim.id}`, { verdict: 'accurate' });
    expect(usual.body).toMatchObject({ verdict: 'accurate', value: null });
    const gone = await editor('DELETE', at, undefined, { 'If-Match': '"2"' });
    expect(gone.status).toBe(204);
    const wrong = await patch(`/claims/${claim.id}`, { value: made.body.id });
    expect(wrong.status).toBe(422);
  });
});

describe('a new version', () => {
  const revise = (id: string, from: string, to: string) =>
    owner('POST', `/articles/${id}/versions`, {
      content: LINES.join('\n').replace(from, to),
      format: 'text',
    });

  it('takes a claim back to unchecked when its sentence changes, and one key confirms it', async () => {
    const id = await article();
    const claim = await decided(id);
    const other = await claimOn(id, '三十八万元');
    await decide(other.id, 'unverifiable');
    // A 不 beside the claim's words, in its sentence.
    const made = await revise(id, '一共接待了', '并没有一共接待了');
    expect(made.status, made.text).toBe(201);
    const after = await checker('GET', `/claims/${claim.id}`);
    expect(after.body).toMatchObject({ verdict: 'unchecked', was: 'accurate' });
    expect(after.body.finding).toBe('与年报一致。');
    const kept = await checker('GET', `/claims/${other.id}`);
    expect(kept.body.verdict).toBe('unverifiable');
    const history = await checker('GET', `/annotations/${claim.id}/history`);
    expect(history.body.items[0].verb).toBe('annotation.void');
    // Stale for whoever saw it accurate.
    const stale = await checker(
      'PATCH',
      `/claims/${claim.id}`,
      { priority: 'high' },
      { 'If-Match': '"2"' },
    );
    expect(stale.status).toBe(412);
    expect(stale.body.current.verdict).toBe('unchecked');
    const holds = await checker('PUT', `/annotations/${claim.id}/anchor`, {
      version: 2,
      review: 'holds',
    });
    expect(holds.status, holds.text).toBe(200);
    const back = await checker('GET', `/claims/${claim.id}`);
    expect(back.body).toMatchObject({ verdict: 'accurate', was: null });
  });

  it('takes it back when its speaker changes, and leaves it when a neighbour does', async () => {
    const id = await article();
    const claim = await decided(id);
    await revise(id, '白天来的人是路过', '白天来的人只是路过');
    expect((await checker('GET', `/claims/${claim.id}`)).body.verdict).toBe(
      'accurate',
    );
    const named = LINES.join('\n')
      .replace('白天来的人是路过', '白天来的人只是路过')
      .replaceAll('沈予安：', '沈予平：');
    await owner('POST', `/articles/${id}/versions`, {
      ...{ content: named, format: 'text' },
    });
    expect((await checker('GET', `/claims/${claim.id}`)).body).toMatchObject({
      ...{ verdict: 'unchecked', was: 'accurate', version: 3 },
    });
  });
});

describe('evidence', () => {
  it('is found letter for letter, after the declared normalisation, or not at all', async () => {
    const claim = await claimOn(await article());
    const report = await reported();
    const check = async (quote: string) => {
      const made = await attach(claim.id, { source: report.id, quote });
      expect(made.status, made.text).toBe(201);
      return made.body;
    };
    const exact = await check('入馆 41.2 万人次');
    expect(exact.quoteCheck).toBe('exact');
    const { start, end } = exact.locator;
    expect(REPORT.slice(start, end)).toBe('入馆 41.2 万人次');
    expect((await check('人员经费占「近一半」')).quoteCheck).toBe('normalised');
    expect(
      (await check('夜间时段(22:00—6:00)入馆\n41.2  万人次')).quoteCheck,
    ).toBe('normalised');
    const wrong = await check('入馆 42.2 万人次');
    expect(wrong).toMatchObject({
      ...{ quoteCheck: 'not-found', locator: { start: null, end: null } },
    });
    expect((await check('全年到馆五百零八万人次')).quoteCheck).toBe(
      'not-found',
    );
    const cut = await check('2 万人次');
    expect(cut).toMatchObject({ quoteCheck: 'exact', cutsFigure: true });
    expect(exact.cutsFigure).toBe(false);
    const near = await checker(
      'GET',
      `/sources/${report.id}/snapshots/${wrong.snapshot}/nearest?quote=${encodeURIComponent('入馆 42.2 万人次')}`,
    );
    expect(near.body.nearest.text).toContain('入馆 41.2 万人次');
  });

  it('is quoted by its span, and refused past the end', async () => {
    const claim = await claimOn(await article());
    const report = await reported();
    const start = REPORT.indexOf('全年到馆');
    const locator = { start, end: start + 12 };
    const made = await attach(claim.id, { source: report.id, locator });
    expect(made.body).toMatchObject({
      ...{ quote: REPORT.slice(start, start + 12), quoteCheck: 'exact' },
    });
    for (const wrong of [
      { start: 0, end: 99_999 },
      { start: 9, end: 3 },
      { start: 3 },
      { page: 0 },
    ]) {
      const refused = await attach(claim.id, {
        ...{ source: report.id, quote: '入馆', locator: wrong },
      });
      expect(refused.status, JSON.stringify(wrong)).toBe(422);
    }
  });

  it('without a snapshot waits for one, and is looked for when it comes', async () => {
    const claim = await claimOn(await article());
    const source = await sourceOf({ kind: 'page' });
    const made = await attach(claim.id, {
      ...{ source: source.id, quote: '入馆 41.2 万人次' },
    });
    expect(made.body).toMatchObject({
      quoteCheck: 'no-snapshot',
      snapshot: null,
    });
    expect((await decide(claim.id, 'accurate')).status).toBe(422);
    await snap(source.id, REPORT);
    const after = await checker('GET', `/evidence/${made.body.id}`);
    expect(after.body.quoteCheck).toBe('exact');
    expect((await decide(claim.id, 'accurate')).status).toBe(200);
  });

  it('of what has no text to search is attested by one and confirmed by another', async () => {
    const claim = await claimOn(await article());
    const call = await sourceOf({ title: '与馆方通话', kind: 'interview' });
    const typed = await checker('POST', `/sources/${call.id}/snapshots`, {
      text: '馆方说去年夜间 41.2 万人次。',
    });
    expect(typed.body).toMatchObject({ typed: true, mediaType: 'text/plain' });
    const made = await attach(claim.id, {
      ...{ source: call.id, quote: '去年夜间 41.2 万人次' },
      locator: { time: '41:20' },
    });
    expect(made.body).toMatchObject({
      quoteCheck: 'attested',
      attestedBy: { name: 'checker' },
      confirmedBy: null,
      locator: { time: '41:20', start: null },
    });
    expect((await decide(claim.id, 'accurate')).status).toBe(422);
    const at = `/evidence/${made.body.id}`;
    const me = async (api: Api) => (await api('GET', '/me')).body.id as string;
    const second = as('second');
    const own = await patch(at, { confirmedBy: await me(checker) });
    expect(own.status).toBe(422);
    const forged = await patch(at, { confirmedBy: await me(second) });
    expect(forged.status).toBe(422);
    const sure = await patch(at, { confirmedBy: await me(second) }, second);
    expect(sure.body).toMatchObject({
      ...{ quoteCheck: 'attested', confirmedBy: { name: 'second' } },
    });
    expect((await decide(claim.id, 'accurate')).status).toBe(200);
    // Other words are another thing to vouch for; a verdict rests on these.
    const other = await patch(at, { quote: '去年夜间 43 万人次' });
    expect(other.status).toBe(409);
    await decide(claim.id, 'checking');
    const anew = await patch(at, { quote: '去年夜间 43 万人次' }, second);
    expect(anew.body).toMatchObject({
      ...{ attestedBy: { name: 'second' }, confirmedBy: null },
    });
  });

  it('that a verdict rests on alone cannot be taken away', async () => {
    const claim = await decided(await article());
    const list = await checker('GET', `/claims/${claim.id}/evidence`);
    const [one] = list.body.items as Json[];
    const at = `/evidence/${one?.id}`;
    const remove = async () =>
      checker('DELETE', at, undefined, { 'If-Match': await etagOf(at) });
    const refused = await remove();
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('verdict rests');
    await decide(claim.id, 'checking');
    expect((await remove()).status).toBe(204);
    const back = await checker('POST', `${at}/restore`);
    expect(back.body.quoteCheck).toBe('exact');
  });

  it('answers clearly to what it cannot be', async () => {
    const claim = await claimOn(await article());
    const report = await reported();
    const status = async (body: object, api = checker) =>
      (await attach(claim.id, { source: report.id, ...body }, api)).status;
    expect(await status({ quote: '一'.repeat(20_000) })).toBe(201);
    expect(await status({ quote: '一'.repeat(50_000) })).toBe(422);
    expect(await status({ quote: ' ' })).toBe(422);
    expect(await status({ quote: '入馆', source: v7() })).toBe(422);
    expect(await status({ quote: '入馆', snapshot: v7() })).toBe(422);
    expect(await status({ quote: '入馆', stance: 'maybe' })).toBe(422);
    expect(await status({ quote: '入馆', quoteCheck: 'exact' })).toBe(422);
    expect(await status({ quote: '入馆' }, reader)).toBe(403);
    const other = await reported();
    const foreign = (await checker('GET', `/sources/${other.id}`)).body
      .snapshots[0].id as string;
    expect(await status({ quote: '入馆', snapshot: foreign })).toBe(422);
  });
});

describe('a source', () => {
  it('is found by title, origin, kind, grade, tag and by what is quoted from it', async () => {
    const word = `馆${Date.now()}`;
    const source = await sourceOf({
      title: `${word}年报`,
      kind: 'dataset',
      origin: '市图书馆',
      tier: 'primary',
      reliability: 'A',
      reason: '一手、可复核',
      published: '2026-02-01',
      tags: [word],
      url: 'https://example.org/report',
    });
    expect(source).toMatchObject({
      tags: [word],
      tier: 'primary',
      withdrawn: null,
    });
    await snap(source.id, REPORT);
    const claim = await claimOn(await article());
    const quote = `十二间通宵书房年均运行支出 37.6 万元`;
    await attach(claim.id, { source: source.id, quote });
    const ids = async (query: string) =>
      ((await checker('GET', `/sources?${query}`)).body.items as Json[]).map(
        ({ id }) => id as string,
      );
    expect(await ids(`q=${word}`)).toEqual([source.id]);
    expect(await ids(`tag=${word}`)).toEqual([source.id]);
    expect(await ids(`q=${encodeURIComponent('通宵书房')}`)).toContain(
      source.id,
    );
    expect(await ids(`q=${word}&kind=book`)).toEqual([]);
    expect(await ids(`q=${word}&reliability=A&kind=dataset`)).toEqual([
      source.id,
    ]);
    expect(await ids(`q=${word}&unused=1`)).toEqual([]);
    expect(await ids(`q=${word}&bare=1`)).toEqual([]);
    const found = await checker('GET', `/sources/${source.id}`);
    expect(found.body.use).toEqual({ claims: 1, articles: 1 });
  });

  it('that is withdrawn takes back the claims that rest on it alone, and tells their checkers', async () => {
    const id = await article();
    const report = await reported();
    const claim = await decided(id, report);
    const both = await claimOn(id, '百分之九');
    const other = await reported();
    for (const { id: source } of [report, other]) {
      await attach(both.id, { source, quote: '全年到馆 508.3 万人次' });
    }
    await decide(both.id, 'false');
    const resting = await checker('GET', `/sources/${report.id}/claims`);
    expect(
      (resting.body.items as Json[]).map(({ number, falls }) => [
        number,
        falls,
      ]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
    const gone = await patch(
      `/sources/${report.id}`,
      { withdrawn: '原件撤稿' },
      as('second'),
    );
    expect(gone.body.withdrawn).toBe('原件撤稿');
    expect((await checker('GET', `/claims/${claim.id}`)).body).toMatchObject({
      ...{ verdict: 'unchecked', was: 'accurate' },
    });
    expect((await checker('GET', `/claims/${both.id}`)).body.verdict).toBe(
      'false',
    );
    const inbox = await checker('GET', '/inbox');
    expect(inbox.body.items[0]).toMatchObject({ reason: 'source', count: 2 });
    const again = await attach(claim.id, { source: report.id, quote: '入馆' });
    expect(again.status).toBe(422);
    expect(again.body.errors).toHaveProperty('source');
    const at = `/sources/${report.id}`;
    const deleted = await checker('DELETE', at, undefined, {
      'If-Match': await etagOf(at),
    });
    expect(deleted.status).toBe(409);
    // Nothing rests on it any more; taken back, a quote of it counts again.
    await patch(at, { withdrawn: null });
    expect((await decide(claim.id, 'accurate')).status).toBe(200);
  });

  it('that is worth less alerts the checkers of its claims; worth more, nobody', async () => {
    const id = await article();
    const report = await reported({ reliability: 'B' });
    const me = (await as('second')('GET', '/me')).body.id;
    const claim = await claimOn(id, QUOTE, { checker: me });
    await attach(claim.id, { source: report.id, quote: '入馆 41.2 万人次' });
    const reasons = async () =>
      ((await as('second')('GET', '/inbox')).body.items as Json[])
        .filter(({ annotation }) => annotation === claim.id)
        .map(({ reason }) => reason as string);
    await patch(`/sources/${report.id}`, { reliability: 'A' });
    expect(await reasons()).toEqual(['assigned']);
    await patch(`/sources/${report.id}`, {
      reliability: 'D',
      reason: '口径改过',
    });
    expect(await reasons()).toEqual(['source', 'assigned']);
  });

  it('is removed while nothing cites it, and brought back', async () => {
    const source = await reported();
    const at = `/sources/${source.id}`;
    const etag = await etagOf(at);
    expect((await checker('DELETE', at)).status).toBe(428);
    const gone = await checker('DELETE', at, undefined, { 'If-Match': etag });
    expect(gone.status).toBe(204);
    expect((await checker('GET', at)).status).toBe(404);
    const back = await checker('POST', `${at}/restore`);
    expect(back.body.snapshots).toHaveLength(1);
    expect(
      (await reader('POST', '/sources', { title: '一', kind: 'book' })).status,
    ).toBe(403);
  });
});

describe('a snapshot', () => {
  const SRT =
    '1\n00:00:03,000 --> 00:00:07,500\n去年夜间一共接待了\n\n2\n00:41:20,000 --> 00:41:26,000\n四十一万人次，您可以去查。\n';

  it('keeps its bytes once, by their hash', async () => {
    const first = await sourceOf();
    const second = await sourceOf();
    const a = await snap(first.id, REPORT);
    const b = await snap(second.id, REPORT);
    const sha256 = createHash('sha256').update(REPORT).digest('hex');
    expect(a.body).toMatchObject({
      ...{ sha256, textLength: REPORT.length, typed: false },
      ...{ bytes: Buffer.byteLength(REPORT), mediaType: 'text/plain' },
    });
    expect(b.body.sha256).toBe(sha256);
    const folder = path.join(desk.dataDir, 'files', sha256.slice(0, 2));
    expect(fs.readdirSync(folder)).toEqual([sha256]);
  });

  it('of a transcript knows when each word is said', async () => {
    const claim = await claimOn(await article());
    const tape = await sourceOf({ title: '录音', kind: 'recording' });
    const kept = await snap(tape.id, SRT, 'tape.srt');
    expect(kept.body.mediaType).toBe('application/x-subrip');
    const made = await attach(claim.id, {
      source: tape.id,
      quote: '四十一万人次',
    });
    expect(made.body).toMatchObject({
      ...{ quoteCheck: 'exact', locator: { time: '41:20' } },
    });
    const past = await attach(claim.id, {
      ...{ source: tape.id, quote: '四十一万人次', locator: { time: '59:00' } },
    });
    expect(past.status).toBe(422);
  });

  it('is served as a file that runs nothing, and never as a page', async () => {
    const source = await sourceOf({ kind: 'page' });
    const html =
      '<!doctype html><title>x</title><script>alert(1)</script><p>入馆 41.2 万人次。</p><p>二</p><p>三</p>';
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const [content, name, type] of [
      [html, 'a.html', 'text/html'],
      [svg, 'a.svg', 'image/svg+xml'],
    ] as const) {
      const kept = await snap(source.id, content, name);
      expect(kept.body.mediaType).toBe(type);
      const file = await fetch(
        `${desk.base}/api/v1/sources/${source.id}/snapshots/${kept.body.id}/bytes`,
        { headers: { Authorization: `Bearer ${tokens['checker']}` } },
      );
      expect(file.headers.get('content-type')).toBe('application/octet-stream');
      expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await file.text()).toBe(content);
    }
    const found = await checker('GET', `/sources/${source.id}`);
    const page = (found.body.snapshots as Json[]).find(
      ({ mediaType }) => mediaType === 'text/html',
    );
    const { text } = await checker(
      'GET',
      `/sources/${source.id}/snapshots/${page?.id}/text`,
    );
    expect(text).toContain('入馆 41.2 万人次');
    expect(text).not.toContain('alert');
  });

  it('gives the part of it that a player asks for', async () => {
    const source = await sourceOf({ kind: 'recording' });
    const wav = Buffer.concat([
      Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1'),
      Buffer.alloc(200, 1),
    ]);
    const kept = await snap(source.id, wav, 'tape.wav');
    expect(kept.body).toMatchObject({ textLength: 0 });
    expect(kept.body.mediaType).toMatch(/^audio\//);
    const at = `${desk.base}/api/v1/sources/${source.id}/snapshots/${kept.body.id}/bytes`;
    const ask = (Range: string) =>
      fetch(at, {
        headers: { Authorization: `Bearer ${tokens['checker']}`, Range },
      });
    const part = await ask('bytes=4-9');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-9/${wav.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(wav.subarray(4, 10));
    expect((await ask('bytes=9999-')).status).toBe(416);
    const tail = await ask('bytes=-3');
    expect((await tail.arrayBuffer()).byteLength).toBe(3);
  });

  it('says so when its bytes no longer match their hash, or are gone', async () => {
    const source = await sourceOf();
    const kept = await snap(source.id, `${REPORT}${v7()}`);
    const { id, sha256 } = kept.body as { id: string; sha256: string };
    const file = path.join(desk.dataDir, 'files', sha256.slice(0, 2), sha256);
    const at = `/sources/${source.id}/snapshots/${id}/bytes`;
    fs.writeFileSync(file, 'something else');
    const damaged = await checker('GET', at);
    expect(damaged.status).toBe(409);
    expect(damaged.body.detail).toContain('SHA-256');
    fs.rmSync(file);
    expect((await checker('GET', at)).status).toBe(409);
    const text = await checker(
      'GET',
      `/sources/${source.id}/snapshots/${id}/text`,
    );
    expect(text.text).toContain('入馆 41.2 万人次');
  });

  it('is taken from an address through the safe fetch', async () => {
    const site = http.createServer((request, response) => {
      const isPage = request.url === '/report';
      response.writeHead(isPage ? 200 : 403, { 'Content-Type': 'text/html' });
      response.end(
        `<!doctype html><p>${REPORT.replaceAll('\n', '</p><p>')}</p>`,
      );
    });
    await new Promise<void>(done => site.listen(0, '127.0.0.1', () => done()));
    const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    const source = await sourceOf({ kind: 'page' });
    const take = (path: string) =>
      checker('POST', `/sources/${source.id}/snapshots`, {
        url: `http://${host}${path}`,
      });
    const inside = await take('/report');
    expect(inside.status).toBe(422);
    await owner('POST', '/allowed-hosts', { host });
    const kept = await take('/report');
    expect(kept.status, kept.text).toBe(201);
    expect(kept.body).toMatchObject({
      ...{ mediaType: 'text/html', url: `http://${host}/report` },
    });
    const claim = await claimOn(await article());
    const made = await attach(claim.id, {
      ...{ source: source.id, quote: '入馆 41.2 万人次' },
    });
    expect(made.body.quoteCheck).toBe('exact');
    const refused = await take('/secret');
    expect(refused.body.errors.url[0]).toContain('403');
    site.close();
  });

  it('answers clearly to what it cannot be', async () => {
    const source = await sourceOf();
    const status = async (content: string | Uint8Array, name: string) =>
      (await snap(source.id, content, name)).status;
    expect(await status('', 'empty.txt')).toBe(422);
    expect(
      await status(
        new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]),
        'a.exe',
      ),
    ).toBe(422);
    expect(await status('%PDF-1.7\nbroken', 'a.pdf')).toBe(422);
    const json = (body: object) =>
      checker('POST', `/sources/${source.id}/snapshots`, body);
    expect((await json({})).status).toBe(422);
    expect((await json({ text: ' ' })).status).toBe(422);
    expect(
      (await json({ text: '一', url: 'https://example.org' })).status,
    ).toBe(422);
    expect((await json({ url: 'http://127.0.0.1:1/' })).status).toBe(422);
    expect((await json({ url: 'file:///etc/passwd' })).status).toBe(422);
    const huge = await fetch(
      `${desk.base}/api/v1/sources/${source.id}/snapshots`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${tokens['checker']}`,
          'Content-Type': 'multipart/form-data; boundary=x',
        },
        body: new Uint8Array(200_000_000),
      },
    );
    expect(huge.status).toBe(413);
    expect(
      (await checker('GET', `/sources/${source.id}`)).body.snapshots,
    ).toEqual([]);
  });
});

describe('the same claim elsewhere', () => {
  it('is shown beside a new one with its verdict, and never applied', async () => {
    const word = String(Date.now());
    const first = await article(
      `城南的桥${word}\n规划部门说，城南大桥${word}预计投资三十亿元，明年通车。`,
    );
    const earlier = await claimOn(first, `城南大桥${word}预计投资三十亿元`);
    await decide(earlier.id, 'unverifiable');
    const second = await article(
      `又一篇${word}\n据介绍，城南大桥${word}投资约三十亿元。今天下雨。`,
    );
    const fresh = await claimOn(second, `城南大桥${word}投资约三十亿元`);
    const unlike = await claimOn(second, '今天下雨');
    const akin = await checker('GET', `/claims/${fresh.id}/similar`);
    expect(akin.body.items[0]).toMatchObject({
      ...{ id: earlier.id, verdict: 'unverifiable', number: 1 },
    });
    expect(fresh.verdict).toBe('unchecked');
    const none = await checker('GET', `/claims/${unlike.id}/similar`);
    const ids = (none.body.items as Json[]).map(({ id }) => id as string);
    expect(ids).not.toContain(earlier.id);
  });
});

describe('an export', () => {
  const exported = async (id: string, format: string) => {
    const at = `/articles/${id}/export?format=${format}`;
    const answer = await checker('GET', at);
    expect(answer.status, answer.text).toBe(200);
    return answer;
  };

  it('as ClaimReview holds what schema.org and search engines ask for', async () => {
    const id = await article();
    const claim = await decided(id);
    await claimOn(id, '百分之九');
    const { text, headers } = await exported(id, 'claimreview');
    expect(headers.get('content-type')).toContain('application/ld+json');
    const graph = JSON.parse(text) as Json;
    expect(graph['@context']).toBe('https://schema.org');
    const [review, ...more] = graph['@graph'] as Json[];
    // What is not decided is no review.
    expect(more).toEqual([]);
    expect(review).toMatchObject({
      '@type': 'ClaimReview',
      claimReviewed: QUOTE,
      reviewBody: '与年报一致。',
      author: { '@type': 'Organization' },
      itemReviewed: {
        '@type': 'Claim',
        author: { '@type': 'Person', name: '沈予安' },
      },
      reviewRating: { '@type': 'Rating', ratingValue: 5 },
      citation: [{ '@type': 'CreativeWork', name: '年度报告' }],
    });
    expect(review?.url).toBe(
      `${desk.base}/articles/${id}?annotation=${claim.id}`,
    );
    expect(review?.datePublished).toMatch(/^\d{4}-\d\d-\d\d$/);
    const { ratingValue, bestRating, worstRating, alternateName } =
      review?.reviewRating as Json;
    expect(worstRating).toBeLessThan(bestRating as number);
    expect(ratingValue).toBeGreaterThanOrEqual(worstRating as number);
    expect(ratingValue).toBeLessThanOrEqual(bestRating as number);
    expect(alternateName).not.toBe('');
    expect(VERDICTS).not.toContain(alternateName);
  });

  it('as CSV is a line a claim, and runs no formula', async () => {
    const id = await article();
    await decided(id);
    await claimOn(id, '百分之九', { statement: '=SUM(A1)' });
    const { text } = await exported(id, 'csv');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('入馆 41.2 万人次');
    expect(lines[2]).toContain("'=SUM(A1)");
    const cli = await pangzhu(desk.dataDir, ['export', id, '--format', 'csv']);
    expect(cli.stdout).toContain('入馆 41.2 万人次');
  });

  it('in a format that there is not says which there are', async () => {
    const id = await article();
    const answer = await checker('GET', `/articles/${id}/export?format=docx`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('claimreview');
    expect(
      (await checker('GET', `/articles/${v7()}/export?format=csv`)).status,
    ).toBe(404);
  });
});
