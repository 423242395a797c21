import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';

import routes from '#app/routes.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  pangzhu,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const CONTENT = `望澜短讯：𠮷野家门口的灯
望澜晚报记者 郁青禾
2025-11-03 08:15

𠮷野家门口的灯亮了👨‍👩‍👧一家三口都说好看，一共三十亿元。

第二段也说了灯，灯亮了，一共三十亿元。`;

let desk: Desk;
let owner: Api;
let checker: Api;
let reader: Api;

beforeAll(async () => {
  const dataDir = makeDataDir();
  desk = await startDesk(dataDir);
  const tokens = [];
  for (const role of ['owner', 'checker', 'reader']) {
    tokens.push(await makeToken(dataDir, role));
  }
  [owner, checker, reader] = tokens.map(token => apiOf(desk.base, token)) as [
    Api,
    Api,
    Api,
  ];
});

afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

async function makeArticle(
  content = CONTENT,
): Promise<{ id: string; text: string }> {
  const { status, body } = await owner('POST', '/articles', { content });
  expect(status).toBe(201);
  return body;
}

const note = (id: string, selector: unknown, more: object = {}) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'Annotation',
  motivation: 'commenting',
  body: { type: 'TextualBody', value: '查一下', purpose: 'commenting' },
  target: { source: `${desk.base}/api/v1/articles/${id}`, selector },
  ...more,
});

const byQuote = (exact: string, more: object = {}) => ({
  type: 'TextQuoteSelector',
  exact,
  ...more,
});

describe('articles', () => {
  it('are made of text, and found again', async () => {
    const made = await owner('POST', '/articles', { content: CONTENT });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(
      `${desk.base}/api/v1/articles/${made.body.id}`,
    );
    expect(made.body).toMatchObject({
      version: 1,
      title: '望澜短讯：𠮷野家门口的灯',
      byline: ['郁青禾'],
      publishedAt: '2025-11-03T08:15:00+08:00',
      language: 'zh',
    });
    for (const { text, start, end } of made.body.blocks) {
      expect(made.body.text.slice(start, end)).toBe(text);
    }
    const { body: again } = await owner('GET', `/articles/${made.body.id}`);
    expect(again).toEqual(made.body);
    const text = await owner(
      'GET',
      `/articles/${made.body.id}/versions/1/text`,
    );
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('cache-control')).toContain('immutable');
    expect(text.text).toBe(made.body.text);
    const newest = await owner('GET', `/articles/${made.body.id}/text`);
    expect(newest.text).toBe(made.body.text);
    const versions = await owner('GET', `/articles/${made.body.id}/versions`);
    expect(versions.body.items).toMatchObject([
      { version: 1, versionHash: made.body.versionHash },
    ]);
  });

  it('take what is sent over what is recognised', async () => {
    const { body } = await owner('POST', '/articles', {
      content: CONTENT,
      title: '另题',
      byline: ['甲', '乙'],
      publishedAt: null,
      section: '夜读',
      url: 'https://example.org/1',
    });
    expect(body).toMatchObject({
      title: '另题',
      byline: ['甲', '乙'],
      publishedAt: null,
      section: '夜读',
      url: 'https://example.org/1',
    });
    expect(body.blocks[0]).toMatchObject({ type: 'title', text: '另题' });
  });

  it('come as a plain text file', async () => {
    const form = new FormData();
    form.set('file', new File([CONTENT], 'a.txt', { type: 'text/plain' }));
    const made = await owner('POST', '/articles', form);
    expect(made.status).toBe(201);
    expect(made.body.title).toBe('望澜短讯：𠮷野家门口的灯');
  });

  it('are listed by pages with an opaque cursor', async () => {
    await makeArticle('一\n二');
    await makeArticle('三\n四');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor ? `&cursor=${cursor}` : '';
      const { body } = await owner('GET', `/articles?limit=2${at}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(4);
  });

  it('change, go and come back under If-Match', async () => {
    const { id } = await makeArticle();
    const path = `/articles/${id}`;
    expect((await owner('PATCH', path, { section: '甲' })).status).toBe(428);
    const changed = await owner(
      'PATCH',
      path,
      { section: '甲' },
      { 'If-Match': 'W/"1"' },
    );
    expect([
      changed.status,
      changed.body.section,
      changed.headers.get('etag'),
    ]).toEqual([200, '甲', '"2"']);
    const stale = await owner(
      'PATCH',
      path,
      { section: '乙' },
      { 'If-Match': '"1"' },
    );
    expect([stale.status, stale.body.current.section]).toEqual([412, '甲']);
    expect(
      (await owner('DELETE', path, undefined, { 'If-Match': '"2"' })).status,
    ).toBe(204);
    expect((await owner('GET', path)).status).toBe(404);
    expect((await owner('POST', `${path}/restore`)).status).toBe(200);
    expect((await owner('GET', path)).body.section).toBe('甲');
  });

  it.each<[string, unknown, number]>([
    ['nothing', {}, 422],
    ['empty text', { content: '' }, 422],
    ['white space', { content: ' \n ' }, 422],
    ['five million characters', { content: 'x'.repeat(5_000_000) }, 413],
    [
      'more than a version holds',
      { content: `${'x'.repeat(99)}\n`.repeat(12_000) },
      413,
    ],
    ['more lines than are read', { content: 'x\n'.repeat(600_000) }, 413],
    ['NUL', { content: 'a\u0000b' }, 422],
    ['a lone surrogate', { content: 'a\ud800b' }, 422],
    ['a page’s source', { content: '<!doctype html><html></html>' }, 422],
    ['an unknown field', { content: 'x', colour: 1 }, 422],
    ['an address inside the network', { url: 'http://127.0.0.1/' }, 422],
    ['a format to come', { content: 'x', format: 'docx' }, 422],
    ['a time without a zone', { content: 'x', publishedAt: '2026-01-01' }, 422],
    ['an address that runs', { content: 'x', url: 'javascript:alert(1)' }, 422],
    ['a number for text', { content: 7 }, 422],
    ['a list', [], 422],
    ['broken JSON', '{"content":', 400],
    ['JSON nested without end', '['.repeat(200_000) + ']'.repeat(200_000), 400],
  ])('refuse %s', async (_name, body, status) => {
    const before = (await owner('GET', '/articles?limit=200')).body.items
      .length;
    const {
      status: got,
      body: problem,
      headers,
    } = await owner('POST', '/articles', body);
    expect(got).toBe(status);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({
      status,
      detail: expect.any(String),
      title: expect.any(String),
    });
    expect(problem.detail).not.toMatch(/^error\./);
    const after = (await owner('GET', '/articles?limit=200')).body.items.length;
    expect(after).toBe(before);
  });

  it('refuse a file that is no text, by its bytes too', async () => {
    for (const file of [
      new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'a.txt'),
      new File(['%PDF-1.7'], 'a.pdf', { type: 'application/pdf' }),
      new File([new Uint8Array(300).map((_, i) => (i * 97) % 251)], 'a.txt', {
        type: 'text/plain',
      }),
    ]) {
      const form = new FormData();
      form.set('file', file);
      expect((await owner('POST', '/articles', form)).status).toBe(422);
    }
    const malformed = await owner('POST', '/articles', 'x', {
      'Content-Type': 'multipart/form-data',
    });
    expect(malformed.status).toBe(400);
  });
});

