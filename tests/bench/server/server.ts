/**
 * Table D: writing one annotation a request over 50 connections, listing a
 * hundred, rendering the article's page, and the JavaScript before its reader is
 * usable; beside a bare server on the same database, in one run. And what it takes
 * to open an article that stands alone, and among thousands.
 */
import fs from 'node:fs';
import http from 'node:http';
import { gzipSync } from 'node:zlib';

import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import { startPeer } from '#tests/bench/peer.ts';
import { makeText } from '#tests/bench/reader/text.ts';
import { median, report, type Goal, type Row } from '#tests/bench/report.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
} from '#tests/support/server.ts';

const CONNECTIONS = 50;
const SECONDS = 4;
const ROUNDS = 3;
const LISTED = 100;
/** Rows in a batch, and how many write them at once. */
const BATCH = 100;
const BATCHING = 4;
const CHARACTERS = 10_000;
/** Pages before they are measured, so that a server is compared that has served some. */
const WARM = 300;
const PAGES = 150;
/** Articles that a library holds besides. */
const OTHERS = 3000;

const rows: Row[] = [];
const add = (subject: string, metric: string, value: number, unit: string) => {
  rows.push({ bench: 'server', case: 'desk', subject, metric, value, unit });
};
const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Call = {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Another body for each request. */
  body?: () => string;
};

/** One request to its end; its status has to be good. */
function request(agent: http.Agent, call: Call): Promise<void> {
  return new Promise((done, fail) => {
    const { method, headers } = call;
    const sent = http.request(call.url, { agent, method, headers }, answer => {
      answer.resume();
      answer.once('end', () =>
        (answer.statusCode ?? 500) < 300
          ? done()
          : fail(new Error(`${method} ${call.url}: ${answer.statusCode}`)),
      );
    });
    sent.once('error', fail);
    sent.end(call.body?.());
  });
}

/** Answers a second, over so many connections that are kept open. */
async function rate(call: Call, connections: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let answered = 0;
  const run = async (until: number): Promise<void> => {
    while (performance.now() < until) {
      await request(agent, call);
      answered += 1;
    }
  };
  const load = async (seconds: number): Promise<number> => {
    answered = 0;
    const from = performance.now();
    const until = from + seconds * 1000;
    await Promise.all(Array.from({ length: connections }, () => run(until)));
    return answered / ((performance.now() - from) / 1000);
  };
  await load(1);
  const measured = await load(SECONDS);
  agent.destroy();
  return measured;
}

