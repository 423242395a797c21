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

let desk: Desk;
let owner: Api;
let checker: Api;
let article: string;
let container: string;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  owner = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  checker = apiOf(desk.base, await makeToken(desk.dataDir, 'checker'));
  const made = await owner('POST', '/articles', {
    content: '标题\n甲乙丙丁👨‍👩‍👧戊己庚辛。\n壬癸子丑寅卯。',
  });
  article = made.body.id;
  container = `/articles/${article}/annotations/`;
  for (const exact of ['甲乙', '丙丁', '戊己', '壬癸', '子丑']) {
    await annotate(owner, { exact });
  }
  await annotate(owner, { exact: '寅卯', visibility: 'private' });
});

afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

const annotate = (
  api: Api,
  { exact, ...more }: { exact?: string; [term: string]: unknown },
) =>
  api('POST', container, {
    motivation: 'commenting',
    bodyValue: '问一下',
    target: exact
      ? {
          source: `${desk.base}/api/v1/articles/${article}`,
          selector: { type: 'TextQuoteSelector', exact },
        }
      : `${desk.base}/api/v1/articles/${article}`,
    ...more,
  });

const OA = 'http://www.w3.org/ns/oa#';
const prefer = (term: string) => ({
  Prefer: `return=representation; include="${term}"`,
});