describe('annotations', () => {
  it('are made by quote, with both selectors in code points', async () => {
    const { id, text } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const made = await owner('POST', at, note(id, byQuote('一家三口都说好看')));
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toContain('application/ld+json');
    const [quote, position] = made.body.target.selector;
    expect(quote).toMatchObject({
      type: 'TextQuoteSelector',
      exact: '一家三口都说好看',
    });
    const points = Array.from(text);
    expect(points.slice(position.start, position.end).join('')).toBe(
      '一家三口都说好看',
    );
    expect(made.body.target.source).toBe(
      `${desk.base}/api/v1/articles/${id}/versions/1/text`,
    );
    expect(made.headers.get('location')).toBe(made.body.id);
    const again = await owner('GET', made.body.id);
    expect(again.body).toEqual(made.body);
    const alone = await owner(
      'GET',
      `/annotations/${made.body.id.split('/').at(-1)}`,
    );
    expect(alone.body).toEqual(made.body);
  });

  it('are made by position, and by both', async () => {
    const { id, text } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const start = Array.from(text.slice(0, text.indexOf('好看'))).length;
    const position = { type: 'TextPositionSelector', start, end: start + 2 };
    const made = await owner('POST', at, note(id, position));
    expect(made.body.target.selector[0].exact).toBe('好看');
    const both = await owner('POST', at, note(id, [byQuote('好看'), position]));
    expect(both.status).toBe(201);
  });

  it('tell two places apart by context or position', async () => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const twice = await owner('POST', at, note(id, byQuote('三十亿元')));
    expect([twice.status, twice.body.detail]).toEqual([
      422,
      expect.stringContaining('2'),
    ]);
    const once = await owner(
      'POST',
      at,
      note(id, byQuote('三十亿元', { prefix: '灯亮了，一共' })),
    );
    expect(once.status).toBe(201);
  });

  it('keep what is unknown, and ignore what the server manages', async () => {
    const { id } = await makeArticle();
    const slug = v7();
    const made = await owner(
      'POST',
      `/articles/${id}/annotations/`,
      note(id, byQuote('好看'), {
        id: 'https://elsewhere.example/anno/1',
        creator: 'https://elsewhere.example/me',
        created: '1999-01-01T00:00:00Z',
        'schema:mood': ['x'],
        body: [
          {
            type: 'TextualBody',
            value: '话',
            purpose: 'commenting',
            format: 'text/plain',
            'x:y': 1,
          },
          { type: 'TextualBody', value: ' #口径 ', purpose: 'tagging' },
          { type: 'Video', id: 'https://elsewhere.example/v' },
        ],
      }),
      { Slug: slug },
    );
    expect(made.body).toMatchObject({
      id: `${desk.base}/api/v1/articles/${id}/annotations/${slug}`,
      via: 'https://elsewhere.example/anno/1',
      canonical: `urn:uuid:${slug}`,
      'schema:mood': ['x'],
      creator: { type: 'Person', name: 'owner' },
    });
    expect(made.body.created).not.toContain('1999');
    expect(made.body.body).toEqual([
      {
        type: 'TextualBody',
        value: '话',
        purpose: 'commenting',
        format: 'text/plain',
        'x:y': 1,
      },
      { type: 'TextualBody', value: '口径', purpose: 'tagging' },
      { type: 'Video', id: 'https://elsewhere.example/v' },
    ]);
    const { body: tags } = await owner('GET', '/tags');
    expect(tags.items).toContainEqual(
      expect.objectContaining({ name: '口径' }),
    );
  });

  it('are replaced, deleted and restored under If-Match', async () => {
    const { id } = await makeArticle();
    const made = await owner(
      'POST',
      `/articles/${id}/annotations/`,
      note(id, byQuote('好看')),
    );
    const iri = made.body.id;
    const changed = {
      ...made.body,
      body: [{ type: 'TextualBody', value: '改了', purpose: 'commenting' }],
    };
    expect((await owner('PUT', iri, changed)).status).toBe(428);
    const put = await owner('PUT', iri, changed, { 'If-Match': '"1"' });
    expect([
      put.status,
      put.headers.get('etag'),
      put.body.body[0].value,
    ]).toEqual([200, '"2"', '改了']);
    const stale = await owner('PUT', iri, changed, { 'If-Match': '"1"' });
    expect([stale.status, stale.body.current.body[0].value]).toEqual([
      412,
      '改了',
    ]);
    expect(
      (await owner('DELETE', iri, undefined, { 'If-Match': '"1"' })).status,
    ).toBe(412);
    expect(
      (await owner('DELETE', iri, undefined, { 'If-Match': '"2"' })).status,
    ).toBe(204);
    expect((await owner('GET', iri)).status).toBe(404);
    const back = await owner('POST', `${iri}/restore`);
    expect([back.status, back.body.body[0].value]).toEqual([200, '改了']);
  });

  it('are listed as a collection with its pages', async () => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    for (const quote of ['好看', '门口的灯亮', '第二段']) {
      await owner('POST', at, note(id, byQuote(quote)));
    }
    const { body, headers } = await owner('GET', at);
    expect(headers.get('content-type')).toContain('ld+json');
    expect(body).toMatchObject({
      total: 3,
      type: expect.arrayContaining(['AnnotationCollection']),
    });
    expect(body.first.items).toHaveLength(3);
    const page = await owner('GET', `${at}?page=1&limit=2`);
    expect(page.body).toMatchObject({ type: 'AnnotationPage', startIndex: 2 });
    expect(page.body.items).toHaveLength(1);
  });

  it.each<[string, (id: string) => object, number]>([
    ['a quote that is not there', id => note(id, byQuote('三百亿元')), 422],
    ['an empty quote', id => note(id, byQuote('')), 422],
    [
      'a span upside down',
      id => note(id, { type: 'TextPositionSelector', start: 9, end: 3 }),
      422,
    ],
    [
      'a span outside the text',
      id => note(id, { type: 'TextPositionSelector', start: 3, end: 99_999 }),
      422,
    ],
    [
      'an empty span',
      id => note(id, { type: 'TextPositionSelector', start: 3, end: 3 }),
      422,
    ],
    [
      'half a number',
      id => note(id, { type: 'TextPositionSelector', start: 0.5, end: 3 }),
      422,
    ],
    ['a cut family', id => note(id, byQuote('👩‍👧一家')), 422],
    ['no selector', id => note(id, { type: 'XPathSelector', value: '/' }), 422],
    ['another article', () => note(v7(), byQuote('好看')), 422],
    [
      'a version that is not there',
      id => ({
        ...note(id, byQuote('好看')),
        target: {
          source: `/api/v1/articles/${id}/versions/9/text`,
          selector: byQuote('好看'),
        },
      }),
      404,
    ],
    [
      'a tag of ten thousand characters',
      id =>
        note(id, byQuote('好看'), {
          motivation: 'tagging',
          body: {
            type: 'TextualBody',
            value: 'x'.repeat(10_000),
            purpose: 'tagging',
          },
        }),
      422,
    ],
    [
      'a note that says nothing',
      id => note(id, byQuote('好看'), { body: [] }),
      422,
    ],
    [
      'a note too long',
      id =>
        note(id, byQuote('好看'), { bodyValue: 'x'.repeat(20_001), body: [] }),
      422,
    ],
    [
      'a lone surrogate',
      id =>
        note(id, byQuote('好看'), {
          body: { type: 'TextualBody', value: 'x\ud800' },
        }),
      422,
    ],
    [
      'NUL',
      id =>
        note(id, byQuote('好看'), {
          body: { type: 'TextualBody', value: 'x\u0000' },
        }),
      422,
    ],
    [
      'NUL in what is kept',
      id => note(id, byQuote('好看'), { 'x:y': 'a\u0000' }),
      422,
    ],
    [
      'a lone surrogate in what is kept',
      id => note(id, byQuote('好看'), { 'x:y': ['\udc00'] }),
      422,
    ],
    [
      'a bookmark',
      id => note(id, byQuote('好看'), { motivation: 'bookmarking' }),
      422,
    ],
    [
      'a suggested edit',
      id => note(id, byQuote('好看'), { motivation: 'editing' }),
      422,
    ],
    [
      'an unknown colour',
      id =>
        note(id, byQuote('好看'), {
          motivation: 'highlighting',
          colour: 'red',
        }),
      422,
    ],
  ])('refuse %s and store nothing', async (_name, body, status) => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const { status: got, body: problem } = await owner('POST', at, body(id));
    expect([got, problem.detail]).toEqual([status, expect.any(String)]);
    expect(problem.detail).not.toMatch(/^error\./);
    expect((await owner('GET', at)).body.total).toBe(0);
  });

  it('hold a script as the words that it is', async () => {
    const { id } = await makeArticle(
      '标题\n<script>alert(1)</script> 在正文里。',
    );
    const script = '<script>alert(1)</script>';
    const made = await owner(
      'POST',
      `/articles/${id}/annotations/`,
      note(id, byQuote(script), {
        body: [
          { type: 'TextualBody', value: script, purpose: 'commenting' },
          { type: 'TextualBody', value: '<img/src=x>', purpose: 'tagging' },
        ],
      }),
    );
    expect(made.body.body.map((b: { value: string }) => b.value)).toEqual([
      script,
      '<img/src=x>',
    ]);
    expect(made.body.target.selector[0].exact).toBe(script);
  });
});

