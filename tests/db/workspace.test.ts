import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';

import { createAnnotation } from '#app/annotations/creation.server.ts';
import { createArticle } from '#app/articles/creation.server.ts';
import type { Context } from '#app/context.server.ts';
import { addAccount, createToken } from '#app/people/accounts.server.ts';
import { connect, type Client } from '#db/client.ts';
import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import { findInstallation, insertWorkspace } from '#db/queries/credentials.ts';
import {
  apiOf,
  makeDataDir,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

let desk: Desk;
let embedded: Embedded;
let client: Client;
let here: Context;
let there: Context;
let hereApi: Api;
let thereApi: Api;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  embedded = await holdEmbedded(desk.dataDir);
  client = connect(embedded.url('pangzhu'));
  const installation = await findInstallation(client.db);
  const other = v7();
  await insertWorkspace(client.db, { id: other, name: 'other' });
  here = await contextIn(installation?.id ?? '');
  there = await contextIn(other);
  hereApi = apiOf(desk.base, (await createToken(here, 'test', null)).text);
  thereApi = apiOf(desk.base, (await createToken(there, 'test', null)).text);
});

afterAll(async () => {
  await client.close();
  embedded.release();
  await desk.stop();
  removeDir(desk.dataDir);
});

async function contextIn(workspaceId: string): Promise<Context> {
  const actor = await addAccount(
    { db: client.db, workspaceId },
    {
      name: '同名',
      email: 'same@example.org',
      password: 'correct horse battery',
      role: 'owner',
      language: 'en',
    },
  );
  return { db: client.db, workspaceId, actor };
}

async function annotate(
  ctx: Context,
): Promise<{ article: string; id: string }> {
  const { value } = await createArticle(ctx, { content: '标题\n正文里的话。' });
  const { id } = await createAnnotation(ctx, value.id, {
    motivation: 'commenting',
    bodyValue: '话',
    target: {
      source: `/api/v1/articles/${value.id}`,
      selector: { type: 'TextQuoteSelector', exact: '正文' },
    },
  });
  return { article: value.id, id };
}