describe('the container', () => {
  it('is a basic container and a collection, with the headers of the protocol', async () => {
    const { status, headers, body } = await owner('GET', container);
    expect(status).toBe(200);
    expect(body.type).toEqual(['BasicContainer', 'AnnotationCollection']);
    expect(headers.get('link')).toContain('ldp#BasicContainer>; rel="type"');
    expect(headers.get('link')).toContain('ldp#constrainedBy');
    expect(headers.get('accept-post')).toContain('anno.jsonld');
    expect(headers.get('allow')).toBe('GET, POST, OPTIONS, HEAD');
    expect(headers.get('vary')).toMatch(/Accept.*Prefer/);
    expect(headers.get('content-location')).toContain('?iris=0');
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
  });

  it('counts and pages what this viewer sees', async () => {
    const mine = await owner('GET', `${container}?limit=2`);
    expect([mine.body.total, mine.body.first.items.length]).toEqual([6, 2]);
    expect(mine.body.last).toContain('page=2');
    const theirs = await checker('GET', `${container}?limit=2`);
    expect(theirs.body.total).toBe(5);
    const seen: string[] = [];
    let next: string | undefined = theirs.body.first.id;
    while (next) {
      const { body } = await checker('GET', next);
      expect(body.partOf.total).toBe(5);
      expect(body.startIndex).toBe(seen.length);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      if (!body.next) expect(next).toBe(theirs.body.last);
      next = body.next;
    }
    expect(new Set(seen).size).toBe(5);
    const beyond = await checker('GET', `${container}?page=9&limit=2`);
    expect(beyond.body.partOf.total).toBe(5);
    expect(beyond.body.items).toEqual([]);
  });

  it('holds what is preferred: descriptions, addresses, or neither', async () => {
    const whole = await owner('GET', container, undefined, {
      ...prefer(`${OA}PreferContainedDescriptions`),
    });
    expect(whole.body.first.items[0].type).toBe('Annotation');
    const iris = await owner('GET', container, undefined, {
      ...prefer(`${OA}PreferContainedIRIs`),
    });
    expect(iris.headers.get('preference-applied')).toBe(
      'return=representation',
    );
    expect(iris.headers.get('content-location')).toContain('?iris=1');
    expect(iris.body.first.items.map((i: unknown) => typeof i)).toEqual(
      Array(6).fill('string'),
    );
    const [one] = iris.body.first.items;
    expect((await owner('GET', one)).body.id).toBe(one);
    const least = await owner('GET', container, undefined, {
      ...prefer('http://www.w3.org/ns/ldp#PreferMinimalContainer'),
    });
    expect(typeof least.body.first).toBe('string');
    expect((await owner('GET', `${container}?iris=2`)).status).toBe(422);
  });

  it('answers HEAD and OPTIONS as it answers GET, without a body', async () => {
    const get = await owner('GET', container);
    const head = await owner('HEAD', container);
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['etag', 'link', 'content-type', 'allow']) {
      expect(head.headers.get(name), name).toBe(get.headers.get(name));
    }
    const options = await owner('OPTIONS', container);
    expect([options.status, options.text]).toEqual([204, '']);
    expect(options.headers.get('allow')).toBe('GET, POST, OPTIONS, HEAD');
    expect(options.headers.get('accept-post')).toContain('ld+json');
    const one = await owner('OPTIONS', get.body.first.items[0].id);
    expect(one.headers.get('allow')).toBe('GET, PUT, DELETE, OPTIONS, HEAD');
    expect((await owner('PATCH', container)).status).toBe(405);
  });

  it('gives a new annotation its own headers', async () => {
    const { status, headers, body } = await annotate(owner, { exact: '庚辛' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(body.id);
    expect(headers.get('link')).toContain('ldp#Resource>; rel="type"');
    expect(headers.get('etag')).toBe('"1"');
    const match = { 'If-Match': '"1"' };
    await owner('DELETE', body.id, undefined, match);
  });
});

describe('an annotation', () => {
  it('may be about the whole article, if it says something', async () => {
    const { status, body } = await annotate(owner, {});
    expect(status).toBe(201);
    expect(body.target.selector).toBeUndefined();
    expect(body.target.source).toMatch(/versions\/1\/text$/);
    const again = await owner('GET', body.id);
    expect(again.body.target).toEqual(body.target);
    const bare = await annotate(owner, { motivation: 'highlighting' });
    expect(bare.status).toBe(422);
    const match = { 'If-Match': '"1"' };
    const moved = await owner(
      'PUT',
      body.id,
      {
        ...body,
        target: {
          source: body.target.source,
          selector: { type: 'TextQuoteSelector', exact: '甲乙' },
        },
      },
      match,
    );
    expect(moved.status).toBe(422);
    await owner('DELETE', body.id, undefined, match);
  });

  it('keeps terms that nobody here knows, until they are taken away', async () => {
    const { body } = await annotate(owner, {
      exact: '甲乙',
      audience: { id: 'urn:readers' },
      rights: 'https://example.org/licence',
    });
    const { audience: _, rights: __, ...known } = body;
    const changed = await owner(
      'PUT',
      body.id,
      { ...known, resolved: true, rights: null },
      { 'If-Match': '"1"' },
    );
    expect(changed.body.audience).toEqual({ id: 'urn:readers' });
    expect(changed.body.rights).toBeUndefined();
    await owner('DELETE', body.id, undefined, { 'If-Match': '"2"' });
  });

  it('is resolved by whoever works on the article, and changed by its author', async () => {
    const { body } = await annotate(owner, { exact: '丙丁' });
    const resolve = await checker(
      'PUT',
      body.id,
      { ...body, resolved: true },
      { 'If-Match': '"1"' },
    );
    expect([resolve.status, resolve.body.resolved]).toEqual([200, true]);
    const change = await checker(
      'PUT',
      body.id,
      { ...body, body: undefined, bodyValue: '改了' },
      { 'If-Match': '"2"' },
    );
    expect(change.status).toBe(403);
    await owner('DELETE', body.id, undefined, { 'If-Match': '"2"' });
  });
});

describe('the vocabulary', () => {
  const tagged = (exact: string, ...names: string[]) =>
    annotate(owner, {
      exact,
      motivation: 'tagging',
      bodyValue: undefined,
      body: names.map(value => ({
        type: 'TextualBody',
        purpose: 'tagging',
        value,
      })),
    });
  const tagNames = async (id: string): Promise<string[]> => {
    const { body } = await owner('GET', id);
    return (body.body ?? []).map((b: { value: string }) => b.value);
  };
  const find = async (name: string) => {
    const { body } = await owner('GET', '/tags');
    return body.items.find((tag: { name: string }) => tag.name === name);
  };
  const etag = ({ revision }: { revision: number }) => ({
    'If-Match': `"${revision}"`,
  });

  it('renames, with the annotations that it touches', async () => {
    const one = (await tagged('甲乙', '票术', '追查')).body;
    const tag = await find('票术');
    const { body } = await owner('GET', `/tags/${tag.id}`);
    expect(body.reach).toEqual({ annotations: 1, articles: 1, bare: 0 });
    const renamed = await owner(
      'PATCH',
      `/tags/${tag.id}`,
      { name: '票数', colour: 'blue', hotkey: 'b', description: '怎样数' },
      etag(tag),
    );
    expect(renamed.body).toMatchObject({ name: '票数', hotkey: 'b' });
    expect(await tagNames(one.id)).toEqual(['票数', '追查']);
    // What it says has changed, so nobody overwrites it unseen.
    const stale = await owner('PUT', one.id, one, { 'If-Match': '"1"' });
    expect(stale.status).toBe(412);
    expect((await owner('PATCH', `/tags/${tag.id}`, {})).status).toBe(428);
    expect(
      (await owner('PATCH', `/tags/${tag.id}`, {}, etag(tag))).status,
    ).toBe(412);
  });

  it('refuses names and keys that are taken, and roles that may not', async () => {
    const { body: made } = await owner('POST', '/tags', { name: '行规' });
    expect((await owner('POST', '/tags', { name: ' #行规 ' })).status).toBe(
      409,
    );
    const taken = await owner(
      'PATCH',
      `/tags/${made.id}`,
      { hotkey: 'b' },
      etag(made),
    );
    expect([taken.status, taken.body.detail]).toEqual([
      409,
      expect.stringContaining('票数'),
    ]);
    expect(
      (await owner('PATCH', `/tags/${made.id}`, { hotkey: 'j' }, etag(made)))
        .status,
    ).toBe(422);
    expect(
      (await checker('PATCH', `/tags/${made.id}`, { name: 'x' }, etag(made)))
        .status,
    ).toBe(403);
    expect((await checker('POST', '/tags', { name: '新词' })).status).toBe(201);
  });

  it('orders its words', async () => {
    const tag = await find('追查');
    await owner('PATCH', `/tags/${tag.id}`, { position: 0 }, etag(tag));
    const { body } = await owner('GET', '/tags');
    expect(body.items[0].name).toBe('追查');
  });

  it('merges one word into another, giving no annotation it twice', async () => {
    const both = (await tagged('丙丁', '数据', '票数')).body;
    const one = (await tagged('戊己', '数据')).body;
    const from = await find('数据');
    const into = await find('票数');
    const merged = await owner(
      'POST',
      `/tags/${from.id}/merge`,
      { into: into.id },
      etag(from),
    );
    expect(merged.body).toMatchObject({ name: '票数', annotations: 3 });
    expect(await tagNames(both.id)).toEqual(['票数']);
    expect(await tagNames(one.id)).toEqual(['票数']);
    expect((await owner('GET', `/tags/${from.id}`)).status).toBe(404);
    expect((await owner('POST', `/tags/${from.id}/restore`)).status).toBe(409);
  });

  it('takes with a word what said nothing else, and brings it back', async () => {
    const bare = (await tagged('壬癸', '妙语')).body;
    const more = (await tagged('子丑', '妙语', '追查')).body;
    const tag = await find('妙语');
    const { body } = await owner('GET', `/tags/${tag.id}`);
    expect(body.reach).toEqual({ annotations: 2, articles: 1, bare: 1 });
    await owner('DELETE', `/tags/${tag.id}`, undefined, etag(tag));
    expect((await owner('GET', bare.id)).status).toBe(404);
    expect(await tagNames(more.id)).toEqual(['追查']);
    const back = await owner('POST', `/tags/${tag.id}/restore`);
    expect(back.body).toMatchObject({ name: '妙语', annotations: 2 });
    expect(await tagNames(bare.id)).toEqual(['妙语']);
    expect(await tagNames(more.id)).toEqual(['妙语', '追查']);
  });
});

describe('the reading position', () => {
  it('is kept for one person, inside the text alone', async () => {
    const at = `/articles/${article}/reading-position`;
    const put = (start: number) => owner('PUT', at, { version: 1, start });
    expect((await put(5)).status).toBe(204);
    expect((await put(9)).status).toBe(204);
    expect((await put(10_000)).status).toBe(422);
    expect((await owner('PUT', at, { version: 9, start: 0 })).status).toBe(404);
    expect((await owner('PUT', at, { start: 0 })).status).toBe(422);
  });
});
