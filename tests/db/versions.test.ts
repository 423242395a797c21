import { strToU8, zipSync } from 'fflate';
import { v7 } from 'uuid';
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

let desk: Desk;
let owner: Api;
let checker: Api;
let reader: Api;

const LINES = [
  '桥与渡口',
  '停航的通知贴了七天，没有人撕。老船工说，七天刚好是一个汛期的零头。',
  '这座桥预计投资三十亿元，明年通车。规划部门说，车程将缩短到八分钟。',
  '周启明：我在船上干了三十一年，从来没有见过这么静的江面。',
  '记者：停航以后，船工们去了哪里？',
];
const FIRST = LINES.join('\n');

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const token = (role: string) => makeToken(desk.dataDir, role);
  owner = apiOf(desk.base, await token('owner'));
  checker = apiOf(desk.base, await token('checker'));
  reader = apiOf(desk.base, await token('reader'));
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

async function article(content = FIRST): Promise<string> {
  const made = await owner('POST', '/articles', { content, format: 'text' });
  expect(made.status).toBe(201);
  return made.body.id as string;
}

const revise = (id: string, content: string, more: object = {}, api = owner) =>
  api('POST', `/articles/${id}/versions`, { content, format: 'text', ...more });

/** Annotates the first place of some words in a version; the annotation's id. */
async function annotate(
  id: string,
  exact: string,
  more: object = {},
  { api = owner, version = 1 } = {},
): Promise<string> {
  const { text } = await api('GET', `/articles/${id}/versions/${version}/text`);
  const start = [...text.slice(0, text.indexOf(exact))].length;
  const made = await api('POST', `/articles/${id}/annotations/`, {
    motivation: 'highlighting',
    target: {
      source: `/api/v1/articles/${id}/versions/${version}`,
      selector: [
        { type: 'TextQuoteSelector', exact },
        {
          type: 'TextPositionSelector',
          start,
          end: start + [...exact].length,
        },
      ],
    },
    ...more,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return (made.body.id as string).slice(-36);
}

const inVersion = (aid: string, version: number, api = owner) =>
  api('GET', `/annotations/${aid}?version=${version}`);

const quoteIn = (body: Json): string =>
  body.target.selector.find((s: Json) => s.type === 'TextQuoteSelector').exact;

describe('a new version', () => {
  it('is numbered and hashed, and says what became of every annotation', async () => {
    const id = await article();
    const kept = await annotate(id, '没有人撕');
    const figure = await annotate(id, '三十亿元');
    const later = await annotate(id, '这么静的江面');
    const gone = await annotate(id, '车程将缩短到八分钟');
    const made = await revise(
      id,
      FIRST.replace('三十亿元', '三百亿元').replace(
        '规划部门说，车程将缩短到八分钟。',
        '',
      ),
      { base: 1, name: '早间版' },
    );
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({
      version: 2,
      anchors: { exact: 1, moved: 1, changed: 1, ambiguous: 0, lost: 1 },
    });
    expect(made.headers.get('location')).toMatch(/\/versions\/2$/);
    const now = await owner('GET', `/articles/${id}`);
    expect(now.body).toMatchObject({
      version: 2,
      versionHash: made.body.versionHash,
    });
    const was = await owner('GET', `/articles/${id}/versions/1`);
    expect(was.body.text).toContain('三十亿元');

    expect((await inVersion(kept, 2)).body.anchoring).toMatchObject({
      ...{ version: 2, state: 'exact', alarms: [], voided: false },
    });
    const changed = await inVersion(figure, 2);
    expect(changed.status).toBe(200);
    expect(quoteIn(changed.body)).toBe('三百亿元');
    expect(changed.body.target.source).toMatch(/\/versions\/2\/text$/);
    expect(changed.body.anchoring).toMatchObject({
      ...{ state: 'changed', alarms: ['number'], voided: true },
    });
    expect(changed.body.anchoring).not.toHaveProperty('style');
    const moved = await inVersion(later, 2);
    expect(moved.body.anchoring).toMatchObject({ state: 'moved' });
    expect(quoteIn(moved.body)).toBe('这么静的江面');
    const lost = await inVersion(gone, 2);
    expect(lost.body.anchoring).toMatchObject({ state: 'lost', voided: true });
    // When lost, the target is the one that it was made with.
    expect(lost.body.target.source).toMatch(/\/versions\/1\/text$/);
    // Without a version it is as it was made, and its ETag has not changed.
    const made1 = await owner('GET', `/annotations/${figure}`);
    expect(quoteIn(made1.body)).toBe('三十亿元');
    expect(made1.headers.get('etag')).toBe('"1"');
    expect(changed.headers.get('etag')).toBe('"1"');
    const list = await owner('GET', `/articles/${id}/annotations/`);
    expect(list.body.first.items.map(quoteIn)).toContain('三十亿元');
  });

  it('says that style alone changed, where it did', async () => {
    const id = await article();
    const aid = await annotate(id, '没有人撕。老船工说');
    await revise(id, FIRST.replace('撕。老', '撕。 老'));
    expect((await inVersion(aid, 2)).body.anchoring).toMatchObject({
      ...{ state: 'changed', style: true, alarms: [] },
    });
  });

  it('of the same words is none', async () => {
    const id = await article();
    await annotate(id, '没有人撕');
    const same = await revise(id, FIRST);
    expect(same.status).toBe(200);
    expect(same.body).toMatchObject({ version: 1, anchors: { exact: 1 } });
    const { body } = await owner('GET', `/articles/${id}/versions`);
    expect(body.items).toHaveLength(1);
  });

  it('is refused where it was not made from the newest', async () => {
    const id = await article();
    await revise(id, `${FIRST}\n补一句。`, { base: 1 });
    const stale = await revise(id, `${FIRST}\n再补一句。`, { base: 1 });
    expect(stale.status).toBe(409);
    expect(stale.headers.get('content-type')).toMatch(/problem\+json/);
    expect(stale.body.current).toMatchObject({ version: 2 });
    expect((await revise(id, `${FIRST}\n再补。`, { base: 9 })).status).toBe(
      409,
    );
  });

  it.each([
    ['nothing', { content: ' \n ' }, 422],
    [
      'another article',
      { content: '本市天气\n今天下了一场很大的雨，低洼处积水。' },
      422,
    ],
    ['an unknown field', { content: FIRST, versionName: 'x' }, 422],
    ['a base that is no number', { content: FIRST, base: 'one' }, 422],
    ['a NUL', { content: `${FIRST}\u0000` }, 422],
    ['too much', { content: `标题\n${'字'.repeat(1_000_001)}` }, 413],
    ['an address that answers nobody', { url: 'http://127.0.0.1:1/' }, 422],
  ])('of %s is refused', async (_, body, status) => {
    const id = await article();
    const refused = await owner('POST', `/articles/${id}/versions`, body);
    expect(refused.status, refused.text).toBe(status);
    const { body: now } = await owner('GET', `/articles/${id}`);
    expect(now.version).toBe(1);
  });

  it('of another article is taken by force, and loses what it must', async () => {
    const id = await article();
    const aid = await annotate(id, '三十亿元');
    const content = '本市天气\n今天下了一场很大的雨，低洼处积水。';
    const made = await revise(id, content, { force: true });
    expect(made.status).toBe(201);
    expect(made.body.anchors).toMatchObject({ lost: 1 });
    const { body } = await inVersion(aid, 2);
    expect(body.anchoring).toMatchObject({ state: 'lost' });
  });

  it('comes as a file too, with its base beside it', async () => {
    const id = await article();
    const form = new FormData();
    form.set('file', new File([`${FIRST}\n文件里补的一句。`], 'v2.txt'));
    form.set('base', '1');
    const made = await owner('POST', `/articles/${id}/versions`, form);
    expect(made.status, made.text).toBe(201);
  });

  it('keeps the byline where its material shows none, and takes one that is sent', async () => {
    const made = await owner('POST', '/articles', {
      ...{
        content: FIRST,
        byline: ['林芮'],
        publishedAt: '2026-03-01T08:00:00+08:00',
      },
    });
    const id = made.body.id as string;
    await revise(id, `${FIRST}\n补一句。`);
    const second = await owner('GET', `/articles/${id}`);
    expect(second.body).toMatchObject({ byline: ['林芮'], version: 2 });
    const other = await revise(id, `${FIRST}\n补一句。`, { byline: ['赵牧'] });
    expect(other.status).toBe(201);
    expect((await owner('GET', `/articles/${id}`)).body.byline).toEqual([
      '赵牧',
    ]);
  });

  it('is made by editors alone, of an article that they see', async () => {
    const id = await article();
    expect((await revise(id, `${FIRST}x`, {}, checker)).status).toBe(403);
    expect((await revise(id, `${FIRST}x`, {}, reader)).status).toBe(403);
    expect((await revise(v7(), FIRST)).status).toBe(404);
    const nobody = apiOf(desk.base);
    expect((await revise(id, FIRST, {}, nobody)).status).toBe(401);
  });

  it('answers a repeat of the same request with the same answer', async () => {
    const id = await article();
    const body = { content: `${FIRST}\n补一句。`, base: 1 };
    const key = { 'Idempotency-Key': v7() };
    const once = await owner('POST', `/articles/${id}/versions`, body, key);
    const again = await owner('POST', `/articles/${id}/versions`, body, key);
    expect([once.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(once.text);
  });
});

describe('versions', () => {
  it('are listed newest first, page by page, named, and frozen', async () => {
    const id = await article();
    for (const more of ['一', '二', '三']) {
      await revise(id, `${FIRST}\n第${more}次补写。`);
    }
    const first = await owner('GET', `/articles/${id}/versions?limit=3`);
    expect(first.body.items.map((v: Json) => v.version)).toEqual([4, 3, 2]);
    expect(first.body.items[0]).toMatchObject({ base: 3, name: null });
    const rest = await owner(
      'GET',
      `/articles/${id}/versions?limit=3&cursor=${first.body.next}`,
    );
    expect(rest.body.items.map((v: Json) => v.version)).toEqual([1]);
    expect(rest.body.next).toBeNull();

    const address = `/articles/${id}/versions/2`;
    const { headers, body } = await owner('GET', address);
    expect(body.name).toBeNull();
    const etag = headers.get('etag') ?? '';
    expect((await owner('PATCH', address, { name: '二审稿' })).status).toBe(
      428,
    );
    const named = await owner(
      'PATCH',
      address,
      { name: ' 二审稿 ' },
      { 'If-Match': etag },
    );
    expect(named.body).toMatchObject({ version: 2, name: '二审稿' });
    const stale = await owner(
      'PATCH',
      address,
      { name: 'x' },
      { 'If-Match': etag },
    );
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ name: '二审稿' });
    const too = await owner(
      'PATCH',
      address,
      { text: 'x' },
      { 'If-Match': '"2"' },
    );
    expect(too.status).toBe(422);
    expect(
      (await checker('PATCH', address, { name: 'x' }, { 'If-Match': '"2"' }))
        .status,
    ).toBe(403);
  });

  it('come back as new ones', async () => {
    const id = await article();
    const aid = await annotate(id, '三十亿元');
    await revise(id, FIRST.replace('三十亿元', '三百亿元'));
    const back = await owner('POST', `/articles/${id}/versions/1/restore`);
    expect(back.status).toBe(201);
    expect(back.body).toMatchObject({ version: 3, anchors: { exact: 1 } });
    const { body: first } = await owner('GET', `/articles/${id}/versions/1`);
    expect(back.body.versionHash).toBe(first.versionHash);
    expect((await inVersion(aid, 3)).body.anchoring).toMatchObject({
      ...{ state: 'exact', voided: true },
    });
    expect(
      (await owner('POST', `/articles/${id}/versions/3/restore`)).status,
    ).toBe(200);
    expect(
      (await owner('POST', `/articles/${id}/versions/9/restore`)).status,
    ).toBe(404);
    expect(
      (await checker('POST', `/articles/${id}/versions/1/restore`)).status,
    ).toBe(403);
  });
});

describe('what is made on an earlier version', () => {
  it('is carried into the newest, and shown there', async () => {
    const id = await article();
    await revise(id, `前言\n${FIRST}`.replace('三十亿元', '三百亿元'));
    const late = await annotate(id, '三十亿元', {}, { version: 1 });
    const { body } = await inVersion(late, 2);
    expect(body.anchoring).toMatchObject({ state: 'changed' });
    const back = await inVersion(
      await annotate(id, '没有人撕', {}, { version: 2 }),
      1,
    );
    expect(quoteIn(back.body)).toBe('没有人撕');
    expect(back.body.anchoring).toMatchObject({ version: 1, state: 'moved' });
  });

  it('is lost to no race with the version', async () => {
    const id = await article();
    const work = Array.from({ length: 24 }, (_, i) =>
      annotate(id, '没有人撕', {
        bodyValue: `第 ${i} 条`,
        motivation: 'commenting',
      }),
    );
    const [made, ...ids] = await Promise.all([
      revise(id, `前言在此\n${FIRST}`),
      ...work,
    ]);
    expect((made as Json).status).toBe(201);
    for (const aid of ids as string[]) {
      const { body } = await inVersion(aid, 2);
      expect(body.anchoring).toMatchObject({ state: 'moved' });
      expect(quoteIn(body)).toBe('没有人撕');
    }
  });

  it('is changed from a page that shows the newest', async () => {
    const id = await article();
    const aid = await annotate(id, '三十亿元');
    await revise(id, `前言\n${FIRST}`);
    const { body } = await inVersion(aid, 2);
    const { target } = body;
    const put = (target: Json) =>
      owner(
        'PUT',
        `/annotations/${aid}`,
        { motivation: 'highlighting', colour: 'blue', target },
        { 'If-Match': '"1"' },
      );
    const elsewhere = structuredClone(target);
    const at = elsewhere.selector.find(
      (s: Json) => s.type === 'TextPositionSelector',
    );
    at.start -= 2;
    const refused = await put({ ...elsewhere, selector: [at] });
    expect(refused.status).toBe(422);
    const changed = await put(target);
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body.colour).toBe('blue');
  });
});

describe('review', () => {
  it('lists what changed and what has no place, with where it may belong', async () => {
    const id = await article();
    const figure = await annotate(id, '三十亿元');
    const gone = await annotate(id, '没有人撕');
    const secret = await annotate(
      id,
      '八分钟',
      { visibility: 'private' },
      { api: reader },
    );
    await revise(
      id,
      FIRST.replace('三十亿元', '三百亿元')
        .replace('停航的通知贴了七天，没有人撕。', '')
        .replace('八分钟', '九分钟'),
    );
    const { body } = await owner('GET', `/articles/${id}/versions/2/review`);
    expect(body.items.map((i: Json) => i.id).sort()).toEqual(
      [figure, gone].sort(),
    );
    expect(body.items.find((i: Json) => i.id === figure)).toMatchObject({
      ...{ state: 'changed', alarms: ['number'], voided: true, review: null },
      was: { version: 1, exact: '三十亿元' },
      is: { exact: '三百亿元' },
    });
    expect(body.items.find((i: Json) => i.id === gone)).toMatchObject({
      is: null,
    });
    const hers = await reader('GET', `/articles/${id}/versions/2/review`);
    expect(hers.body.items.map((i: Json) => i.id)).toContain(secret);
    const some = await owner(
      'GET',
      `/articles/${id}/versions/2/review?state=lost`,
    );
    expect(some.body.items).toHaveLength(1);
    expect(
      (await owner('GET', `/articles/${id}/versions/2/review?state=odd`))
        .status,
    ).toBe(422);
  });

  it('holds, and from then on the new words are its words', async () => {
    const id = await article();
    const aid = await annotate(id, '三十亿元');
    const second = FIRST.replace('三十亿元', '三百亿元');
    await revise(id, second);
    const decide = (body: object, api = owner) =>
      api('PUT', `/annotations/${aid}/anchor`, body);
    const held = await decide({ version: 2, review: 'holds' });
    expect(held.status, held.text).toBe(200);
    expect(held.headers.get('etag')).toBe('"1"');
    expect(held.body.anchoring).toMatchObject({
      state: 'changed',
      review: 'holds',
    });
    await revise(id, `${second}\n补一句。`);
    expect((await inVersion(aid, 3)).body.anchoring).toMatchObject({
      ...{ state: 'exact', voided: false, review: null },
    });
    expect((await decide({ version: 2, review: 'holds' })).status).toBe(409);
    expect((await decide({ version: 3, review: 'whole' })).status).toBe(422);
    expect((await decide({ version: 3, review: 'sure' })).status).toBe(422);
    expect((await decide({ version: 3, review: 'holds' }, reader)).status).toBe(
      403,
    );
    expect(
      (await decide({ version: 3, review: 'holds' }, checker)).status,
    ).toBe(200);
  });

  it('goes on asking, version after version, until somebody has decided', async () => {
    const id = await article();
    const aid = await annotate(id, '三十亿元');
    const second = FIRST.replace('三十亿元', '三百亿元');
    await revise(id, second);
    await revise(id, `${second}\n补一句。`);
    expect((await inVersion(aid, 3)).body.anchoring).toMatchObject({
      ...{ state: 'changed', alarms: ['number'], voided: true },
    });
  });

  it('gives what lost its words another place, or the whole article', async () => {
    const id = await article();
    const one = await annotate(id, '没有人撕', {
      ...{ motivation: 'commenting', bodyValue: '问作者' },
    });
    const other = await annotate(id, '老船工说');
    const second = FIRST.replace(`${LINES[1]}\n`, '');
    await revise(id, second);
    const whole = await owner('PUT', `/annotations/${one}/anchor`, {
      ...{ version: 2, review: 'whole' },
    });
    expect(whole.status, whole.text).toBe(200);
    const start = second.indexOf('规划部门说');
    const place = { version: 2, review: 'placed', start, end: start + 5 };
    const put = (body: object) =>
      owner('PUT', `/annotations/${other}/anchor`, body);
    expect((await put({ ...place, end: 9999 })).status).toBe(422);
    expect((await put({ ...place, end: start })).status).toBe(422);
    const placed = await put(place);
    expect(placed.status, placed.text).toBe(200);
    expect(quoteIn(placed.body)).toBe('规划部门说');
    await revise(id, `${second}\n补一句。`);
    expect((await inVersion(other, 3)).body.anchoring).toMatchObject({
      ...{ state: 'exact', voided: false },
    });
    expect((await inVersion(one, 3)).body.anchoring).toMatchObject({
      ...{ state: 'lost', review: 'whole' },
    });
  });

  it('is told to those who wrote what changed, once for all of an article', async () => {
    const id = await article();
    for (const words of ['三十亿元', '八分钟']) {
      await annotate(id, words, {}, { api: checker });
    }
    await annotate(id, '没有人撕', { visibility: 'private' }, { api: reader });
    await revise(
      id,
      FIRST.replace('三十亿元', '三百亿元').replace('八分钟', '九分钟'),
    );
    const of = async (api: Api): Promise<Json[]> =>
      (await api('GET', '/inbox')).body.items.filter(
        (n: Json) => n.reason === 'changed' && n.article.id === id,
      );
    expect(await of(checker)).toMatchObject([{ count: 2 }]);
    expect(await of(reader)).toEqual([]);
    expect(await of(owner)).toEqual([]);
    await revise(
      id,
      FIRST.replace('三十亿元', '三千亿元').replace('没有人', '有人'),
    );
    expect(await of(checker)).toMatchObject([{ count: 2, read: false }]);
    expect(await of(reader)).toMatchObject([{ count: 1 }]);
  });
});

describe('suggested edits', () => {
  const suggest = (
    id: string,
    exact: string,
    value: string,
    more: object = {},
  ) =>
    owner('POST', `/articles/${id}/annotations/`, {
      motivation: 'editing',
      body: [
        { type: 'TextualBody', value, purpose: 'editing' },
        { type: 'TextualBody', value: '与口径一致', purpose: 'commenting' },
      ],
      target: {
        source: `/api/v1/articles/${id}`,
        selector: { type: 'TextQuoteSelector', exact },
      },
      ...more,
    });
  const idOf = ({ body }: { body: Json }): string =>
    (body.id as string).slice(-36);
  const decide = (id: string, edits: string[], decision: string, api = owner) =>
    api('POST', `/articles/${id}/decisions`, { decision, edits });

  it('are annotations with the words that they put in place of others', async () => {
    const id = await article();
    const made = await suggest(id, '三十亿元', '约三十亿元');
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ motivation: 'editing' });
    expect(made.body.body).toContainEqual({
      ...{ type: 'TextualBody', value: '约三十亿元', purpose: 'editing' },
    });
    const { text } = await owner('GET', `/articles/${id}/text`);
    expect(text).toContain('预计投资三十亿元');
  });

  it.each([
    ['nothing to put', { body: [] }],
    [
      'a line break',
      { body: [{ type: 'TextualBody', value: 'a\nb', purpose: 'editing' }] },
    ],
    [
      'the same words',
      {
        body: [{ type: 'TextualBody', value: '三十亿元', purpose: 'editing' }],
      },
    ],
    ['no place', { target: 'ARTICLE' }],
  ])('are refused with %s', async (_, more) => {
    const id = await article();
    const target = { target: `/api/v1/articles/${id}` };
    const refused = await suggest(
      id,
      '三十亿元',
      'x',
      'target' in more ? target : more,
    );
    expect(refused.status, refused.text).toBe(422);
  });

  it('go into the draft of the next version, each at its own place', async () => {
    const id = await article();
    const figure = idOf(await suggest(id, '三十亿元', '三百亿元'));
    const gone = idOf(await suggest(id, '老船工说，', ''));
    const no = idOf(await suggest(id, '八分钟', '九分钟'));
    const overlapping = idOf(await suggest(id, '投资三十亿', '投资三亿'));
    const note = await annotate(id, '这么静的江面');
    expect((await decide(id, [figure], 'accepted', checker)).status).toBe(403);
    const rejected = await decide(id, [no], 'rejected');
    expect(rejected.body).toEqual({ decided: [no], refused: [] });
    const accepted = await decide(
      id,
      [gone, figure, overlapping, no],
      'accepted',
    );
    expect(accepted.status, accepted.text).toBe(200);
    expect(accepted.body).toEqual({
      decided: [gone, figure],
      refused: [
        { id: overlapping, reason: 'conflict' },
        { id: no, reason: 'decided' },
      ],
    });
    expect((await owner('GET', `/annotations/${figure}`)).body).toMatchObject({
      ...{ decision: 'accepted', resolved: true },
    });
    const draft = await owner('GET', `/articles/${id}/draft`);
    expect(draft.body).toMatchObject({ base: 1 });
    const etag = draft.headers.get('etag') ?? '';
    const save = (match: object) =>
      owner(
        'POST',
        `/articles/${id}/draft/version`,
        { base: 1 },
        match as never,
      );
    expect((await save({})).status).toBe(428);
    const made = await save({ 'If-Match': etag });
    expect(made.status, made.text).toBe(201);
    expect(made.body.version).toBe(2);
    const { text } = await owner('GET', `/articles/${id}/text`);
    expect(text).toContain('没有人撕。七天刚好');
    expect(text).toContain('三百亿元');
    expect(text).toContain('八分钟');
    expect((await inVersion(note, 2)).body.anchoring).toMatchObject({
      ...{ state: 'moved', voided: false },
    });
    expect((await owner('GET', `/articles/${id}/draft`)).status).toBe(404);
    const queue = await owner('GET', `/articles/${id}/versions/2/review`);
    expect(queue.body.items.map((i: Json) => i.id)).toEqual([overlapping]);
    const late = await decide(id, [overlapping], 'accepted');
    expect(late.body.refused).toEqual([
      { id: overlapping, reason: 'words-changed' },
    ]);
  });
});