describe('an Idempotency-Key', () => {
  it('gets the first answer again, also from many at once', async () => {
    const headers = { 'Idempotency-Key': v7() };
    const body = { content: '同一篇\n只存一次。' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        owner('POST', '/articles', body, headers),
      ),
    );
    expect(new Set(answers.map(a => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map(a => a.body.id)).size).toBe(1);
    expect(new Set(answers.map(a => a.headers.get('location'))).size).toBe(1);
  });

  it('is refused for another request', async () => {
    const headers = { 'Idempotency-Key': v7() };
    await owner('POST', '/articles', { content: '甲' }, headers);
    const other = await owner('POST', '/articles', { content: '乙' }, headers);
    expect(other.status).toBe(409);
  });

  it('is one person’s own', async () => {
    const headers = { 'Idempotency-Key': v7() };
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const mine = await owner('POST', at, note(id, byQuote('好看')), headers);
    const theirs = await checker(
      'POST',
      at,
      note(id, byQuote('好看')),
      headers,
    );
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('is free again when its request was refused', async () => {
    const headers = { 'Idempotency-Key': v7() };
    expect(
      (await owner('POST', '/articles', { content: '' }, headers)).status,
    ).toBe(422);
    expect(
      (await owner('POST', '/articles', { content: '甲' }, headers)).status,
    ).toBe(201);
  });
});

describe('roles', () => {
  it('let a checker annotate and bring no article in', async () => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    expect((await checker('POST', at, note(id, byQuote('好看')))).status).toBe(
      201,
    );
    expect((await checker('POST', '/articles', { content: 'x' })).status).toBe(
      403,
    );
    expect(
      (await checker('PATCH', `/articles/${id}`, {}, { 'If-Match': '"1"' }))
        .status,
    ).toBe(403);
    expect(
      (
        await checker('DELETE', `/articles/${id}`, undefined, {
          'If-Match': '"1"',
        })
      ).status,
    ).toBe(403);
  });

  it('let a reader keep private notes and change nobody else’s', async () => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    expect((await reader('POST', at, note(id, byQuote('好看')))).status).toBe(
      403,
    );
    const own = await reader(
      'POST',
      at,
      note(id, byQuote('好看'), { visibility: 'private' }),
    );
    expect(own.status).toBe(201);
    const team = await checker('POST', at, note(id, byQuote('好看')));
    expect((await reader('GET', team.body.id)).status).toBe(200);
    expect(
      (await reader('DELETE', team.body.id, undefined, { 'If-Match': '"1"' }))
        .status,
    ).toBe(403);
  });

  it('hide what is private from everybody else, the owner too', async () => {
    const { id } = await makeArticle();
    const at = `/articles/${id}/annotations/`;
    const own = await checker(
      'POST',
      at,
      note(id, byQuote('好看'), { visibility: 'private' }),
    );
    expect((await owner('GET', own.body.id)).status).toBe(404);
    expect(
      (await owner('PUT', own.body.id, own.body, { 'If-Match': '"1"' })).status,
    ).toBe(404);
    expect(
      (await owner('DELETE', own.body.id, undefined, { 'If-Match': '"1"' }))
        .status,
    ).toBe(404);
    expect((await owner('POST', `${own.body.id}/restore`)).status).toBe(404);
    expect((await owner('GET', at)).body.total).toBe(0);
    expect((await checker('GET', at)).body.total).toBe(1);
  });
});