/** Seconds that a process has computed for, with all its threads (Linux). */
function computed(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold spaces: fields 14 and 15, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Milliseconds a request, one after the other: of its process's CPU, and until it is answered. */
async function each(
  pid: number,
  call: Call,
  count: number,
): Promise<{ cpu: number; answered: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const from = performance.now();
  const before = computed(pid);
  for (let i = 0; i < count; i += 1) await request(agent, call);
  agent.destroy();
  return {
    cpu: ((computed(pid) - before) * 1000) / count,
    answered: (performance.now() - from) / count,
  };
}

/** Articles like one, brought in by the owner, on each of which somebody else has done something twenty times since. */
async function fillLibrary(url: string, like: string): Promise<void> {
  const { sql, close } = connect(url);
  await sql.begin(async tx => {
    await tx`create temp table other on commit drop as
      select gen_random_uuid() as id from generate_series(1, ${OTHERS})`;
    await tx`insert into articles
      select (jsonb_populate_record(a, jsonb_build_object('id', o.id))).*
      from articles a, other o where a.id = ${like}`;
    await tx`insert into versions
      select (jsonb_populate_record(v, jsonb_build_object('article_id', o.id))).*
      from versions v, other o where v.article_id = ${like}`;
    await tx`insert into people
      select (jsonb_populate_record(p, jsonb_build_object('id',
        gen_random_uuid(), 'email', 'other@example.org', 'name', 'other'))).*
      from people p where p.name = 'owner'`;
    await tx`insert into activity (workspace_id, person_id, verb, object_id,
        article_id, revision, detail)
      select p.workspace_id, p.id, 'annotation.create', gen_random_uuid(),
        o.id, 1, '{}'
      from people p, other o, generate_series(1, 20) where p.name = 'other'`;
  });
  await sql`analyze`;
  await close();
}

/** Compressed bytes of all scripts before the reader is usable: what a page names, and its words. */
async function scripts(url: string, cookie: string): Promise<number> {
  const page = await (await fetch(url, { headers: { cookie } })).text();
  const named = new Set(
    [...page.matchAll(/["'](\/assets\/[\w.-]+\.js)["']/g)].map(m => m[1] ?? ''),
  );
  let bytes = 0;
  for (const name of named) {
    const script = await fetch(new URL(name, url));
    if (!script.ok) throw new Error(`${name}: ${script.status}`);
    const code = await script.text();
    bytes += gzipSync(code).length;
    const words = /entry\.client/.test(name) && /zh-CN-[\w-]+\.js/.exec(code);
    if (words) named.add(`/assets/${words[0]}`);
  }
  return bytes;
}

async function signIn(base: string): Promise<string> {
  const answer = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: base },
    body: new URLSearchParams({
      email: 'owner@example.org',
      password: 'correct horse battery',
    }),
  });
  const cookies = answer.headers.getSetCookie();
  return cookies.map(cookie => cookie.split(';')[0]).join('; ');
}

const dataDir = makeDataDir();
const desk = await startDesk(dataDir);
const token = await makeToken(dataDir, 'owner');
const api = apiOf(desk.base, token);
const lines = makeText(CHARACTERS);
const text = lines.join('\n');
const article = (await api('POST', '/articles', { content: text })).body;
const busy = (await api('POST', '/articles', { content: text })).body;

let number = 0;
/** Ten characters, a little further each time. */
const place = () => {
  number += 1;
  const start = 20 + ((number * 7) % (CHARACTERS - 100));
  return { start, end: start + 10 };
};
const annotation = (articleId: string): string => {
  const { start, end } = place();
  return JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    motivation: 'commenting',
    body: {
      type: 'TextualBody',
      value: `第 ${number} 条`,
      format: 'text/plain',
    },
    target: {
      source: `${desk.base}/api/v1/articles/${articleId}`,
      selector: { type: 'TextPositionSelector', start, end },
    },
  });
};
const plain = (): string => {
  const { start, end } = place();
  return JSON.stringify({
    articleId: busy.id,
    kind: 'note',
    body: `第 ${number} 条`,
    start,
    end,
    exact: text.slice(start, end),
    prefix: text.slice(start - 32, start),
    suffix: text.slice(end, end + 32),
  });
};

