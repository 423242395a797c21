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
  claim: string;
  evidence: string;
  /** Confidential where the target is private; nothing cites it. */
  source: string;
  snapshot: string;
  /** A source of everybody's. */
  free: string;
  verdict: string;
  query: string;
  link: string;
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

const expectMade = ({ status, body, text }: { status: number } & Json) => {
  if (status !== 201) throw new Error(`${status} ${text}`);
  return body;
};

type Checked = Pick<
  Made,
  'claim' | 'evidence' | 'source' | 'snapshot' | 'free' | 'verdict'
>;

const NOT_CHECKED: Checked = {
  ...{
    claim: '',
    evidence: '',
    source: '',
    snapshot: '',
    free: '',
    verdict: '',
  },
};

/** A claim on an article, what it rests on, and a word for verdicts. */
async function makeChecked(target: Target, article: string): Promise<Checked> {
  const confidential = target === 'private';
  const archive = async (title: string, more: object = {}) => {
    const source = expectMade(
      await author()('POST', '/sources', { title, kind: 'document', ...more }),
    );
    const form = new FormData();
    form.set('file', new File(['正文里的话，一字不差。'], 'a.txt'));
    const at = `/sources/${source.id}/snapshots`;
    const snapshot = expectMade(await author()('POST', at, form));
    return { source: source.id as string, snapshot: snapshot.id as string };
  };
  const { source, snapshot } = await archive('来源', { confidential });
  const cited = await archive('引用的来源', { confidential });
  const free = await archive('大家的来源');
  const claim = expectMade(
    await author()('POST', `/articles/${article}/claims`, {
      ...{ version: 1, quote: '正文里' },
    }),
  );
  const evidence = expectMade(
    await author()('POST', `/claims/${claim.id}/evidence`, {
      ...{ source: cited.source, stance: 'supports', quote: '正文里的话' },
    }),
  );
  const verdict = expectMade(
    await author()('POST', '/verdicts', {
      ...{ name: v7(), meaning: 'accurate' },
    }),
  );
  return {
    ...{ claim: claim.id, evidence: evidence.id, source, snapshot },
    ...{ free: free.source, verdict: verdict.id },
  };
}

/** A query on an article, and a link through which it is answered. */
async function makeQuery(
  article: string,
): Promise<Pick<Made, 'query' | 'link'>> {
  const query = expectMade(
    await author()('POST', `/articles/${article}/queries`, {
      ...{ version: 1, quote: '正文里', question: '谁说的？' },
    }),
  );
  const link = expectMade(
    await author()('POST', `/articles/${article}/query-links`, {
      ...{ queries: [query.id], name: '作者' },
    }),
  );
  return { query: query.id, link: link.id };
}

/** Made for those operations alone that speak of them, because it takes long. */
const PARTS = {
  checked: /claims|evidence|sources|verdicts|export/,
  asked: /quer/,
  tags: /tags/,
  person: /people/,
  invitation: /invitations/,
  page: /imports|site-corrections|allowed-hosts/,
};

/** An address that speaks of all of them. */
const EVERYTHING = '/claims/queries/tags/people/invitations/imports';

const shared = new Map<Target, Promise<Made>>();

/** What is only read is made once. */
function makeOnce(target: Target): Promise<Made> {
  const made = shared.get(target) ?? make(target, EVERYTHING);
  shared.set(target, made);
  return made;
}

async function makePerson(): Promise<string> {
  const person = expectMade(
    await apis.owner('POST', '/people', {
      name: '新人',
      email: `${v7()}@example.org`,
      password: 'correct horse battery',
      role: 'checker',
    }),
  );
  return person.id;
}

/** A page that waits to be looked through, and what was corrected on it. */
async function makePage(): Promise<Pick<Made, 'import' | 'correction'>> {
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
  const known = (await apis.owner('GET', '/site-corrections')).body.items;
  const correction = known.find((c: Json) => c.site === page.site);
  return { import: page.id, correction: correction.id };
}

