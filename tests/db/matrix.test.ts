import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';

import type { Role } from '#app/people/person.ts';
import { ROLES } from '#app/people/person.ts';
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

/**
 * Who may: every operation that the API describes, for every role, on what is
 * everybody's, on what is private to somebody else, and on an article that is
 * restricted to others.
 */
type Target = 'open' | 'private' | 'restricted';

let desk: Desk;
const apis = {} as Record<Role, Api>;
const tokens = {} as Record<Role, string>;
const ids = {} as Record<Role, string>;
/** Made anew for each probe, because probes delete. */
type Made = {
  article: string;
  annotation: string;
  edit: string;
  reply: string;
  tag: string;
  other: string;
  person: string;
  invitation: string;
  import: string;
  correction: string;
};
let paths: Record<string, Record<string, { summary: string }>>;

beforeAll(async () => {
  const dataDir = makeDataDir();
  desk = await startDesk(dataDir);
  for (const role of ROLES) {
    tokens[role] = await makeToken(dataDir, role);
    apis[role] = apiOf(desk.base, tokens[role]);
    ids[role] = (await apis[role]('GET', '/me')).body.id;
  }
  // An editor of her own, whose things the others meet.
  tokens['author' as Role] = await makeToken(dataDir, 'editor', 'author');
  apis['author' as Role] = apiOf(desk.base, tokens['author' as Role]);
  paths = (await apiOf(desk.base)('GET', '/openapi.json')).body.paths;
});

afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

const author = (): Api => apis['author' as Role];
const noteOn = (article: string, more: object = {}): object => ({
  motivation: 'commenting',
  bodyValue: '一句话',
  target: {
    source: `${desk.base}/api/v1/articles/${article}`,
    selector: { type: 'TextQuoteSelector', exact: '正文' },
  },
  ...more,
});

async function make(target: Target): Promise<Made> {
  const { owner } = apis;
  const expectMade = ({ status, body, text }: { status: number } & Json) => {
    if (status !== 201) throw new Error(`${status} ${text}`);
    return body;
  };
  const article = expectMade(
    await author()('POST', '/articles', { content: '标题\n正文里的话。' }),
  );
  const visibility = target === 'private' ? 'private' : 'team';
  const container = `/articles/${article.id}/annotations/`;
  const annotation = expectMade(
    await author()('POST', container, noteOn(article.id, { visibility })),
  );
  const edit = expectMade(
    await author()('POST', container, {
      ...noteOn(article.id),
      motivation: 'editing',
      body: { type: 'TextualBody', purpose: 'editing', value: '本文' },
      bodyValue: undefined,
    }),
  );
  await author()('PUT', `/articles/${article.id}/draft`, {
    base: 1,
    passages: [
      { type: 'title', text: '标题' },
      { type: 'paragraph', text: '正文里的话，改了。' },
    ],
  });
  const reply = expectMade(
    await author()('POST', container, {
      motivation: 'replying',
      bodyValue: '答',
      target: annotation.id,
    }),
  );
  if (target === 'restricted') {
    const { status } = await author()(
      'PATCH',
      `/articles/${article.id}`,
      { restrictedTo: [] },
      { 'If-Match': '"1"' },
    );
    expect(status).toBe(200);
  }
  const tag = expectMade(await owner('POST', '/tags', { name: v7() }));
  const other = expectMade(await owner('POST', '/tags', { name: v7() }));
  const person = expectMade(
    await owner('POST', '/people', {
      name: '新人',
      email: `${v7()}@example.org`,
      password: 'correct horse battery',
      role: 'checker',
    }),
  );
  const invitation = expectMade(
    await owner('POST', '/invitations', { role: 'reader' }),
  );
  const page = expectMade(
    await author()('POST', '/imports', {
      content: `<link rel="canonical" href="https://${v7()}.example.org/1"><h1>标题</h1><p>正文里的话，说到这里就完了。</p><p>再说一句。</p>`,
      format: 'html',
    }),
  );
  const [, , , last] = [0, ...page.lines];
  last.role = 'out';
  await author()(
    'PATCH',
    `/imports/${page.id}`,
    { lines: page.lines },
    { 'If-Match': '"1"' },
  );
  const known = (await owner('GET', '/site-corrections')).body.items;
  const correction = known.find((c: Json) => c.site === page.site);
  const short = (iri: string): string => iri.split('/').at(-1) ?? '';
  return {
    article: article.id,
    annotation: short(annotation.id),
    edit: short(edit.id),
    reply: short(reply.id),
    tag: tag.id,
    other: other.id,
    person: person.id,
    invitation: invitation.id,
    import: page.id,
    correction: correction.id,
  };
}

