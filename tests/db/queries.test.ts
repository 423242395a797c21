import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

let desk: Desk;
let owner: Api;
let editor: Api;
let checker: Api;
let reader: Api;
let article: string;

const TEXT =
  '不打烊的书房\n馆长说，去年夜里来了四十一万人次。白天的人只是路过。\n门口的灯，从来不关。';

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const api = async (role: string) =>
    apiOf(desk.base, await makeToken(desk.dataDir, role));
  owner = await api('owner');
  editor = await api('editor');
  checker = await api('checker');
  reader = await api('reader');
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});
beforeEach(async () => {
  const made = await owner('POST', '/articles', {
    ...{ content: TEXT, format: 'text' },
  });
  expect(made.status, made.text).toBe(201);
  article = made.body.id as string;
});

async function ask(more: object = {}) {
  const made = await checker('POST', `/articles/${article}/queries`, {
    ...{ version: 1, quote: '四十一万人次', question: '哪一年的数？' },
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return made.body;
}

const change = (
  api: Api,
  query: { id: string; revision: number },
  to: object,
) =>
  api('PATCH', `/queries/${query.id}`, to, {
    'If-Match': `"${query.revision}"`,
  });

async function link(queries: string[], more: object = {}) {
  const made = await checker('POST', `/articles/${article}/query-links`, {
    ...{ queries, name: '陆知夏' },
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return made.body as { id: string; url: string };
}

/** What the page of a link says to a form that is sent to it. */
async function post(url: string, fields: Record<string, string>) {
  const token = new URL(url).searchParams.get('token') ?? '';
  const response = await fetch(new URL('/answer', desk.base), {
    method: 'POST',
    headers: { Origin: desk.base },
    body: new URLSearchParams({ token, ...fields }),
  });
  return { status: response.status, text: await response.text() };
}

describe('A query', () => {
  it('is an annotation whose words say where, answered by anybody who checks and decided by an editor', async () => {
    const made = await ask({ addressee: 'source', name: '沈予安' });
    expect(made).toMatchObject({
      ...{ state: 'open', addressee: 'source', name: '沈予安', version: 1 },
      ...{ quote: '四十一万人次', question: '哪一年的数？', answer: null },
    });
    const annotation = await checker('GET', `/annotations/${made.id}`);
    expect(annotation.body.motivation).toBe('questioning');
    const answered = await change(checker, made, {
      ...{ answer: '去年的。', answeredBy: '沈予安（电话）' },
    });
    expect(answered.body).toMatchObject({
      ...{ state: 'answered', answeredBy: '沈予安（电话）' },
    });
    const refused = await change(checker, answered.body, { decision: '照改' });
    expect(refused.status).toBe(403);
    const decided = await change(editor, answered.body, { decision: '照改' });
    expect(decided.body).toMatchObject({
      ...{ state: 'decided', decision: '照改', decidedBy: { name: 'editor' } },
    });
    const again = await change(checker, decided.body, { answer: '前年的。' });
    expect(again.body).toMatchObject({ state: 'answered', decision: null });
  });

  it('asks for a question, a place, the team and the revision that was seen', async () => {
    const post = (more: object) =>
      checker('POST', `/articles/${article}/queries`, {
        ...{ version: 1, quote: '四十一万人次', question: '？' },
        ...more,
      });
    expect((await post({ question: ' ' })).status).toBe(422);
    expect((await post({ quote: '没有这句话' })).body.errors).toHaveProperty(
      'quote',
    );
    expect((await post({ quote: undefined, start: 0, end: 9999 })).status).toBe(
      422,
    );
    expect((await post({ addressee: 'reader' })).status).toBe(422);
    const private_ = await checker(
      'POST',
      `/articles/${article}/annotations/`,
      {
        ...{
          motivation: 'questioning',
          bodyValue: '？',
          visibility: 'private',
        },
        target: {
          source: `${desk.base}/api/v1/articles/${article}`,
          selector: { type: 'TextQuoteSelector', exact: '四十一万人次' },
        },
      },
    );
    expect(private_.status).toBe(422);
    const made = await ask();
    expect((await checker('PATCH', `/queries/${made.id}`, {})).status).toBe(
      428,
    );
    await change(checker, made, { name: '陆知夏' });
    const stale = await change(checker, made, { name: '别人' });
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ name: '陆知夏' });
  });

  it('follows its words into a new version, and keeps an article in while it is open', async () => {
    const made = await ask();
    const { headers } = await owner('GET', '/workflow');
    await owner(
      ...([
        'PATCH',
        '/workflow',
        { workflow: 'none', rules: ['queries-open'] },
      ] as const),
      { 'If-Match': headers.get('etag') ?? '' },
    );
    const revised = await owner('POST', `/articles/${article}/versions`, {
      ...{ content: TEXT.replace('馆长说', '馆长告诉我们'), format: 'text' },
    });
    expect(revised.status).toBe(201);
    const { body } = await reader('GET', `/articles/${article}/queries`);
    expect(body.items).toMatchObject([
      { version: 2, start: made.start + 3, quote: '四十一万人次' },
    ]);
    const refused = await owner('POST', `/articles/${article}/publish`, {
      version: 2,
    });
    expect(refused.body.reasons).toEqual([
      { reason: 'queries-open', count: 1 },
    ]);
    await change(editor, made, { decision: '查过，照用' });
    const done = await owner('POST', `/articles/${article}/publish`, {
      version: 2,
    });
    expect(done.status, done.text).toBe(201);
  });
});

describe('A link to answer', () => {
  it('shows passages and questions alone, and only when it is asked to', async () => {
    const one = await ask();
    const other = await ask({ quote: '从来不关', question: '谁付的电费？' });
    const { url } = await link([one.id]);
    const looked = await (await fetch(url)).text();
    for (const hidden of ['四十一万', '哪一年', '不打烊', '路过', '从来不关']) {
      expect(looked).not.toContain(hidden);
    }
    const opened = await post(url, { do: 'open' });
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('四十一万人次');
    expect(opened.text).toContain('哪一年的数？');
    for (const hidden of ['不打烊', '路过', '从来不关', '电费', other.id]) {
      expect(opened.text).not.toContain(hidden);
    }
  });

  it('takes answers of its own questions, under the name that it was made for', async () => {
    const one = await ask();
    const other = await ask({ quote: '从来不关', question: '谁付的电费？' });
    const { url } = await link([one.id]);
    const sent = await post(url, {
      ...{ do: 'answer', [one.id]: '去年。', [other.id]: '不该写进去' },
    });
    expect(sent.status).toBe(200);
    const { body } = await checker('GET', `/articles/${article}/queries`);
    expect(body.items).toMatchObject([
      { answer: '去年。', answeredBy: '陆知夏', state: 'answered' },
      { answer: null, state: 'open' },
    ]);
    await change(editor, body.items[0], { decision: '照用' });
    await post(url, { do: 'answer', [one.id]: '改口' });
    const after = await checker('GET', `/queries/${one.id}`);
    expect(after.body).toMatchObject({ answer: '去年。', state: 'decided' });
  });

  it('opens nothing once it is revoked, has expired, or whoever made it is gone', async () => {
    const one = await ask();
    const { id, url } = await link([one.id]);
    expect((await checker('DELETE', `/query-links/${id}`)).status).toBe(204);
    expect((await checker('DELETE', `/query-links/${id}`)).status).toBe(404);
    for (const what of ['open', 'answer']) {
      const refused = await post(url, { do: what, [one.id]: '晚了' });
      expect(refused.status).toBe(409);
      expect(refused.text).not.toContain('哪一年');
    }
    const { body } = await checker('GET', `/queries/${one.id}`);
    expect(body.answer).toBeNull();
    const listed = await checker('GET', `/articles/${article}/query-links`);
    expect(listed.body.items).toMatchObject([{ id, state: 'revoked' }]);
    expect(listed.text).not.toContain(new URL(url).searchParams.get('token'));
    const wrong = `${url.slice(0, -6)}AAAAAA`;
    expect((await post(wrong, { do: 'open' })).status).toBe(404);
    const kept = await link([one.id]);
    const token = await makeToken(desk.dataDir, 'checker', 'leaver');
    const leaver = apiOf(desk.base, token);
    const { body: me } = await leaver('GET', '/me');
    const his = await leaver('POST', `/articles/${article}/query-links`, {
      ...{ queries: [one.id], name: '陆知夏' },
    });
    const { headers } = await owner('GET', `/people/${me.id}`);
    const gone = await owner(
      ...(['PATCH', `/people/${me.id}`, { disabled: true }] as const),
      { 'If-Match': headers.get('etag') ?? '' },
    );
    expect(gone.status, gone.text).toBe(200);
    expect((await post(his.body.url, { do: 'open' })).status).toBe(404);
    expect((await post(kept.url, { do: 'open' })).status).toBe(200);
  });

  it('needs our own pages, and questions of its article', async () => {
    const one = await ask();
    const { url } = await link([one.id]);
    const token = new URL(url).searchParams.get('token') ?? '';
    const foreign = await fetch(new URL('/answer', desk.base), {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ token, do: 'open' }),
    });
    expect(foreign.status).toBe(403);
    const other = await owner('POST', '/articles', { content: '别的\n文章。' });
    const made = await checker(
      'POST',
      `/articles/${other.body.id}/query-links`,
      { queries: [one.id], name: '陆知夏' },
    );
    expect(made.status).toBe(422);
    const refused = await reader('POST', `/articles/${article}/query-links`, {
      ...{ queries: [one.id], name: '陆知夏' },
    });
    expect(refused.status).toBe(403);
  });
});