describe('a draft', () => {
  const passages = (...lines: string[]) =>
    lines.map((text, i) => ({ type: i === 0 ? 'title' : 'paragraph', text }));
  const put = (id: string, body: object, match?: string, api = owner) =>
    api(
      'PUT',
      `/articles/${id}/draft`,
      body,
      match ? { 'If-Match': match } : {},
    );

  it('is kept, changed by whoever saw it last, and let go', async () => {
    const id = await article();
    expect((await owner('GET', `/articles/${id}/draft`)).status).toBe(404);
    const first = await put(id, {
      base: 1,
      passages: passages('桥与渡口', '一。'),
    });
    expect(first.status, first.text).toBe(200);
    const etag = first.headers.get('etag') ?? '';
    const body = { base: 1, passages: passages('桥与渡口', '一。二。') };
    expect((await put(id, body)).status).toBe(428);
    expect((await put(id, body, etag)).status).toBe(200);
    const stale = await put(id, body, etag);
    expect(stale.status).toBe(412);
    expect(stale.body.current.passages[1].text).toBe('一。二。');
    for (const [wrong, status] of [
      [{ base: 1, passages: [] }, 422],
      [{ base: 1, passages: [{ type: 'paragraph', text: 'x' }] }, 422],
      [{ base: 1, passages: [{ type: 'odd', text: 'x' }] }, 422],
      [{ base: 1, passages: passages('a\u0000') }, 422],
      [{ passages: passages('a') }, 422],
    ] as const) {
      expect((await put(id, wrong, '"2"')).status).toBe(status);
    }
    expect((await put(id, body, '"2"', checker)).status).toBe(403);
    expect((await checker('GET', `/articles/${id}/draft`)).status).toBe(403);
    const gone = await owner('DELETE', `/articles/${id}/draft`, undefined, {
      'If-Match': '"2"',
    });
    expect(gone.status).toBe(204);
  });

  it('tells by its edits which of two same words an annotation is on', async () => {
    const id = await article('清单\n暂无\n暂无\n暂无\n完结的清单在此');
    const made = await owner('POST', `/articles/${id}/annotations/`, {
      motivation: 'highlighting',
      target: {
        source: `/api/v1/articles/${id}`,
        selector: { type: 'TextPositionSelector', start: 6, end: 8 },
      },
    });
    const aid = (made.body.id as string).slice(-36);
    // One more line like them is typed above them.
    await put(id, {
      base: 1,
      passages: passages(
        '清单',
        '暂无',
        '暂无',
        '暂无',
        '暂无',
        '完结的清单在此',
      ),
      edits: [[3, 0, 3]],
    });
    const saved = await owner(
      'POST',
      `/articles/${id}/draft/version`,
      { base: 1 },
      { 'If-Match': '"1"' },
    );
    expect(saved.status, saved.text).toBe(201);
    const { body } = await inVersion(aid, 2);
    expect(body.anchoring).toMatchObject({ state: 'moved' });
    const at = body.target.selector.find(
      (s: Json) => s.type === 'TextPositionSelector',
    );
    expect(at.start).toBe(9);
  });

  it('that was made of an earlier version is not saved over a newer one unseen', async () => {
    const id = await article();
    await put(id, { base: 1, passages: passages(...LINES, '补一句。') });
    await revise(id, `${FIRST}\n别人补的一句。`);
    const save = (body: object) =>
      owner('POST', `/articles/${id}/draft/version`, body, {
        'If-Match': '"1"',
      });
    const refused = await save({});
    expect(refused.status).toBe(409);
    expect(refused.body.current).toMatchObject({ version: 2 });
    expect((await save({ base: 2 })).status).toBe(201);
  });
});