type Probe = { path: string; body?: unknown; headers: Record<string, string> };

/** How each operation is tried; `{aid}` is the annotation, `{id}` what its path speaks of. */
function probeOf(
  method: string,
  path: string,
  made: Made,
  revision: string,
): Probe {
  const subject = path.startsWith('/api/v1/tags')
    ? made.tag
    : path.startsWith('/api/v1/people')
      ? made.person
      : path.startsWith('/api/v1/invitations')
        ? made.invitation
        : path.startsWith('/api/v1/imports')
          ? made.import
          : path.startsWith('/api/v1/site-corrections')
            ? made.correction
            : made.article;
  const address = path
    .replace('/api/v1', '')
    .replace('{id}', subject)
    .replace('{aid}', made.annotation)
    .replace('{n}', '1')
    .replace('{host}', `${made.import}.example.org`);
  const body: Record<string, unknown> = {
    'post /api/v1/people': {
      name: '又一人',
      email: `${v7()}@example.org`,
      password: 'correct horse battery',
      role: 'reader',
    },
    'patch /api/v1/people/{id}': { role: 'reader' },
    'post /api/v1/invitations': { role: 'reader' },
    'patch /api/v1/inbox': { article: made.article },
    'put /api/v1/articles/{id}/follow': { following: true },
    'put /api/v1/articles/{id}/presence': { tab: v7() },
    'post /api/v1/articles': { content: '又一篇' },
    'post /api/v1/imports': { content: '又一页' },
    'patch /api/v1/imports/{id}': {},
    'post /api/v1/imports/{id}/article': {},
    'post /api/v1/imports/{id}/version': { article: made.article },
    'post /api/v1/allowed-hosts': { host: `${v7()}.example.org` },
    'patch /api/v1/articles/{id}': { section: '二版' },
    'put /api/v1/articles/{id}/draft': {
      base: 1,
      passages: [{ type: 'title', text: '标题' }],
    },
    'post /api/v1/articles/{id}/draft/version': { force: true },
    'post /api/v1/articles/{id}/decisions': {
      decision: 'rejected',
      edits: [made.edit],
    },
    'post /api/v1/articles/{id}/versions': {
      content: '标题\n正文里的话。又一句。',
    },
    'patch /api/v1/articles/{id}/versions/{n}': { name: '二审稿' },
    'put /api/v1/annotations/{aid}/anchor': { version: 1, review: 'holds' },
    'put /api/v1/articles/{id}/reading-position': { version: 1, start: 0 },
    'post /api/v1/articles/{id}/annotations/': noteOn(made.article),
    'post /api/v1/articles/{id}/annotations/batch': {
      items: [noteOn(made.article)],
    },
    'post /api/v1/tags': { name: v7() },
    'patch /api/v1/tags/{id}': { description: '说明' },
    'post /api/v1/tags/{id}/merge': { into: made.other },
  };
  const own = body[`${method} ${path}`];
  const isAnnotation = /annotations\/\{aid\}$/.test(path) && method === 'put';
  return {
    path: address,
    body: isAnnotation ? noteOn(made.article, { bodyValue: '别人改的' }) : own,
    headers: {
      'If-Match':
        path === '/api/v1/articles/{id}'
          ? revision
          : path.startsWith('/api/v1/imports')
            ? '"2"'
            : '"1"',
    },
  };
}