const embedded = await holdEmbedded(dataDir);
const bare = await startPeer(
  'server/bare',
  embedded.url('pangzhu'),
  article.id,
);
try {
  const authorised = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/ld+json',
  };
  const container = `/articles/${article.id}/annotations`;
  for (let i = 0; i < LISTED; i += 1) {
    const made = await api(
      'POST',
      container,
      JSON.parse(annotation(article.id)),
    );
    if (made.status !== 201) throw new Error(made.text);
  }
  const writes: Record<string, Call> = {
    bare: {
      url: `${bare.base}/annotations`,
      method: 'POST',
      headers: {},
      body: plain,
    },
    'bare-drizzle': {
      url: `${bare.base}/annotations/drizzle`,
      method: 'POST',
      headers: {},
      body: plain,
    },
    pangzhu: {
      url: `${desk.base}/api/v1/articles/${busy.id}/annotations`,
      method: 'POST',
      headers: authorised,
      body: () => annotation(busy.id),
    },
  };
  const batch: Call = {
    url: `${desk.base}/api/v1/articles/${busy.id}/annotations/batch`,
    method: 'POST',
    headers: { ...authorised, 'Content-Type': 'application/json' },
    body: () =>
      `{"items":[${Array.from({ length: BATCH }, () => annotation(busy.id)).join(',')}]}`,
  };
  const lists: Record<string, Call> = {
    bare: { url: `${bare.base}/annotations`, method: 'GET', headers: {} },
    pangzhu: {
      url: `${desk.base}/api/v1${container}?page=0&limit=${LISTED}`,
      method: 'GET',
      headers: authorised,
    },
  };
  // Side by side in each round, so that all meet the same weather.
  const measured = new Map<string, number[]>();
  const keep = (key: string, value: number): void => {
    measured.set(key, [...(measured.get(key) ?? []), value]);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    say(`round ${round + 1} of ${ROUNDS}`);
    for (const [subject, call] of Object.entries(writes)) {
      keep(`${subject} write`, 1000 / (await rate(call, CONNECTIONS)));
    }
    // A batch's rows, so that it stands beside one row a request.
    keep('batch write', 1000 / (BATCH * (await rate(batch, BATCHING))));
    for (const [subject, call] of Object.entries(lists)) {
      keep(`${subject} list`, 1000 / (await rate(call, 4)));
    }
  }
  for (const [key, values] of measured) {
    const [subject = '', metric = ''] = key.split(' ');
    const each = median(values);
    add(subject, metric, each, 'ms');
    add(subject, `${metric}s`, 1000 / each, '/s');
  }

  // Whoever works on an article has it open; what was done there is not news to them.
  await api('PATCH', '/inbox', { article: busy.id });
  say('page');
  const cookie = await signIn(desk.base);
  const page = `${desk.base}/articles/${article.id}`;
  const serving = desk.child.pid ?? 0;
  const ours = { url: page, method: 'GET', headers: { cookie } };
  const blocks = { url: `${bare.base}/article`, method: 'GET', headers: {} };
  const remix = { ...blocks, url: `${bare.base}/remix` };
  const pages: [string, number, Call][] = [
    ['pangzhu', serving, ours],
    ['bare', bare.pid, blocks],
    ['bare-remix', bare.pid, remix],
  ];
  for (const [, pid, call] of pages) await each(pid, call, WARM);
  const spent = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [subject, pid, call] of pages) {
      const { cpu } = await each(pid, call, PAGES);
      spent.set(subject, [...(spent.get(subject) ?? []), cpu]);
    }
  }
  for (const [subject, cpu] of spent) add(subject, 'page', median(cpu), 'ms');
  const opened = async () => (await each(serving, ours, PAGES)).answered;
  add('pangzhu', 'opened', await opened(), 'ms');
  say(`among ${OTHERS} articles`);
  await fillLibrary(embedded.url('pangzhu'), article.id);
  await each(serving, ours, PAGES);
  add('large-library', 'opened', await opened(), 'ms');
  const bytes = await scripts(page, cookie);
  add('pangzhu', 'scripts', bytes, 'bytes');
  add('goal', 'scripts', 200_000, 'bytes');
} finally {
  bare.stop();
  embedded.release();
  await desk.stop();
  removeDir(dataDir);
}

const goals: Goal[] = [
  { metric: 'write', atMost: 1 / 0.6 },
  { metric: 'list', atMost: 2 },
].map(goal => ({ case: 'desk', left: 'pangzhu', right: 'bare', ...goal }));
goals.push({
  case: 'desk',
  metric: 'write',
  left: 'batch',
  right: 'bare',
  atLeast: 2.5,
});
// What a page's blocks cost where the same framework sends them.
goals.push({
  case: 'desk',
  metric: 'page',
  left: 'pangzhu',
  right: 'bare-remix',
  atMost: 2,
});
// However many other articles there are, it is opened in the same time.
goals.push({
  case: 'desk',
  metric: 'opened',
  left: 'large-library',
  right: 'pangzhu',
  atMost: 1.2,
});
goals.push({
  case: 'desk',
  metric: 'scripts',
  left: 'pangzhu',
  right: 'goal',
  atMost: 1,
});
report(rows, goals);
process.exit(0);