describe('a DOCX that tracks changes', () => {
  it('comes in as it was, with its changes as suggested edits', async () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const body = `<w:p>${run('桥与渡口')}</w:p><w:p>${run('这座桥预计投资')}<w:del w:author="林芮"><w:r><w:delText>三十</w:delText></w:r></w:del><w:ins w:author="林芮">${run('三百')}</w:ins>${run('亿元，明年')}<w:ins w:author="赵牧">${run('秋天')}</w:ins>${run('通车。')}</w:p>`;
    const bytes = zipSync({
      'word/document.xml': strToU8(
        `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`,
      ),
    });
    const form = new FormData();
    form.set('file', new File([bytes as BlobPart], '稿.docx'));
    const made = await owner('POST', '/articles', form);
    expect(made.status, made.text).toBe(201);
    expect(made.body.text).toContain('投资三十亿元，明年通车。');
    const list = await owner('GET', `/articles/${made.body.id}/annotations/`);
    const edits = list.body.first.items.map((edit: Json) => [
      edit.motivation,
      quoteIn(edit),
      ...edit.body.map((b: Json) => `${b.purpose}: ${b.value}`),
    ]);
    expect(edits).toEqual([
      ['editing', '三十', 'commenting: 林芮', 'editing: 三百'],
      ['editing', '年', 'commenting: 赵牧', 'editing: 年秋天'],
    ]);
  });
});