/** What a role may: the answer's status by operation; the default is 200. */
function expected(
  method: string,
  path: string,
  role: Role,
  target: Target,
): number {
  const key = `${method} ${path}`;
  const governs = /^\/api\/v1\/(people|invitations)/.test(path);
  const made = method === 'post' ? 201 : 200;
  const empty = 204;
  const edits = role === 'owner' || role === 'editor';
  if (governs) {
    if (path === '/api/v1/people' && method === 'get') return 200;
    if (key === 'get /api/v1/people/{id}') return 200;
    if (role !== 'owner') return 403;
    return key === 'delete /api/v1/invitations/{id}' ? empty : made;
  }
  if (path.startsWith('/api/v1/allowed-hosts')) {
    if (role !== 'owner') return 403;
    return method === 'delete' ? empty : made;
  }
  if (/^\/api\/v1\/(imports|site-corrections)/.test(path)) {
    if (!edits) return 403;
    // It speaks of an article, too.
    const unseen = target === 'restricted' && role !== 'owner';
    if (path.endsWith('/version') && unseen) return 404;
    return method === 'delete' ? empty : made;
  }
  if (path === '/api/v1/me') return 200;
  if (path.startsWith('/api/v1/tags')) {
    if (method === 'get') return 200;
    if (key === 'post /api/v1/tags') return role === 'reader' ? 403 : 201;
    if (!edits) return 403;
    return method === 'delete' ? empty : 200;
  }
  // From here on it is about an article.
  const hidden = target === 'restricted' && role !== 'owner';
  const ofArticle =
    /\{id\}|\{aid\}|\/inbox$/.test(path) && key !== 'get /api/v1/inbox';
  // What a role may never do is refused before anything is looked for.
  const never = writesArticle(key)
    ? !edits
    : role === 'reader' && method === 'post' && !/\{aid\}/.test(path);
  if (hidden && ofArticle) return never ? 403 : 404;
  if (/\{aid\}/.test(path)) {
    if (target === 'private') return 404;
    if (method === 'get') return 200;
    // Whoever works on the article decides what a new version did to it.
    if (path.endsWith('/anchor')) return role === 'reader' ? 403 : 200;
    if (!edits) return 403;
    return method === 'delete' ? empty : 200;
  }
  if (writesArticle(key)) {
    if (!edits) return 403;
    if (method === 'delete') return empty;
    const answers = /\/(restore|decisions)$/.test(path);
    return answers ? 200 : made;
  }
  if (method === 'post') return role === 'reader' ? 403 : 201;
  if (path.endsWith('/presence') || path.endsWith('/reading-position')) {
    return empty;
  }
  return 200;
}

const writesArticle = (key: string): boolean =>
  /^(post \/api\/v1\/articles|(patch|delete) \/api\/v1\/articles\/\{id\}|post \/api\/v1\/articles\/\{id\}\/restore|(post|patch) \/api\/v1\/articles\/\{id\}\/versions.*|\w+ \/api\/v1\/articles\/\{id\}\/(draft.*|decisions))$/.test(
    key,
  );

const STREAMS = /\/events$/;

