import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Coverage } from '#app/claims/checks.server.ts';
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

let desk: Desk;
const tokens: Record<string, string> = {};
const apis: Record<string, Api> = {};
const as = (who: string): Api => {
  const api = apis[who];
  if (!api) throw new Error(who);
  return api;
};

const TITLE = '不打烊的书房';
const FIRST = '去年夜间一共接待了四十一万人次。';
const SECOND = '白天来的人是路过。';
const THIRD = '后来的账目说，每间每年约三十八万元。';
const TEXT = `${TITLE}\n记者：有人去吗？\n沈予安：${FIRST}${SECOND}\n记者：后来呢？\n沈予安：${THIRD}`;

beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  for (const [who, role] of [
    ['owner', 'owner'],
    ['ada', 'checker'],
    ['bo', 'checker'],
    ['cy', 'editor'],
    ['reader', 'reader'],
  ] as const) {
    tokens[who] = await makeToken(desk.dataDir, role, who);
    apis[who] = apiOf(desk.base, tokens[who]);
  }
}, 120_000);
afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

type Made = { id: string; text: string };

async function article(content = TEXT): Promise<Made> {
  const made = await as('owner')('POST', '/articles', {
    ...{ content, format: 'text' },
  });
  expect(made.status, made.text).toBe(201);
  return { id: made.body.id, text: made.body.text };
}

const spanOf = ({ text }: { text: string }, words: string) => {
  const start = text.indexOf(words);
  expect(start, words).toBeGreaterThanOrEqual(0);
  return { start, end: start + words.length };
};