describe('fifty versions of a long text', () => {
  it('are kept, listed and counted without any of them growing slow', async () => {
    const lines = Array.from(
      { length: 1000 },
      (_, i) =>
        `第${i}段话说的是第${i * 7}件事情，${'它有很长的来历和去处，'.repeat(8)}说到这里。`,
    );
    const id = await article(`长文\n${lines.join('\n')}`);
    const items = Array.from({ length: 100 }, (_, i) => ({
      motivation: 'highlighting',
      target: {
        source: `/api/v1/articles/${id}`,
        selector: { type: 'TextQuoteSelector', exact: `第${i * 10}段话说的是` },
      },
    }));
    const batch = await owner('POST', `/articles/${id}/annotations/batch`, {
      items,
    });
    expect(batch.status, batch.text.slice(0, 300)).toBe(201);
    const times: number[] = [];
    for (let n = 2; n <= 50; n += 1) {
      lines[n * 3] = `第${n}版改写的一段。`;
      const begun = performance.now();
      const made = await revise(id, `长文\n${lines.join('\n')}`);
      times.push(performance.now() - begun);
      expect(made.status).toBe(201);
      const { lost } = made.body.anchors;
      expect(lost).toBeLessThanOrEqual(8);
    }
    const { body } = await owner('GET', `/articles/${id}/versions?limit=200`);
    expect(body.items).toHaveLength(50);
    expect(JSON.stringify(body).length).toBeLessThan(30_000);
    const half = (from: number) =>
      times.slice(from, from + 20).reduce((a, b) => a + b, 0);
    process.stdout.write(
      `fifty versions: first twenty ${Math.round(half(0))} ms, last ${Math.round(half(29))} ms\n`,
    );
  }, 120_000);
});