describe.each<Target>(['open', 'private', 'restricted'])(
  'on what is %s',
  target => {
    it.each(ROLES)('a %s may what the policy says, and no more', async role => {
      const failures: string[] = [];
      for (const [path, operations] of Object.entries(paths)) {
        if (!path.startsWith('/api/v1/') || path.endsWith('openapi.json')) {
          continue;
        }
        for (const method of Object.keys(operations)) {
          if (STREAMS.test(path)) continue;
          const made = await make(target);
          if (
            path.endsWith('/restore') &&
            /articles\/\{id\}\/restore/.test(path)
          ) {
            await apis.owner('DELETE', `/articles/${made.article}`, undefined, {
              'If-Match': target === 'restricted' ? '"2"' : '"1"',
            });
          } else if (path.endsWith('{host}')) {
            const host = `${made.import}.example.org`;
            await apis.owner('POST', '/allowed-hosts', { host });
          } else if (/tags\/\{id\}\/restore/.test(path)) {
            await apis.owner('DELETE', `/tags/${made.tag}`, undefined, {
              'If-Match': '"1"',
            });
          }
          // Whoever restricts an article changes it.
          const revision = target === 'restricted' ? '"2"' : '"1"';
          const probe = probeOf(method, path, made, revision);
          const got = await apis[role](
            method.toUpperCase(),
            probe.path,
            probe.body,
            method === 'get' || path.includes('annotations/')
              ? method === 'post'
                ? {}
                : probe.headers
              : probe.headers,
          );
          const right = expected(method, path, role, target);
          if (got.status !== right) {
            failures.push(`${method} ${path}: ${got.status}, not ${right}`);
          }
        }
      }
      expect(failures).toEqual([]);
    });

    it.each(ROLES)(
      'a %s hears on its streams what it may see alone',
      async role => {
        const made = await make(target);
        const answer = await fetch(
          `${desk.base}/api/v1/articles/${made.article}/events`,
          { headers: { Authorization: `Bearer ${tokens[role]}` } },
        );
        await answer.body?.cancel();
        const hidden = target === 'restricted' && role !== 'owner';
        expect(answer.status).toBe(hidden ? 404 : 200);
      },
    );

    it.each(ROLES)(
      'a %s finds it in lists only where it may be seen',
      async role => {
        const made = await make(target);
        const hidden = target === 'restricted' && role !== 'owner';
        const list = await apis[role]('GET', '/articles?limit=200');
        const there = list.body.items.some((a: Json) => a.id === made.article);
        expect(there).toBe(!hidden);
        const own = await apis[role](
          'GET',
          `/articles/${made.article}/annotations/?page=0`,
        );
        if (hidden) return expect(own.status).toBe(404);
        const seen = JSON.stringify(own.body);
        expect(seen.includes(made.annotation)).toBe(target !== 'private');
        expect(seen.includes(made.reply)).toBe(target !== 'private');
        expect(own.body.partOf.total).toBe(target === 'private' ? 1 : 3);
      },
    );
  },
);

describe('a page', () => {
  it.each(['/articles', '/tags', '/people', '/account', '/inbox'])(
    'at %s asks whoever is not signed in to do so',
    async path => {
      const answer = await fetch(desk.base + path, { redirect: 'manual' });
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toContain('/sign-in?to=');
    },
  );

  it('of a restricted article is none for those who are not named', async () => {
    const made = await make('restricted');
    const cookie = await signIn('checker');
    for (const path of ['', '/activity', '/versions', '/compare', '/edit']) {
      const { status } = await fetch(
        `${desk.base}/articles/${made.article}${path}`,
        { headers: { Cookie: cookie } },
      );
      expect(status).toBe(404);
    }
  });

  it('of a draft is none for those who may not edit', async () => {
    const made = await make('open');
    const cookie = await signIn('checker');
    for (const [path, status] of [
      ['/compare', 200],
      ['/compare?to=edits', 200],
      ['/compare?to=draft', 404],
      ['/compare?to=7', 404],
      ['/edit', 404],
      ['/versions', 200],
    ] as const) {
      const answer = await fetch(
        `${desk.base}/articles/${made.article}${path}`,
        { headers: { Cookie: cookie } },
      );
      expect([path, answer.status]).toEqual([path, status]);
    }
  });

  it('sends nothing that it is not told to from another site, nor changes what a role may not', async () => {
    const cookie = await signIn('checker');
    const post = (
      path: string,
      fields: Record<string, string>,
      origin: string,
    ) =>
      fetch(desk.base + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: cookie, Origin: origin },
        body: new URLSearchParams(fields),
      });
    const fields = { intent: 'invite', role: 'owner' };
    expect((await post('/people', fields, 'http://else.example')).status).toBe(
      403,
    );
    expect((await post('/people', fields, desk.base)).status).toBe(403);
    const gone = { intent: 'disable', id: ids.owner, revision: '1' };
    expect((await post('/people', gone, desk.base)).status).toBe(403);
  });
});

async function signIn(name: string): Promise<string> {
  const answer = await fetch(`${desk.base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: desk.base },
    body: new URLSearchParams({
      email: `${name}@example.org`,
      password: 'correct horse battery',
    }),
  });
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}