async function mark(
  who: string,
  made: Made,
  words: string,
  state: string,
  version = 1,
) {
  const answer = await as(who)('PUT', `/articles/${made.id}/checks`, [
    { version, ...spanOf(made, words), state },
  ]);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function coverage(who: string, { id }: Made): Promise<Coverage> {
  const answer = await as(who)('GET', `/articles/${id}/coverage`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Coverage;
}

/** The states of some words, in order, each once. */
async function statesOf(
  who: string,
  made: Made,
  words: string,
): Promise<string[]> {
  const { start, end } = spanOf(made, words);
  const { segments } = await coverage(who, made);
  return segments
    .filter(one => one.start < end && start < one.end)
    .map(({ state }) => state);
}

async function revise(made: Made, content: string): Promise<Made> {
  const answer = await as('owner')('POST', `/articles/${made.id}/versions`, {
    ...{ content, format: 'text', force: true },
  });
  expect(answer.status, answer.text).toBe(201);
  const { body } = await as('owner')('GET', `/articles/${made.id}`);
  return { id: made.id, text: body.text };
}

/** What the contract promises of every coverage. */
function expectWhole({ segments, totals, length, sentences }: Coverage): void {
  let at = 0;
  const sums: Record<string, number> = {};
  for (const { start, end, state, by } of segments) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    expect(by.length === 0).toBe(state === 'unchecked');
    sums[state] = (sums[state] ?? 0) + end - start;
    at = end;
  }
  expect(at).toBe(length);
  for (const [state, count] of Object.entries(totals)) {
    expect(count).toBe(sums[state] ?? 0);
  }
  expect(sentences.checked).toBeLessThanOrEqual(sentences.total);
}

describe('Coverage', () => {
  it('has nothing checked at first, and every character once', async () => {
    const made = await article();
    const found = await coverage('reader', made);
    expectWhole(found);
    expect(found.version).toBe(1);
    expect(found.length).toBe(made.text.length);
    expect(found.segments).toEqual([
      { start: 0, end: made.text.length, state: 'unchecked', by: [] },
    ]);
    expect(found.sentences).toEqual({ total: 6, checked: 0 });
  });

  it('follows what people mark, each their own', async () => {
    const made = await article();
    await mark('ada', made, FIRST, 'checked');
    await mark('bo', made, SECOND, 'not-needed');
    expect(await statesOf('reader', made, FIRST)).toEqual(['checked']);
    const found = await coverage('reader', made);
    expectWhole(found);
    expect(found.sentences.checked).toBe(2);
    const first = found.segments.find(({ state }) => state === 'checked');
    expect(first?.by.map(({ name }) => name)).toEqual(['ada']);
    // Taking away takes one's own away, and part of it alone where part is meant.
    await mark('bo', made, FIRST, 'unchecked');
    expect(await statesOf('cy', made, FIRST)).toEqual(['checked']);
    await mark('ada', made, '夜间', 'unchecked');
    expect(await statesOf('cy', made, FIRST)).toEqual([
      ...['checked', 'unchecked', 'checked'],
    ]);
    const own = await as('ada')('GET', `/articles/${made.id}/checks`);
    expect(own.body.items).toHaveLength(2);
    expect(
      (await as('bo')('GET', `/articles/${made.id}/checks`)).body.items,
    ).toHaveLength(1);
  });

  it('counts what is being checked before what is checked, and that before what need not be', async () => {
    const made = await article();
    await mark('ada', made, FIRST, 'not-needed');
    await mark('bo', made, FIRST, 'checked');
    expect(await statesOf('cy', made, FIRST)).toEqual(['checked']);
    await mark('cy', made, FIRST, 'in-progress');
    expect(await statesOf('cy', made, FIRST)).toEqual(['in-progress']);
  });

  it('counts claims as their verdicts say, and what is private not at all', async () => {
    const made = await article();
    const claim = await as('ada')('POST', `/articles/${made.id}/claims`, {
      ...{ version: 1, quote: '四十一万人次' },
    });
    expect(claim.status, claim.text).toBe(201);
    await mark('bo', made, FIRST, 'checked');
    expect(await statesOf('cy', made, FIRST)).toEqual([
      ...['checked', 'in-progress', 'checked'],
    ]);
    const source = await as('ada')('POST', '/sources', {
      ...{ title: '年报', kind: 'document' },
    });
    const form = new FormData();
    form.set('file', new File(['夜间入馆 41.2 万人次'], '年报.txt'));
    await as('ada')('POST', `/sources/${source.body.id}/snapshots`, form);
    await as('ada')('POST', `/claims/${claim.body.id}/evidence`, {
      ...{ source: source.body.id, stance: 'supports', quote: '41.2 万人次' },
    });
    for (const [verdict, state] of [
      ['accurate', 'checked'],
      ['false', 'disputed'],
      ['unverifiable', 'disputed'],
    ] as const) {
      const { headers } = await as('ada')('GET', `/claims/${claim.body.id}`);
      const decided = await as('ada')(
        ...(['PATCH', `/claims/${claim.body.id}`] as const),
        { verdict, finding: '查过了。' },
        { 'If-Match': headers.get('etag') ?? '' },
      );
      expect(decided.status, decided.text).toBe(200);
      expect(await statesOf('cy', made, '四十一万人次')).toEqual([state]);
    }
    expect((await coverage('cy', made)).sentences.checked).toBe(1);
  });

  it('goes along with its words into a new version, and is stale where they changed', async () => {
    const made = await article();
    for (const words of [FIRST, SECOND, THIRD]) {
      await mark('ada', made, words, 'checked');
    }
    const next = await revise(
      made,
      TEXT.replace('四十一万', '四十二万').replace(THIRD, `新的一句。${THIRD}`),
    );
    expect(await statesOf('cy', next, '四十二万人次')).toEqual(['stale']);
    expect(await statesOf('cy', next, SECOND)).toEqual(['checked']);
    expect(await statesOf('cy', next, THIRD)).toEqual(['checked']);
    expect(await statesOf('cy', next, '新的一句')).toEqual(['unchecked']);
    // A stale sentence stays so in the next version, until somebody looks at it.
    const third = await revise(next, `${next.text}\n又一段。`);
    expect(await statesOf('cy', third, '四十二万人次')).toEqual(['stale']);
    await mark('bo', third, '去年夜间一共接待了四十二万人次。', 'checked', 3);
    expect(await statesOf('cy', third, '四十二万人次')).toEqual(['checked']);
  });

  it('is stale where a speaker changes, though no word does', async () => {
    const made = await article();
    await mark('ada', made, FIRST, 'checked');
    const next = await revise(made, TEXT.replaceAll('沈予安：', '馆长：'));
    expect(await statesOf('cy', next, FIRST)).toEqual(['stale']);
  });

  it('is stale where a verdict fell with its words', async () => {
    const made = await article();
    const claim = await as('ada')('POST', `/articles/${made.id}/claims`, {
      ...{ version: 1, quote: '三十八万元' },
    });
    const { headers } = await as('ada')('GET', `/claims/${claim.body.id}`);
    await as('ada')(
      ...(['PATCH', `/claims/${claim.body.id}`] as const),
      { verdict: 'unverifiable', finding: '没有账目。' },
      { 'If-Match': headers.get('etag') ?? '' },
    );
    const next = await revise(made, TEXT.replace('后来的账目', '后来的旧账目'));
    expect(await statesOf('cy', next, '三十八万元')).toEqual(['stale']);
  });

  it('takes what was marked on a version that had been replaced, and carries it', async () => {
    const made = await article();
    const next = await revise(made, TEXT.replace(SECOND, '夜里来的人是路过。'));
    await mark('ada', made, FIRST, 'checked');
    await mark('ada', made, SECOND, 'checked');
    expect(await statesOf('cy', next, FIRST)).toEqual(['checked']);
    // What was looked at is not there any longer.
    expect(await statesOf('cy', next, '夜里来的人是路过。')).toEqual([
      'unchecked',
    ]);
  });

  it('holds what it promises over random histories', async () => {
    const sentences = [FIRST, SECOND, THIRD];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({
              what: fc.constant('mark' as const),
              who: fc.constantFrom('ada', 'bo', 'cy'),
              from: fc.nat(50),
              size: fc.integer({ min: 1, max: 30 }),
              state: fc.constantFrom(
                ...['checked', 'in-progress', 'not-needed', 'unchecked'],
              ),
            }),
            fc.record({
              what: fc.constant('version' as const),
              at: fc.nat(2),
              word: fc.constantFrom('又', '不', '再'),
            }),
            fc.record({
              what: fc.constant('claim' as const),
              from: fc.nat(40),
            }),
            fc.record({ what: fc.constant('pair' as const), from: fc.nat(40) }),
          ),
          { minLength: 4, maxLength: 10 },
        ),
        async history => {
          let made = await article();
          let version = 1;
          for (const step of history) {
            const { length } = made.text;
            const start = 'from' in step ? Math.min(step.from, length - 2) : 0;
            if (step.what === 'mark') {
              const end = Math.min(length, start + step.size);
              await as(step.who)('PUT', `/articles/${made.id}/checks`, [
                { ...{ version, start, end }, state: step.state },
              ]);
            } else if (step.what === 'version') {
              const was = sentences[step.at] ?? '';
              const text = made.text.includes(was)
                ? made.text.replace(was, step.word + was)
                : `${made.text}${step.word}。`;
              made = await revise(made, text);
              version += 1;
            } else if (step.what === 'claim') {
              const place = { version, start, end: start + 2 };
              await as('ada')('POST', `/articles/${made.id}/claims`, place);
            } else {
              const place = { version, start, end: start + 2, needed: true };
              await as('cy')('PUT', `/articles/${made.id}/pairs`, [place]);
            }
          }
          for (const who of ['ada', 'reader']) {
            const found = await coverage(who, made);
            expectWhole(found);
            expect(found.version).toBe(version);
          }
        },
      ),
      { numRuns: 6 },
    );
  }, 60_000);

  it('refuses a reader, a place past the end, several versions, and what is none', async () => {
    const made = await article();
    const put = (who: string, body: unknown) =>
      as(who)('PUT', `/articles/${made.id}/checks`, body);
    const one = { version: 1, start: 0, end: 3, state: 'checked' };
    expect((await put('reader', [one])).status).toBe(403);
    const past = await put('ada', [{ ...one, end: made.text.length + 1 }]);
    expect(past.status).toBe(422);
    expect(past.body.errors).toHaveProperty('0.end');
    for (const wrong of [
      [],
      one,
      [{ ...one, end: 0 }],
      [{ ...one, state: 'fine' }],
      [one, { ...one, version: 2 }],
      [{ ...one, more: true }],
    ]) {
      expect((await put('ada', wrong)).status).toBe(422);
    }
    expect((await put('ada', [{ ...one, version: 9 }])).status).toBe(404);
    const none = await as('ada')(
      'GET',
      `/articles/${made.id}/coverage?version=9`,
    );
    expect(none.status).toBe(404);
    expect(await statesOf('ada', made, TITLE)).toEqual(['unchecked']);
  });
});