describe('another workspace', () => {
  it('sees nothing of this one and changes nothing in it', async () => {
    const { article, id } = await annotate(here);
    const match = { 'If-Match': '"1"' };
    const paths = [
      `/articles/${article}`,
      `/articles/${article}/text`,
      `/articles/${article}/versions`,
      `/articles/${article}/versions/1`,
      `/articles/${article}/versions/1/text`,
      `/articles/${article}/annotations/`,
      `/articles/${article}/annotations/${id}`,
      `/annotations/${id}`,
    ];
    for (const path of paths) {
      expect([path, (await thereApi('GET', path)).status]).toEqual([path, 404]);
      expect((await hereApi('GET', path)).status).toBe(200);
    }
    for (const path of [`/articles/${article}`, `/annotations/${id}`]) {
      expect((await thereApi('DELETE', path, undefined, match)).status).toBe(
        404,
      );
      expect((await thereApi('POST', `${path}/restore`)).status).toBe(404);
      expect((await hereApi('GET', path)).status).toBe(200);
    }
    const target = `/api/v1/articles/${article}/annotations/${id}`;
    const tag = (await hereApi('POST', '/tags', { name: '要核' })).body.id;
    const invited = (await hereApi('POST', '/invitations', { role: 'reader' }))
      .body;
    const strangers: [method: string, path: string, body?: unknown][] = [
      ['GET', `/annotations/${id}/history`],
      ['GET', `/annotations/${id}/replies`],
      ['GET', `/articles/${article}/activity`],
      ['GET', `/articles/${article}/events`],
      ['GET', `/articles/${article}/follow`],
      ['PUT', `/articles/${article}/follow`, { following: true }],
      ['PUT', `/articles/${article}/presence`, { tab: v7(), selection: null }],
      [
        'PUT',
        `/articles/${article}/reading-position`,
        { version: 1, start: 1 },
      ],
      [
        'POST',
        `/articles/${article}/annotations/`,
        { motivation: 'replying', bodyValue: '话', target },
      ],
      [
        'POST',
        `/articles/${article}/annotations/batch`,
        { items: [{ motivation: 'replying', bodyValue: '话', target }] },
      ],
      ['PATCH', `/articles/${article}`, { restrictedTo: [] }],
      ['PATCH', `/people/${here.actor.id}`, { role: 'reader' }],
      ['GET', `/people/${here.actor.id}`],
      ['POST', `/people/${here.actor.id}/reset-link`],
      ['DELETE', `/invitations/${invited.id}`],
      ['PATCH', `/tags/${tag}`, { name: '别的' }],
      ['DELETE', `/tags/${tag}`],
      ['POST', `/tags/${tag}/restore`],
    ];
    for (const [method, path, body] of strangers) {
      const { status } = await thereApi(method, path, body, match);
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    const people = (await thereApi('GET', '/people')).body.items;
    expect(people.map(({ id: who }: { id: string }) => who)).toEqual([
      there.actor.id,
    ]);
    expect((await thereApi('GET', '/invitations')).body.items).toEqual([]);
    expect((await thereApi('GET', '/inbox')).body.items).toEqual([]);
    // One of this workspace can't be named in that one, nor an article opened to them.
    const theirs = await annotate(there);
    const assigned = await thereApi(
      'PUT',
      `/annotations/${theirs.id}`,
      {
        ...(await thereApi('GET', `/annotations/${theirs.id}`)).body,
        assignee: here.actor.id,
      },
      match,
    );
    expect(assigned.status).toBe(422);
    const opened = { restrictedTo: [here.actor.id] };
    const restricted = await thereApi(
      'PATCH',
      `/articles/${theirs.article}`,
      opened,
      match,
    );
    expect(restricted.status).toBe(422);
    await thereApi('DELETE', `/articles/${theirs.article}`, undefined, match);
    const own = await thereApi('GET', '/articles');
    expect(own.body.items).toEqual([]);
    expect((await thereApi('GET', '/tags')).body.items).toEqual([]);
  });
});

describe('the trail', () => {
  it('has one row for every write, none for a refused one', async () => {
    const { article, id } = await annotate(here);
    const path = `/articles/${article}/annotations/${id}`;
    const { body } = await hereApi('GET', path);
    const changed = { ...body, motivation: 'highlighting', colour: 'rose' };
    await hereApi('PUT', path, changed, { 'If-Match': '"1"' });
    await hereApi('PUT', path, changed, { 'If-Match': '"1"' });
    await hereApi('DELETE', path, undefined, { 'If-Match': '"2"' });
    await hereApi('POST', `${path}/restore`);
    const rows = await client.sql`
      select verb, revision, person_id from activity
      where workspace_id = ${here.workspaceId} and object_id = ${id}
      order by transaction_id, number`;
    expect(rows.map(row => [row['verb'], row['revision']])).toEqual([
      ['annotation.create', 1],
      ['annotation.change', 2],
      ['annotation.delete', 3],
      ['annotation.restore', 4],
    ]);
    expect(rows.every(row => row['person_id'] === here.actor.id)).toBe(true);
  });
});

describe('the database', () => {
  const row = (change: object) => ({
    workspace_id: here.workspaceId,
    id: v7(),
    version: 1,
    kind: 'note',
    body: 'x',
    visibility: 'team',
    foreign: '{}',
    created_by: here.actor.id,
    ...change,
  });

  it('takes a row that keeps the rules', async () => {
    const { article } = await annotate(here);
    const values = row({ article_id: article });
    await client.sql`insert into annotations ${client.sql(values)}`;
  });

  it.each<[string, object]>([
    ['a note that says nothing', { body: '' }],
    ['an unknown kind', { kind: 'rumour' }],
    ['a highlight without a colour', { kind: 'highlight' }],
    ['a note with a colour', { colour: 'rose' }],
    ['an unknown visibility', { visibility: 'all' }],
    ['a version that is not there', { version: 9 }],
    ['an author of another workspace', { created_by: v7() }],
  ])('refuses %s', async (_name, change) => {
    const { article } = await annotate(here);
    const values = row({ article_id: article, ...change });
    await expect(
      client.sql`insert into annotations ${client.sql(values)}`,
    ).rejects.toThrow(/violates/);
  });

  it.each<[string, object]>([
    ['upside down', { start: 5, end: 3 }],
    ['before the text', { start: -1, end: 3 }],
    ['lost, yet placed', { state: 'lost', start: 1, end: 3 }],
    ['of nothing', { exact: '' }],
  ])('refuses an anchor that is %s', async (_name, change) => {
    const { id } = await annotate(here);
    await expect(
      client.sql`update anchors set ${client.sql({ ...change })}
        where workspace_id = ${here.workspaceId} and annotation_id = ${id}`,
    ).rejects.toThrow(/violates/);
  });
});

describe('signing in', () => {
  it('is paused after ten wrong passwords, for that account alone', async () => {
    const attempt = async (email: string, password: string) => {
      const response = await fetch(`${desk.base}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: desk.base },
        body: new URLSearchParams({ email, password, to: '/articles' }),
      });
      await response.text();
      return response.status;
    };
    for (let i = 0; i < 10; i += 1) {
      expect(await attempt('same@example.org', 'wrong wrong wrong')).toBe(401);
    }
    expect(await attempt('same@example.org', 'correct horse battery')).toBe(
      429,
    );
    expect(await attempt('else@example.org', 'wrong wrong wrong')).toBe(401);
  });
});
