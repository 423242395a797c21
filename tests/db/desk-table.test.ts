import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import { AnnotationList } from '#app/annotations/annotation-list.ts';
import {
  byPlace,
  COLOURS,
  KINDS,
  REVIEWS,
  VISIBILITIES,
  type Annotation,
} from '#app/annotations/annotation.ts';
import { pack } from '#app/annotations/pack.server.ts';
import { connect, type Client } from '#db/client.ts';
import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import { deskTable } from '#db/queries/desk-table.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

const TEXT =
  '不打烊的书房\n馆长说，去年夜里来了四十一万人次。白天的人只是路过。';

let desk: Desk;
let held: Embedded;
let client: Client;
let workspace: string;
let article: string;
let people: Annotation['author'][];
let tags: string[];
let list: Annotation[];

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const owner = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  await makeToken(desk.dataDir, 'editor');
  article = (await owner('POST', '/articles', { content: TEXT })).body.id;
  held = await holdEmbedded(desk.dataDir);
  client = connect(held.url('pangzhu'), 2);
  const { sql } = client;
  people = await sql`select id, name, role, colour from people order by id`;
  const [row] = await sql`select workspace_id as id from articles`;
  workspace = (row as { id: string }).id;
  tags = ['数字', '人名', '时间'];
  await sql`insert into tags ${sql(
    tags.map((name, position) => ({
      ...{ workspace_id: workspace, id: v7(), name, position },
      created_by: people[0]?.id,
    })) as never,
  )}`;
  list = Array.from({ length: 240 }, (_, i) => made(i));
}, 120_000);
afterAll(async () => {
  await client.close();
  held.release();
  await desk.stop();
  removeDir(desk.dataDir);
});

const one = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** An annotation of every kind, colour, sight, fate and decision in turn; claims have a table of their own. */
function made(i: number): Annotation {
  const kinds = KINDS.filter(kind => kind !== 'claim');
  const kind = one(kinds, i);
  const state = one(ANCHOR_STATES, i >> 1);
  const placed = state !== 'lost' && state !== 'ambiguous';
  const reviews = REVIEWS.filter(review => !placed || review !== 'whole');
  const review = i % 3 ? null : one(reviews, i / 3);
  const start = (i * 7) % 30;
  const decision = kind === 'edit' && i % 2 ? 'rejected' : null;
  return {
    id: v7(),
    articleId: article,
    version: 1,
    kind,
    colour: kind === 'highlight' ? one(COLOURS, i >> 2) : null,
    replacement: kind === 'edit' ? `改成 ${i}` : null,
    decision,
    claim: null,
    body: kind === 'note' || kind === 'query' ? `第 ${i} 条` : '',
    tags: kind === 'tag' ? tags.slice(i % 3) : [],
    visibility: kind === 'query' ? 'team' : one(VISIBILITIES, i >> 3),
    resolved: i % 5 === 0,
    assignee: i % 7 ? null : (people[1]?.id ?? null),
    due: i % 11 ? null : '2026-03-14',
    revision: 1 + (i % 300),
    author: one(people, i >> 4),
    createdAt: Date.UTC(2026, 2, 14) + i * 1001,
    updatedAt: Date.UTC(2026, 2, 15) + i * 999,
    anchor:
      i % 13 === 0
        ? null
        : {
            ...{ version: 1, state, style: state === 'changed' && i % 4 === 0 },
            ...{ review, confidence: 1 },
            start: placed ? start : null,
            end: placed ? start + 4 : null,
            exact: placed ? TEXT.slice(start, start + 4) : `丢了 ${i}`,
          },
  };
}

async function insert(list: Annotation[]): Promise<void> {
  const { sql } = client;
  const own = { workspace_id: workspace, article_id: article, version: 1 };
  await sql`insert into annotations ${sql(
    list.map(a => ({
      ...own,
      ...{ id: a.id, kind: a.kind, colour: a.colour, body: a.body },
      ...{ replacement: a.replacement, decision: a.decision },
      decided_by: a.decision && a.author.id,
      decided_at: a.decision && new Date().toISOString(),
      ...{ visibility: a.visibility, resolved: a.resolved, due: a.due },
      ...{ assignee: a.assignee, revision: a.revision, foreign: '{}' },
      created_by: a.author.id,
      created_at: new Date(a.createdAt).toISOString(),
      updated_at: new Date(a.updatedAt).toISOString(),
    })) as never,
  )}`;
  await sql`insert into anchors ${sql(
    list.flatMap(({ id, anchor, author }) => {
      if (!anchor) return [];
      const { state, style, confidence, start, end, exact, review } = anchor;
      return {
        ...own,
        ...{ annotation_id: id, state, style, confidence, start, end, exact },
        ...{ prefix: '', suffix: '', review },
        reviewed_by: review && author.id,
        reviewed_at: review && new Date().toISOString(),
      };
    }) as never,
  )}`;
  for (const { id, tags: names } of list) {
    for (const [position, name] of names.entries()) {
      await sql`insert into annotation_tags (workspace_id, annotation_id, tag_id, position)
        select ${workspace}, ${id}, id, ${position} from tags where name = ${name}`;
    }
  }
}

const read = async (viewer: string): Promise<AnnotationList> => {
  const { db } = client;
  const table = await deskTable(db, workspace, viewer, article, 1);
  return AnnotationList.unpack(pack(1, table), article, TEXT);
};

describe('The table that a desk is given', () => {
  it('is empty where nothing is', async () => {
    expect((await read(people[0]?.id ?? '')).length).toBe(0);
  });

  it.each([
    ['few', 0, 12],
    ['many', 12, 240],
  ])(
    'holds each of %s annotations as it is, in text order, and nothing that is private to others',
    async (_, from, to) => {
      await insert(list.slice(from, to));
      for (const viewer of people) {
        const seen = list
          .slice(0, to)
          .filter(a => a.visibility !== 'private' || a.author.id === viewer.id);
        const found = [...(await read(viewer.id))];
        // Said to be about the whole article, it has no place and is not lost.
        const whole = seen.map(a =>
          a.anchor?.start === null && a.anchor.review === 'whole'
            ? { ...a, anchor: null }
            : a,
        );
        expect(found).toEqual(whole.sort(byPlace));
      }
    },
  );
});