describe('Where two have to check', () => {
  async function paired(): Promise<Made> {
    const made = await article();
    const answer = await as('cy')('PUT', `/articles/${made.id}/pairs`, [
      { version: 1, ...spanOf(made, FIRST), needed: true },
    ]);
    expect(answer.status, answer.text).toBe(200);
    return made;
  }

  it('one mark is its maker’s alone to see, in coverage, activity, table, events and presence, until both are in', async () => {
    const made = await paired();
    const stream = await openStream(
      `${desk.base}/api/v1/articles/${made.id}/events`,
      { Authorization: `Bearer ${tokens['bo']}` },
    );
    await mark('ada', made, FIRST, 'checked');
    await mark('ada', made, SECOND, 'checked');
    const selection = [spanOf(made, FIRST).start, spanOf(made, FIRST).end];
    const tab = '01a2137b-0000-7000-8000-000000000001';
    await as('ada')('PUT', `/articles/${made.id}/presence`, { tab, selection });

    expect(await statesOf('ada', made, FIRST)).toEqual(['in-progress']);
    for (const who of ['bo', 'cy', 'owner', 'reader']) {
      expect(await statesOf(who, made, FIRST), who).toEqual(['unchecked']);
      const log = await as(who)('GET', `/articles/${made.id}/activity`);
      const spans = log.body.items.flatMap(({ verb, detail }: Json) =>
        verb === 'check.change' ? detail.spans : [],
      );
      expect(spans, who).toEqual([
        { ...spanOf(made, SECOND), state: 'checked' },
      ]);
      const table = await as(who)(
        'GET',
        `/articles/${made.id}/activity`,
        undefined,
        {
          Accept: 'text/csv',
        },
      );
      expect(table.text.match(/check\.change/g), who).toHaveLength(1);
      const pairs = await as(who)('GET', `/articles/${made.id}/pairs`);
      expect(pairs.body.agreement).toMatchObject({ both: 0 });
      const own = await as(who)('GET', `/articles/${made.id}/checks`);
      expect(own.body.items).toEqual([]);
    }
    const mine = await as('ada')('GET', `/articles/${made.id}/activity`);
    expect(mine.text.match(/check\.change/g)).toHaveLength(2);
    await stream.until(({ events }) => events.length > 0);
    await stream.until(({ present }) => present?.people.length > 0);
    // The one about the sentence that anybody checks, and no other.
    expect(stream.events.map(({ verb }) => verb)).toEqual(['check.change']);
    expect(stream.present.people).toMatchObject([{ selection: null }]);

    await mark('bo', made, FIRST, 'checked');
    for (const who of ['ada', 'bo', 'cy', 'reader']) {
      expect(await statesOf(who, made, FIRST), who).toEqual(['checked']);
      const log = await as(who)('GET', `/articles/${made.id}/activity`);
      expect(log.text.match(/check\.change/g), who).toHaveLength(3);
    }
    await stream.until(({ events }) => events.length >= 2);
    stream.close();
  });

  it('those who disagree are listed, and rated', async () => {
    const made = await paired();
    await mark('ada', made, FIRST, 'checked');
    await mark('bo', made, FIRST, 'not-needed');
    expect(await statesOf('cy', made, FIRST)).toEqual(['in-progress']);
    const { body } = await as('cy')('GET', `/articles/${made.id}/pairs`);
    expect(body.agreement).toMatchObject({ both: 1, agreed: 0 });
    expect(body.agreement.disagreements).toMatchObject([
      { ...spanOf(made, FIRST), done: [{}, {}] },
    ]);
  });

  it('goes along with its words, changed or not, and the marks that fell are asked for again', async () => {
    const made = await paired();
    await mark('ada', made, FIRST, 'checked');
    await mark('bo', made, FIRST, 'checked');
    const next = await revise(made, TEXT.replace('四十一万', '四十二万'));
    const { body } = await as('cy')('GET', `/articles/${made.id}/pairs`);
    const sentence = '去年夜间一共接待了四十二万人次。';
    expect(body.items).toEqual([spanOf(next, sentence)]);
    expect(await statesOf('cy', next, sentence)).toEqual(['stale']);
    await mark('ada', next, sentence, 'checked', 2);
    expect(await statesOf('bo', next, sentence)).toEqual(['unchecked']);
    expect(await statesOf('ada', next, sentence)).toEqual(['in-progress']);
    await mark('bo', next, sentence, 'checked', 2);
    expect(await statesOf('cy', next, sentence)).toEqual(['checked']);
  });

  it('is the editors’ to say, on the newest version', async () => {
    const made = await article();
    const place = { version: 1, ...spanOf(made, FIRST), needed: true };
    const put = (who: string, body: object) =>
      as(who)('PUT', `/articles/${made.id}/pairs`, [body]);
    expect((await put('ada', place)).status).toBe(403);
    expect((await put('cy', { ...place, end: 9_999 })).status).toBe(422);
    await put('cy', place);
    const less = await put('cy', {
      ...{ version: 1, ...spanOf(made, '夜间'), needed: false },
    });
    expect(less.body.items).toHaveLength(2);
    await revise(made, `${TEXT}\n又一段。`);
    const stale = await put('cy', place);
    expect(stale.status).toBe(409);
    expect(stale.body.current).toEqual({ version: 2 });
  });
});