describe('the door', () => {
  it.each([
    ['no credentials', {}],
    ['an unknown token', { Authorization: 'Bearer pz_nonsense' }],
    ['another scheme', { Authorization: 'Basic eDp5' }],
  ])('answers 401 to %s', async (_name, headers) => {
    const answer = await apiOf(desk.base)(
      'GET',
      '/me',
      undefined,
      headers as Record<string, string>,
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('says who asks', async () => {
    const { body } = await checker('GET', '/me');
    expect(body).toMatchObject({
      name: 'checker',
      role: 'checker',
      email: 'checker@example.org',
    });
  });

  it('answers 404 to what there is none of, and 405 with Allow to other methods', async () => {
    expect((await owner('GET', '/claims')).status).toBe(404);
    expect((await owner('POST', '/nothing')).status).toBe(404);
    const put = await owner('PUT', '/me', {});
    expect([put.status, put.headers.get('allow')]).toEqual([
      405,
      'GET, OPTIONS, HEAD',
    ]);
  });

  it('answers 404 to ids that are none', async () => {
    for (const id of ['x', '%00', v7(), '1'.repeat(5000)]) {
      const { status } = await owner('GET', `/articles/${id}`);
      expect(status, id).toBeLessThan(500);
      expect(status, id).toBeGreaterThanOrEqual(400);
    }
  });

  it('refuses other hosts', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(desk.base);
    const status = await new Promise(done => {
      request(
        {
          port,
          host: '127.0.0.1',
          path: '/sign-in',
          headers: { Host: 'evil.example' },
        },
        res => {
          res.resume();
          done(res.statusCode);
        },
      ).end();
    });
    expect(status).toBe(421);
  });

  it('describes itself: every operation in OpenAPI 3.1', async () => {
    const { body } = await apiOf(desk.base)('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const served = routes.flatMap(({ path = '' }) =>
      /^api\/v1\/(?!\*|openapi)/.test(path)
        ? [`/${path.replace(/:(\w+)/g, '{$1}')}`]
        : [],
    );
    expect(served.length).toBeGreaterThan(30);
    const described = Object.keys(body.paths).map(path =>
      path.replace(/\/$/, ''),
    );
    expect(served.filter(path => !described.includes(path))).toEqual([]);
    for (const path of Object.keys(body.paths)) {
      // A stream has no end; it has tests of its own.
      if (path.endsWith('/events')) continue;
      const made = path.replace(/\{\w+\}/g, v7());
      for (const method of Object.keys(body.paths[path])) {
        const { status } = await owner(
          method.toUpperCase(),
          `${desk.base}${made}`,
          method === 'get' ? undefined : {},
        );
        expect([path, method, status], path).not.toContain(405);
      }
    }
  });

  it('answers in the language of whoever asks', async () => {
    const english = await owner('POST', '/articles', { content: '' });
    expect(english.body.detail).toMatch(/no line of text/);
    const chinese = await apiOf(desk.base)('GET', '/me', undefined, {
      'Accept-Language': 'zh-CN',
    });
    expect(chinese.body.detail).toMatch(/登录/);
  });
});

describe('the command line', () => {
  it('exits 2 on wrong usage and 1 on a failure, each with a sentence', async () => {
    const { dataDir } = desk;
    for (const args of [
      [],
      ['nonsense'],
      ['user'],
      ['user', 'add'],
      ['import'],
      ['doctor', '--loud'],
    ]) {
      const { code, stderr, stdout } = await pangzhu(dataDir, args);
      expect([code, stdout], args.join(' ')).toEqual([2, '']);
      expect(stderr).not.toContain('    at ');
    }
    const missing = await pangzhu(dataDir, ['import', '/nowhere.txt']);
    expect(missing.code).toBe(1);
    const stranger = await pangzhu(dataDir, [
      'token',
      'create',
      '--email',
      'x@y.zz',
      '--name',
      'n',
    ]);
    expect(stranger.code).toBe(1);
  });

  it('imports from standard input, and examines the desk, beside the running server', async () => {
    const { dataDir } = desk;
    const done = await pangzhu(
      dataDir,
      ['import', '-', '--json'],
      '从命令行来的\n正文。',
    );
    expect(done.code).toBe(0);
    const { id, title } = JSON.parse(done.stdout) as {
      id: string;
      title: string;
    };
    expect(title).toBe('从命令行来的');
    expect((await owner('GET', `/articles/${id}`)).status).toBe(200);
    const doctor = await pangzhu(dataDir, ['doctor', '--json']);
    expect(doctor.code).toBe(0);
    for (const line of doctor.stdout.trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ ok: true });
    }
  });

  it('lists nobody who is built in, revokes tokens, disables accounts', async () => {
    const { dataDir } = desk;
    const token = await makeToken(dataDir, 'editor', 'leaver');
    const leaver = apiOf(desk.base, token);
    expect((await leaver('GET', '/me')).status).toBe(200);
    const tokens = await pangzhu(dataDir, ['token', 'list', '--json']);
    const mine = tokens.stdout
      .trim()
      .split('\n')
      .map(l => JSON.parse(l))
      .find(t => t.email === 'leaver@example.org');
    expect((await pangzhu(dataDir, ['token', 'revoke', mine.id])).code).toBe(0);
    expect((await leaver('GET', '/me')).status).toBe(401);
    expect(
      (
        await pangzhu(dataDir, [
          'user',
          'disable',
          '--email',
          'leaver@example.org',
        ])
      ).code,
    ).toBe(0);
    const { stdout } = await pangzhu(dataDir, ['user', 'list', '--json']);
    const people = stdout
      .trim()
      .split('\n')
      .map(l => JSON.parse(l));
    expect(people.every(p => p.email)).toBe(true);
    expect(people.find(p => p.name === 'leaver').disabled).toBe(true);
  });
});
