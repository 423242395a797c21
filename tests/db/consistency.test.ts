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
let checker: Api;
let article: string;

const TEXT =
  '不打烊的书房\n全市有三十七间书房。\n这37间书房都通宵亮灯（只有一间例外。';

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  owner = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  checker = apiOf(desk.base, await makeToken(desk.dataDir, 'checker'));
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});
beforeEach(async () => {
  const made = await owner('POST', '/articles', {
    ...{ content: TEXT, format: 'text' },
  });
  article = made.body.id as string;
});

const list = async () =>
  (await checker('GET', `/articles/${article}/consistency`)).body.items;
const decide = (version: number, key: string, decision: string) =>
  checker('POST', `/articles/${article}/consistency`, {
    ...{ version, key, decision },
  });

describe('What an article says in two ways', () => {
  it('is taken up as a suggested edit where other words are known, and as a note where not', async () => {
    const [number, bracket] = await list();
    expect(number).toMatchObject({
      ...{ rule: 'number', found: '37间', against: '三十七间' },
      decision: null,
    });
    expect(bracket).toMatchObject({ rule: 'bracket' });
    for (const { key } of [number, bracket]) {
      const answer = await decide(1, key, 'accepted');
      expect(answer.status, answer.text).toBe(200);
    }
    const { body } = await checker(
      'GET',
      `/articles/${article}/annotations/?page=0`,
    );
    const made = body.items ?? body.first?.items;
    expect(
      made.map(({ motivation }: { motivation: string }) => motivation).sort(),
    ).toEqual(['commenting', 'editing']);
    expect((await decide(1, number.key, 'dismissed')).status).toBe(409);
  });

  it('is dismissed once for all versions, and asked about where the words are others', async () => {
    const [number] = await list();
    await decide(1, number.key, 'dismissed');
    const revised = await owner('POST', `/articles/${article}/versions`, {
      content: `${TEXT.replace('（只有', '，只有')}\n一共37家单位，三十七家都签了字。`,
      format: 'text',
    });
    expect(revised.status, revised.text).toBe(201);
    expect((await decide(1, number.key, 'accepted')).status).toBe(409);
    const items = await list();
    expect(items).toMatchObject([
      { rule: 'number', found: '37间', decision: 'dismissed' },
      { rule: 'number', found: '三十七家', decision: null },
    ]);
    expect((await decide(2, 'nothing', 'accepted')).status).toBe(422);
  });

  it('is decided by one of two who do so at once', async () => {
    const [number] = await list();
    const answers = await Promise.all([
      decide(1, number.key, 'accepted'),
      decide(1, number.key, 'dismissed'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