async function make(target: Target, path = ''): Promise<Made> {
  const { owner } = apis;
  const wants = (part: keyof typeof PARTS): boolean => PARTS[part].test(path);
  const makeTag = async (): Promise<string> =>
    wants('tags')
      ? expectMade(await owner('POST', '/tags', { name: v7() })).id
      : '';
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
  const tag = await makeTag();
  const other = await makeTag();
  const person = wants('person') ? await makePerson() : '';
  const invitation = wants('invitation')
    ? expectMade(await owner('POST', '/invitations', { role: 'reader' })).id
    : '';
  const page = wants('page')
    ? await makePage()
    : { import: '', correction: '' };
  const checked = wants('checked')
    ? await makeChecked(target, article.id)
    : NOT_CHECKED;
  const asked = wants('asked')
    ? await makeQuery(article.id)
    : { query: '', link: '' };
  if (target === 'restricted') {
    const { status } = await author()(
      'PATCH',
      `/articles/${article.id}`,
      { restrictedTo: [] },
      { 'If-Match': '"1"' },
    );
    expect(status).toBe(200);
  }
  const short = (iri: string): string => iri.split('/').at(-1) ?? '';
  return {
    ...asked,
    article: article.id,
    annotation: short(annotation.id),
    edit: short(edit.id),
    reply: short(reply.id),
    ...{ tag, other, person, invitation },
    ...page,
    ...checked,
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
            : path.startsWith('/api/v1/claims')
              ? made.claim
              : path.startsWith('/api/v1/evidence')
                ? made.evidence
                : path.startsWith('/api/v1/sources')
                  ? made.source
                  : path.startsWith('/api/v1/verdicts')
                    ? made.verdict
                    : path.startsWith('/api/v1/queries')
                      ? made.query
                      : path.startsWith('/api/v1/query-links')
                        ? made.link
                        : made.article;
  const address = path
    .replace('/api/v1', '')
    .replace('{id}', subject)
    .replace('{aid}', made.annotation)
    .replace('{sid}', made.snapshot)
    .replace(/\/export$/, '/export?format=csv')
    .replace(/\/nearest$/, '/nearest?quote=%E6%AD%A3%E6%96%87')
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
    'post /api/v1/articles/{id}/claims': { version: 1, quote: '里的话' },
    'patch /api/v1/claims/{id}': { priority: 'high' },
    'put /api/v1/articles/{id}/checks': [
      { version: 1, start: 0, end: 2, state: 'checked' },
    ],
    'post /api/v1/articles/{id}/queries': {
      ...{ version: 1, quote: '正文里', question: '哪一年？' },
    },
    // Its words go together: there is nothing to decide.
    'post /api/v1/articles/{id}/consistency': {
      ...{ version: 1, key: 'bracket', decision: 'dismissed' },
    },
    'patch /api/v1/queries/{id}': { answer: '去年。' },
    'post /api/v1/articles/{id}/query-links': {
      ...{ queries: [made.query], name: '作者' },
    },
    'put /api/v1/articles/{id}/pairs': [
      { version: 1, start: 0, end: 2, needed: true },
    ],
    'post /api/v1/claims/{id}/evidence': {
      ...{ source: made.free, stance: 'context', quote: '一字不差' },
    },
    'patch /api/v1/evidence/{id}': { note: '说明' },
    'post /api/v1/sources': { title: '又一个', kind: 'book' },
    'patch /api/v1/sources/{id}': { reliability: 'B' },
    'post /api/v1/sources/{id}/snapshots': { text: '打下来的话' },
    'patch /api/v1/workflow': { workflow: 'three-reviews' },
    'post /api/v1/articles/{id}/publish': { version: 1 },
    'post /api/v1/articles/{id}/withdraw': { reason: '撤下' },
    'post /api/v1/articles/{id}/corrections': {
      ...{ kind: 'update', from: 1, to: 2, wrong: '旧', text: '新' },
    },
    'post /api/v1/articles/{id}/sign-offs': {
      ...{ gate: 'review-2', note: '看过', versionHash: '0'.repeat(64) },
    },
    'post /api/v1/verdicts': { name: v7(), meaning: 'false' },
    'patch /api/v1/verdicts/{id}': { name: v7() },
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
        path === '/api/v1/articles/{id}' || path === '/api/v1/workflow'
          ? revision
          : /^\/api\/v1\/(imports|sources)/.test(path)
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
  if (key === 'patch /api/v1/workflow') return role === 'owner' ? 200 : 403;
  if (path.startsWith('/api/v1/tags')) {
    if (method === 'get') return 200;
    if (key === 'post /api/v1/tags') return role === 'reader' ? 403 : 201;
    if (!edits) return 403;
    return method === 'delete' ? empty : 200;
  }
  if (path.startsWith('/api/v1/verdicts')) {
    if (method === 'get') return 200;
    if (!edits) return 403;
    return method === 'delete' ? empty : made;
  }
  const reads = role === 'reader';
  if (path.startsWith('/api/v1/sources')) {
    if (method !== 'get' && reads) return 403;
    // A confidential one is there for those named alone, owners not among them.
    if (target === 'private' && path.includes('{id}')) return 404;
    if (method === 'delete') return empty;
    return path.endsWith('/restore') ? 200 : made;
  }
  // What a claim rests on goes by the claim; of a confidential source there is nothing to change.
  if (/^\/api\/v1\/(claims|evidence)/.test(path)) {
    const works = method !== 'get';
    const ofEvidence = /evidence/.test(path);
    if (works && reads && ofEvidence) return 403;
    if (target === 'restricted' && role !== 'owner') return 404;
    if (!works) return 200;
    if (reads) return 403;
    if (ofEvidence) {
      if (method === 'post') return path.endsWith('/restore') ? 200 : 201;
      if (target === 'private') return 403;
      return method === 'delete' ? empty : 200;
    }
    if (method === 'patch') return 200;
    if (!edits) return 403;
    return method === 'delete' ? empty : 200;
  }
  // From here on it is about an article.
  const hidden = target === 'restricted' && role !== 'owner';
  if (/quer(y-link|ies\/\{id\})/.test(path)) {
    if (reads && key !== 'get /api/v1/queries/{id}') return 403;
    if (hidden) return 404;
    return method === 'delete' ? empty : made;
  }
  const ofArticle =
    /\{id\}|\{aid\}|\/inbox$/.test(path) && key !== 'get /api/v1/inbox';
  const checks = key === 'put /api/v1/articles/{id}/checks';
  // What a role may never do is refused before anything is looked for.
  const never = writesArticle(key)
    ? !edits
    : role === 'reader' &&
      (checks || (method === 'post' && !/\{aid\}/.test(path)));
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
    // Past the door, each says what it lacks.
    if (path.endsWith('/corrections')) return 422;
    if (PUBLISHES.test(path)) return 409;
    if (method === 'delete') return empty;
    const answers = /\/(restore|decisions)$/.test(path);
    return answers ? 200 : made;
  }
  if (checks) return reads ? 403 : 200;
  if (path.endsWith('/consistency')) {
    return method === 'get' ? 200 : reads ? 403 : 422;
  }
  if (key === 'post /api/v1/articles/{id}/sign-offs') return reads ? 403 : 409;
  if (method === 'post') return role === 'reader' ? 403 : 201;
  if (path.endsWith('/presence') || path.endsWith('/reading-position')) {
    return empty;
  }
  return 200;
}

