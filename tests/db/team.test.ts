import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';

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
import { openStream } from '#tests/support/stream.ts';

const PASSWORD = 'correct horse battery';

let desk: Desk;
let letters: string[];
let smtp: SMTPServer;
let provider: Server;
let owner: Api;
let checker: Api;
let reader: Api;
const tokens: Record<string, string> = {};
const ids: Record<string, string> = {};

beforeAll(async () => {
  const dataDir = makeDataDir();
  letters = [];
  smtp = new SMTPServer({
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
  // A desk that is stopped hangs up in the middle of a letter.
  smtp.on('error', () => {});
  await new Promise<void>(done => smtp.listen(0, '127.0.0.1', done));
  const { port } = smtp.server.address() as AddressInfo;
  provider = await startProvider();
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  desk = await startDesk(dataDir, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    DIGEST_HOURS: '0.0001',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'pangzhu',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_NAME: '单位账号',
  });
  for (const role of ['owner', 'checker', 'reader']) {
    tokens[role] = await makeToken(dataDir, role);
    ids[role] = (await apiOf(desk.base, tokens[role])('GET', '/me')).body.id;
  }
  owner = apiOf(desk.base, tokens['owner']);
  checker = apiOf(desk.base, tokens['checker']);
  reader = apiOf(desk.base, tokens['reader']);
});

afterAll(async () => {
  await desk.stop();
  await new Promise<void>(done => smtp.close(() => done()));
  provider.closeAllConnections();
  provider.close();
  removeDir(desk.dataDir);
});

/** A real provider, whose every visitor is the account that `login_hint` names. */
async function startProvider(): Promise<Server> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  // It brings no types of its own.
  const name: string = 'oidc-provider';
  const { default: Provider } = (await import(name)) as Json;
  const oidc = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: 'pangzhu',
        client_secret: 'secret',
        redirect_uris: ['http://127.0.0.1:1/sign-in/back'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id.split(':')[0]}@example.org`,
        email_verified: !id.endsWith(':unverified'),
      }),
    }),
    features: { devInteractions: { enabled: true } },
  });
  // The desk's port is not known yet: any loopback address of ours will do.
  oidc.Client.prototype.redirectUriAllowed = () => true;
  server.on('request', oidc.callback());
  return server;
}

const member = (id: string | undefined): Promise<Json> =>
  owner('GET', `/people/${id}`).then(({ body }) => body);
const patch = async (api: Api, id: string | undefined, change: object) =>
  api('PATCH', `/people/${id}`, change, {
    'If-Match': `"${(await member(id)).revision}"`,
  });

type Form = {
  status: number;
  location: string | null;
  cookie: string;
  text: string;
};
async function post(
  path: string,
  fields: Record<string, string>,
  cookie = '',
): Promise<Form> {
  const answer = await fetch(desk.base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: desk.base, ...(cookie ? { Cookie: cookie } : {}) },
    body: new URLSearchParams(fields),
  });
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '',
    text: await answer.text(),
  };
}
const signIn = (email: string, password = PASSWORD): Promise<Form> =>
  post('/sign-in', { email, password });
const tokenIn = (link: string): string =>
  new URL(link).searchParams.get('token') ?? '';
const newcomer = (): Record<string, string> => ({
  name: '新同事',
  email: `${v7()}@example.org`,
  password: PASSWORD,
});

/** An article with one note of the owner's on it. */
async function thread(
  more: object = {},
): Promise<{ article: string; root: string; iri: string }> {
  const content = '灯下读书的人\n第一段说了灯。\n第二段说了书。';
  const article = (await owner('POST', '/articles', { content })).body.id;
  const { body } = await owner('POST', `/articles/${article}/annotations/`, {
    motivation: 'commenting',
    bodyValue: '问一下出处',
    target: `${desk.base}/api/v1/articles/${article}`,
    ...more,
  });
  return { article, root: shortId(body), iri: body.id };
}
const shortId = (body: Json): string => String(body.id).split('/').at(-1) ?? '';
const reply = (
  api: Api,
  { article, iri }: { article: string; iri: string },
  bodyValue: string,
) =>
  api('POST', `/articles/${article}/annotations/`, {
    motivation: 'replying',
    bodyValue,
    target: iri,
  });
const inboxOf = async (api: Api): Promise<Json[]> =>
  (await api('GET', '/inbox?limit=200')).body.items;

describe('an invitation', () => {
  it('lets one person in, once, in the role that it says, and does nothing when it is looked at', async () => {
    const { body } = await owner('POST', '/invitations', { role: 'checker' });
    const token = tokenIn(body.link);
    for (let i = 0; i < 2; i += 1) {
      const looked = await fetch(body.link);
      expect(looked.status).toBe(200);
      // No other site hears of the address.
      expect(looked.headers.get('referrer-policy')).toMatch(/same-origin$/);
    }
    const first = newcomer();
    const taken = await post('/join', { token, ...first });
    expect([taken.status, taken.location]).toEqual([302, '/articles']);
    const me = await fetch(`${desk.base}/api/v1/me`, {
      headers: { Cookie: taken.cookie },
    });
    expect(await me.json()).toMatchObject({ role: 'checker', name: '新同事' });
    expect((await post('/join', { token, ...newcomer() })).status).toBe(409);
    const list = await owner('GET', '/invitations');
    expect(list.body.items[0]).toMatchObject({ id: body.id, state: 'used' });
    expect(JSON.stringify(list.body)).not.toContain(token);
  });

  it('is taken by one of several who try at the same moment', async () => {
    const { body } = await owner('POST', '/invitations', { role: 'reader' });
    const token = tokenIn(body.link);
    const tries = await Promise.all(
      [1, 2, 3, 4].map(() => post('/join', { token, ...newcomer() })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([
      302, 409, 409, 409,
    ]);
  });

  it('says why it leads nowhere when it is revoked, expired, or none', async () => {
    const { body } = await owner('POST', '/invitations', { role: 'reader' });
    expect((await owner('DELETE', `/invitations/${body.id}`)).status).toBe(204);
    expect((await owner('DELETE', `/invitations/${body.id}`)).status).toBe(404);
    const revoked = await post('/join', {
      token: tokenIn(body.link),
      ...newcomer(),
    });
    expect([revoked.status, /撤回|revoked/.test(revoked.text)]).toEqual([
      409,
      true,
    ]);
    const old = (await owner('POST', '/invitations', { role: 'reader' })).body;
    await inDatabase(
      sql => sql`
      update entry_links set expires_at = now() - interval '1 second' where id = ${old.id}`,
    );
    const expired = await post('/join', {
      token: tokenIn(old.link),
      ...newcomer(),
    });
    expect([expired.status, /过期|expired/.test(expired.text)]).toEqual([
      409,
      true,
    ]);
    expect((await post('/join', { token: 'in_x', ...newcomer() })).status).toBe(
      404,
    );
  });
});

async function inDatabase(
  work: (sql: ReturnType<typeof connect>['sql']) => PromiseLike<unknown>,
): Promise<void> {
  const embedded = await holdEmbedded(desk.dataDir);
  const client = connect(embedded.url('pangzhu'));
  try {
    await work(client.sql);
  } finally {
    await client.close();
    embedded.release();
  }
}

describe('a member', () => {
  it('changes name, colour, language and password, and nobody else’s', async () => {
    const done = await patch(checker, ids['checker'], {
      name: '周以宁',
      colour: 4,
    });
    expect([done.status, done.body.name, done.body.colour]).toEqual([
      200,
      '周以宁',
      4,
    ]);
    expect((await patch(checker, ids['reader'], { name: '别人' })).status).toBe(
      403,
    );
    expect(
      (await patch(checker, ids['checker'], { role: 'owner' })).status,
    ).toBe(403);
    const wrong = { password: 'another good one', currentPassword: 'no' };
    expect((await patch(checker, ids['checker'], wrong)).status).toBe(422);
    const { cookie } = await signIn('checker@example.org');
    const right = { ...wrong, currentPassword: PASSWORD };
    expect((await patch(checker, ids['checker'], right)).status).toBe(200);
    const me = await fetch(`${desk.base}/api/v1/me`, {
      headers: { Cookie: cookie },
    });
    expect(me.status).toBe(401);
    expect((await signIn('checker@example.org')).status).toBe(401);
    expect(
      (await signIn('checker@example.org', 'another good one')).status,
    ).toBe(302);
  });

  it('sees other members’ e-mails only as an owner', async () => {
    const seen = (await checker('GET', '/people')).body.items as Json[];
    for (const { id, email } of seen) {
      expect(email === null).toBe(id !== ids['checker']);
    }
    const all = (await owner('GET', '/people')).body.items as Json[];
    expect(all.every(({ email }) => email !== null)).toBe(true);
  });

  it('sets a new password by an owner’s link, once', async () => {
    const made = await owner('POST', `/people/${ids['reader']}/reset-link`);
    const token = tokenIn(made.body.link);
    const short = await post('/reset', { token, password: 'short' });
    expect(short.status).toBe(422);
    const done = await post('/reset', { token, password: 'quite another one' });
    expect([done.status, done.location]).toEqual([302, '/sign-in']);
    expect((await post('/reset', { token, password: PASSWORD })).status).toBe(
      409,
    );
    expect(
      (await signIn('reader@example.org', 'quite another one')).status,
    ).toBe(302);
  });

  it('asks for it by e-mail, and an address that is nobody’s hears nothing', async () => {
    const before = letters.length;
    const known = await post('/forgot', { email: 'reader@example.org' });
    const unknown = await post('/forgot', { email: 'nobody@example.org' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    await until(() => letters.some(text => /\/reset\?token/.test(plain(text))));
    const sent = letters
      .slice(before)
      .filter(text => /reset/.test(plain(text)));
    expect(sent).toHaveLength(1);
    const link =
      /http\S+\/reset\?token=\S+/.exec(plain(sent[0] ?? ''))?.[0] ?? '';
    const done = await post('/reset', {
      token: tokenIn(link),
      password: PASSWORD,
    });
    expect(done.status).toBe(302);
  });

  it('keeps what was written when removed, may be erased, and is not the last owner', async () => {
    const token = await makeToken(desk.dataDir, 'editor', 'leaver');
    const leaver = apiOf(desk.base, token);
    const { id } = (await leaver('GET', '/me')).body;
    const { article } = await thread();
    const note = await leaver('POST', `/articles/${article}/annotations/`, {
      motivation: 'commenting',
      bodyValue: '走之前写的',
      target: `${desk.base}/api/v1/articles/${article}`,
    });
    const stream = await openStream(`${desk.base}/api/v1/events`, {
      Authorization: `Bearer ${token}`,
    });
    await stream.until(now => now.id !== '');
    expect((await patch(owner, id, { disabled: true })).status).toBe(200);
    await stream.until(now => now.ended);
    expect((await leaver('GET', '/me')).status).toBe(401);
    const path = `/annotations/${shortId(note.body)}`;
    expect((await owner('GET', path)).body.creator.name).toBe('leaver');
    expect((await patch(owner, id, { erased: true })).status).toBe(200);
    expect((await owner('GET', path)).body.creator.name).toContain('前成员');
    const { text } = await owner('GET', `/articles/${article}/activity`);
    expect(text).not.toContain('leaver');
    expect(text).toContain('走之前写的');
    expect((await patch(owner, ids['owner'], { disabled: true })).status).toBe(
      409,
    );
    expect((await patch(owner, ids['owner'], { role: 'editor' })).status).toBe(
      409,
    );
  });

  it('is signed out, streams and all, when the role changes', async () => {
    const token = await makeToken(desk.dataDir, 'editor', 'mover');
    const { id } = (await apiOf(desk.base, token)('GET', '/me')).body;
    const { cookie } = await signIn('mover@example.org');
    const stream = await openStream(`${desk.base}/api/v1/events`, {
      Cookie: cookie,
    });
    await stream.until(now => now.id !== '');
    await patch(owner, id, { role: 'reader' });
    await stream.until(now => now.ended);
    const me = await fetch(`${desk.base}/api/v1/me`, {
      headers: { Cookie: cookie },
    });
    expect(me.status).toBe(401);
  });
});

/** A letter's text: nodemailer sends Chinese as base64 or quoted-printable. */
function plain(letter: string): string {
  const [head = '', ...rest] = letter.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head)) {
    return Buffer.from(body, 'base64').toString();
  }
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  const last = Date.now() + 10_000;
  while (!(await is())) {
    if (Date.now() > last) throw new Error('It never came');
    await new Promise(done => setTimeout(done, 20));
  }
}

describe('an article restricted to named people', () => {
  it('is there for them and for owners, and its streams end for the others', async () => {
    const { article } = await thread();
    const stream = await openStream(
      `${desk.base}/api/v1/articles/${article}/events`,
      { Authorization: `Bearer ${tokens['checker']}` },
    );
    await stream.until(now => now.id !== '');
    const restrict = (people: string[] | null, etag: string) =>
      owner(
        'PATCH',
        `/articles/${article}`,
        { restrictedTo: people },
        { 'If-Match': etag },
      );
    expect((await restrict([ids['reader'] ?? ''], '"1"')).status).toBe(200);
    await stream.until(now => now.ended);
    expect((await checker('GET', `/articles/${article}`)).status).toBe(404);
    expect((await reader('GET', `/articles/${article}`)).body.restricted).toBe(
      true,
    );
    // Not even how many annotations there are.
    const least = 'http://www.w3.org/ns/ldp#PreferMinimalContainer';
    const counted = await checker(
      'GET',
      `/articles/${article}/annotations/`,
      undefined,
      { Prefer: `return=representation;include="${least}"` },
    );
    expect(counted.status).toBe(404);
    expect((await restrict(null, '"2"')).status).toBe(200);
    expect((await checker('GET', `/articles/${article}`)).status).toBe(200);
    expect((await restrict([v7()], '"3"')).status).toBe(422);
  });
});

describe('a thread', () => {
  it('gathers replies, also those to replies, shares its visibility and goes with it', async () => {
    const made = await thread();
    const first = await reply(checker, made, '查过了');
    expect(first.body).toMatchObject({
      motivation: 'replying',
      target: made.iri,
    });
    const second = await reply(owner, { ...made, iri: first.body.id }, '好');
    expect(second.body.target).toBe(made.iri);
    const list = await checker('GET', `/annotations/${made.root}/replies`);
    expect(list.body.items.map((r: Json) => r.body)).toEqual(['好', '查过了']);
    const container = await checker(
      'GET',
      `/articles/${made.article}/annotations/?page=0`,
    );
    expect(container.body.partOf.total).toBe(3);
    const root = await owner('GET', `/annotations/${made.root}`);
    const hidden = { ...root.body, visibility: 'private' };
    await owner('PUT', `/annotations/${made.root}`, hidden, {
      'If-Match': '"1"',
    });
    expect(
      (await checker('GET', `/annotations/${shortId(first.body)}`)).status,
    ).toBe(404);
    await owner('DELETE', `/annotations/${made.root}`, undefined, {
      'If-Match': '"2"',
    });
    expect((await reply(owner, made, '太晚了')).status).toBe(409);
    expect(
      (await owner('GET', `/annotations/${shortId(second.body)}`)).status,
    ).toBe(404);
  });

  it('is answered by a reader only where the reader was asked', async () => {
    const quiet = await thread();
    expect((await reply(reader, quiet, '插一句')).status).toBe(403);
    const asked = await thread({ assignee: ids['reader'] });
    expect((await reply(reader, asked, '看过了')).status).toBe(201);
    const named = await thread({ bodyValue: '@reader 你看呢？' });
    expect((await reply(reader, named, '可以')).status).toBe(201);
  });

  it('holds ten thousand replies, page by page', async () => {
    const made = await thread();
    await inDatabase(
      sql => sql`
      insert into annotations (workspace_id, id, article_id, version, kind, body,
        visibility, "foreign", created_by, reply_to, created_at)
      select a.workspace_id, gen_random_uuid(), a.article_id, 1, 'reply', 'r' || i,
        'team', '{}', a.created_by, a.id, now() - make_interval(secs => 20000 - i)
      from annotations a, generate_series(1, 10000) i where a.id = ${made.root}`,
    );
    const first = await checker(
      'GET',
      `/annotations/${made.root}/replies?limit=200`,
    );
    expect(first.body.items[0].body).toBe('r10000');
    const seen = new Set<string>();
    let next: string | null = '';
    while (next !== null) {
      const page: Json = await checker(
        'GET',
        `/annotations/${made.root}/replies?limit=200${next ? `&cursor=${next}` : ''}`,
      );
      for (const { id } of page.body.items) seen.add(id);
      next = page.body.next;
    }
    expect(seen.size).toBe(10_000);
    expect((await reply(checker, made, '一万零一')).status).toBe(201);
  });
});

describe('an inbox', () => {
  it('has what names, answers and asks its owner, and what was done on articles that are followed', async () => {
    const made = await thread({
      bodyValue: '@周以宁 出处是？@没有这个人 呢',
      assignee: ids['checker'],
      due: '2026-12-01',
    });
    const of = async () =>
      (await inboxOf(checker)).filter(item => item.article.id === made.article);
    expect((await of()).map(({ reason, due }) => [reason, due])).toEqual([
      ['assigned', '2026-12-01'],
    ]);
    await reply(checker, made, '年报');
    await reply(owner, made, '第几页？');
    const reasons = (await of()).map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['article', 'assigned', 'reply']);
    const mine = (await inboxOf(owner)).filter(
      item => item.article.id === made.article && item.reason === 'reply',
    );
    expect(mine).toHaveLength(1);
    const read = await checker('PATCH', '/inbox', { annotation: made.root });
    expect(read.status).toBe(200);
    await checker('PATCH', '/inbox', { article: made.article });
    expect((await of()).filter(item => !item.read)).toEqual([]);
    await checker('PUT', `/articles/${made.article}/follow`, {
      following: false,
    });
    await reply(owner, made, '@周以宁 在吗');
    expect(
      (await of()).filter(item => !item.read).map(({ reason }) => reason),
    ).toEqual(['mention']);
    await checker('PATCH', '/inbox', { all: true });
    expect((await checker('GET', '/inbox')).body.unread).toBe(0);
  });

  it('says nothing of what is private, deleted or restricted since', async () => {
    const hidden = await thread({
      bodyValue: '@周以宁 秘密',
      visibility: 'private',
    });
    const gone = await thread({ bodyValue: '@周以宁 删掉的' });
    const shut = await thread({ bodyValue: '@周以宁 关上的' });
    await owner('DELETE', `/annotations/${gone.root}`, undefined, {
      'If-Match': '"1"',
    });
    const etag = { 'If-Match': '"1"' };
    await owner(
      'PATCH',
      `/articles/${shut.article}`,
      { restrictedTo: [] },
      etag,
    );
    const text = JSON.stringify(await inboxOf(checker));
    for (const { article } of [hidden, gone, shut])
      expect(text).not.toContain(article);
  });

  it('is told live, to its owner alone', async () => {
    const address = `${desk.base}/api/v1/events`;
    const [hers, others] = await Promise.all(
      ['checker', 'reader'].map(who =>
        openStream(address, { Authorization: `Bearer ${tokens[who]}` }),
      ),
    );
    await hers?.until(({ id }) => id !== '');
    await others?.until(({ id }) => id !== '');
    const { root } = await thread({ bodyValue: '@周以宁 快看' });
    const isNotice = ({ verb }: Json): boolean => verb === 'notice.create';
    await hers?.until(({ events }) => events.some(isNotice));
    await others?.until(({ events }) =>
      events.some(event => event.object === root),
    );
    expect(others?.events.some(isNotice)).toBe(false);
    hers?.close();
    others?.close();
  });

  it('is sent as a digest, once, with what is unread', async () => {
    await checker('PATCH', '/inbox', { all: true });
    const words = `摘要里的${v7()}`;
    await thread({ bodyValue: `@周以宁 ${words}` });
    const sent = (): string[] =>
      letters.filter(text => plain(text).includes(words));
    await until(() => sent().length > 0);
    expect(plain(sent()[0] ?? '')).toContain('/articles/');
    await new Promise(done => setTimeout(done, 1200));
    expect(sent()).toHaveLength(1);
  });

  it('is in the digest also when it was long in being written', async () => {
    await checker('PATCH', '/inbox', { all: true });
    const words = `迟来的${v7()}`;
    const { root } = await thread({ bodyValue: `@周以宁 ${words}` });
    const sent = (): number =>
      letters.filter(text => plain(text).includes(words)).length;
    await until(() => sent() === 1);
    const embedded = await holdEmbedded(desk.dataDir);
    const { sql, close } = connect(embedded.url('pangzhu'));
    await sql.begin(async tx => {
      const told = await tx`update notices set created_at = now()
        where annotation_id = ${root} returning id`;
      expect(told).toHaveLength(1);
      // Several digests go by before it is there for others.
      await new Promise(done => setTimeout(done, 1500));
    });
    await close();
    embedded.release();
    await until(() => sent() === 2);
  });
});

describe('an assignment', () => {
  it('is refused to those who have left, or may not see the article', async () => {
    const token = await makeToken(desk.dataDir, 'editor', 'gone');
    const { id } = (await apiOf(desk.base, token)('GET', '/me')).body;
    await patch(owner, id, { disabled: true });
    for (const assignee of [id, v7()]) {
      const { article } = await thread();
      const made = await owner('POST', `/articles/${article}/annotations/`, {
        motivation: 'commenting',
        bodyValue: '谁来？',
        target: `${desk.base}/api/v1/articles/${article}`,
        assignee,
      });
      expect([made.status, Object.keys(made.body.errors)]).toEqual([
        422,
        ['assignee'],
      ]);
    }
  });
});

describe('the batch', () => {
  it('makes all or nothing, and names the item that is wrong', async () => {
    const { article } = await thread();
    const path = `/articles/${article}/annotations/batch`;
    const item = (exact: string, more: object = {}): object => ({
      motivation: 'commenting',
      bodyValue: exact,
      target: {
        source: `${desk.base}/api/v1/articles/${article}`,
        selector: { type: 'TextQuoteSelector', exact },
      },
      ...more,
    });
    const count = async (): Promise<number> =>
      (await owner('GET', `/articles/${article}/annotations/?page=0`)).body
        .partOf.total;
    const id = v7();
    const made = await owner('POST', path, {
      items: [
        item('第一段', { id: `urn:uuid:${id}` }),
        item('第二段', {
          body: [
            { type: 'TextualBody', value: '口径', purpose: 'tagging' },
            { type: 'TextualBody', value: '一' },
          ],
        }),
      ],
    });
    expect(made.status).toBe(201);
    expect(shortId(made.body.items[0])).toBe(id);
    expect(await count()).toBe(3);
    const bad = await owner('POST', path, {
      items: [item('第一段'), item('没有这句')],
    });
    expect([bad.status, Object.keys(bad.body.errors)]).toEqual([
      422,
      ['items.1.target.selector'],
    ]);
    expect(await count()).toBe(3);
    const many = { items: Array.from({ length: 201 }, () => item('第一段')) };
    expect((await owner('POST', path, many)).status).toBe(422);
    expect(
      (await owner('POST', path, { items: many.items.slice(1) })).status,
    ).toBe(201);
    expect(await count()).toBe(203);
  });
});

describe('the log', () => {
  it('can’t be changed through the program’s own connection', async () => {
    for (const statement of [
      'update activity set verb = $$x$$',
      'delete from activity',
      'truncate activity',
    ]) {
      await expect(inDatabase(sql => sql.unsafe(statement))).rejects.toThrow(
        /append-only/,
      );
    }
  });

  it('is filtered by person and kind, and exported without formulas', async () => {
    const made = await thread({ bodyValue: '=1+1' });
    await reply(checker, made, '好，"行"');
    const path = `/articles/${made.article}/activity`;
    const of = async (query: string): Promise<string[]> =>
      (await owner('GET', `${path}?${query}`)).body.items.map(
        (i: Json) => i.verb,
      );
    expect(await of(`person=${ids['checker']}`)).toEqual(['reply.create']);
    expect(await of('kind=annotation')).toEqual(['annotation.create']);
    const { text, headers } = await owner('GET', `${path}?format=csv`);
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(text).toContain("'=1+1");
    expect(text).toContain('"好，""行"""');
    expect(text.trim().split('\r\n')).toHaveLength(4);
  });
});

describe('signing in with OpenID Connect', () => {
  /** Goes the way that a browser would, as one who signs in there as `login`. */
  async function walk(
    login: string,
  ): Promise<{ location: string; cookie: string }> {
    const jar = new Map<string, string>();
    let at = `${desk.base}/sign-in/elsewhere?to=/tags`;
    let body: URLSearchParams | null = null;
    for (let i = 0; i < 20; i += 1) {
      const { host } = new URL(at);
      const mine = [...jar].filter(([key]) => key.startsWith(host));
      const answer: Response = await fetch(at, {
        redirect: 'manual',
        ...(body ? { method: 'POST', body } : {}),
        headers: {
          Cookie: mine
            .map(([key, value]) => `${key.split(' ')[1]}=${value}`)
            .join('; '),
        },
      });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const [name = '', ...value] = pair.split('=');
        jar.set(`${host} ${name}`, value.join('='));
      }
      const to = answer.headers.get('location');
      const text = await answer.text();
      if (to && at.includes('/sign-in/back')) {
        const session = jar.get(`${host} pangzhu_session`);
        return {
          location: to,
          cookie: session ? `pangzhu_session=${session}` : '',
        };
      }
      if (to) {
        at = new URL(to, at).href;
        body = null;
        continue;
      }
      // The provider's own forms: who is it, and may we.
      const action = /action="([^"]+)"/.exec(text)?.[1];
      if (!action) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
      at = new URL(action, at).href;
      body = /name="login"/.test(text)
        ? new URLSearchParams({ prompt: 'login', login, password: 'x' })
        : new URLSearchParams({ prompt: 'consent' });
    }
    throw new Error('It goes round in circles');
  }

  it('lets a member in by an address that the provider has verified, and from then on by its own name for them', async () => {
    for (let i = 0; i < 2; i += 1) {
      const { location, cookie } = await walk('reader');
      expect(location).toBe('/tags');
      const me = await fetch(`${desk.base}/api/v1/me`, {
        headers: { Cookie: cookie },
      });
      expect((await me.json()) as Json).toMatchObject({ id: ids['reader'] });
    }
  });

  it('lets nobody else in, and says so', async () => {
    for (const login of ['stranger', 'owner:unverified']) {
      const { location, cookie } = await walk(login);
      expect(location).toBe('/sign-in?problem=oidc-unknown');
      expect(cookie).toBe('');
    }
    const back = await fetch(`${desk.base}/sign-in/back?code=x&state=y`, {
      redirect: 'manual',
    });
    expect(back.headers.get('location')).toBe('/sign-in?problem=oidc-refused');
  });
});