const writesArticle = (key: string): boolean =>
  /^(post \/api\/v1\/articles|(patch|delete) \/api\/v1\/articles\/\{id\}|post \/api\/v1\/articles\/\{id\}\/restore|(post|patch) \/api\/v1\/articles\/\{id\}\/versions.*|\w+ \/api\/v1\/articles\/\{id\}\/(draft.*|decisions)|put \/api\/v1\/articles\/\{id\}\/pairs|post \/api\/v1\/articles\/\{id\}\/(publish|withdraw|corrections))$/.test(
    key,
  );

const PUBLISHES = /\/(publish|withdraw|corrections)$/;

const STREAMS = /\/events$/;

const AT_ONCE = 6;

/** Tries an operation on things that were made for it; gives the answer's status. */
async function tryOut(
  method: string,
  path: string,
  role: Role,
  target: Target,
): Promise<number> {
  const reads = method === 'get' || method === 'head' || method === 'options';
  const made = await (reads ? makeOnce(target) : make(target, path));
  const gone = { 'If-Match': target === 'restricted' ? '"2"' : '"1"' };
  if (/articles\/\{id\}\/restore/.test(path)) {
    const at = `/articles/${made.article}`;
    await apis.owner('DELETE', at, undefined, gone);
  } else if (path.endsWith('{host}')) {
    const host = `${made.import}.example.org`;
    await apis.owner('POST', '/allowed-hosts', { host });
  } else if (/tags\/\{id\}\/restore/.test(path)) {
    const at = `/tags/${made.tag}`;
    await apis.owner('DELETE', at, undefined, { 'If-Match': '"1"' });
  }
  if (path.endsWith('/workflow')) {
    const { headers } = await apis.owner('GET', '/workflow');
    gone['If-Match'] = headers.get('etag') ?? '';
  }
  // Whoever restricts an article changes it.
  const probe = probeOf(method, path, made, gone['If-Match']);
  const bare = path.includes('annotations/') && method === 'post';
  const { status } = await apis[role](
    method.toUpperCase(),
    probe.path,
    probe.body,
    bare ? {} : probe.headers,
  );
  return status;
}

describe.each<Target>(['open', 'private', 'restricted'])(
  'on what is %s',
  target => {
    it.each(ROLES)('a %s may what the policy says, and no more', async role => {
      const probes = Object.entries(paths).flatMap(([path, operations]) =>
        !path.startsWith('/api/v1/') ||
        path.endsWith('openapi.json') ||
        STREAMS.test(path)
          ? []
          : Object.keys(operations).map(method => ({ method, path })),
      );
      const failures: string[] = [];
      // Some at once: each waits for the disk more than it works.
      for (let at = 0; at < probes.length; at += AT_ONCE) {
        await Promise.all(
          probes.slice(at, at + AT_ONCE).map(async ({ method, path }) => {
            const got = await tryOut(method, path, role, target);
            const right = expected(method, path, role, target);
            if (got !== right) {
              failures.push(`${method} ${path}: ${got}, not ${right}`);
            }
          }),
        );
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
