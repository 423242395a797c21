/**
 * Table A: from data to painted marks, loading, adding one, hit tests, scrolling
 * and memory, on the page as it is shipped and for its peers, in one run.
 */
import fs from 'node:fs';

import {
  chromium,
  type Browser,
  type CDPSession,
  type Page,
} from '@playwright/test';
import * as esbuild from 'esbuild';

import {
  makeMarks,
  makeText,
  type BenchMark,
} from '#tests/bench/reader/text.ts';
import { median, report, type Goal, type Row } from '#tests/bench/report.ts';
import { fill } from '#tests/support/fill.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

const CASES: [characters: number, marks: number][] = [
  [50_000, 1_000],
  [200_000, 10_000],
];
const PEERS = [
  'recogito-spans',
  'recogito-highlights',
  'prosemirror-decorations',
  'prosemirror-flattened',
  'apache-annotator',
];
/** A peer that takes longer is stopped. */
const LONGEST_MS = 45_000;
const FRAMES = 90;
const HITS = 500;
const VIEWPORT = { width: 1440, height: 900 };

const rows: Row[] = [];
const add = (
  name: string,
  subject: string,
  metric: string,
  value: number,
  unit = 'ms',
): void => {
  rows.push({ bench: 'reader', case: name, subject, metric, value, unit });
};
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a page's main thread has done, and what it holds. */
class Meter {
  readonly #cdp: CDPSession;
  readonly #page: Page;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async on(page: Page): Promise<Meter> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    return new Meter(page, cdp);
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(metric => metric.name === name)?.value ?? 0;
  }

  /** Main-thread milliseconds of an action until the page rests again. */
  async cost(action: () => Promise<unknown>): Promise<number> {
    const before = await this.#metric('TaskDuration');
    await action();
    await this.rest();
    return ((await this.#metric('TaskDuration')) - before) * 1000;
  }

  /**
   * Main-thread milliseconds from a script's first statement until a frame is
   * through in which its marks are there. What the page does later, when it is
   * idle, is not in it.
   *
   * @param script statements for the page, which may use `given`
   * @param painted for the page: what it gives changes once the marks are there
   */
  async untilPainted(
    script: string,
    painted: string,
    given: unknown = null,
  ): Promise<number> {
    await this.#page.evaluate(given => Object.assign(window, { given }), given);
    const events: TraceEvent[] = [];
    const collect = (collected: { value: unknown[] }): void => {
      events.push(...(collected.value as TraceEvent[]));
    };
    this.#cdp.on('Tracing.dataCollected', collect);
    await this.#cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
    });
    await this.#page.evaluate(UNTIL_PAINTED, [script, painted] as const);
    const ended = new Promise(done =>
      this.#cdp.once('Tracing.tracingComplete', done),
    );
    await this.#cdp.send('Tracing.end');
    await ended;
    this.#cdp.off('Tracing.dataCollected', collect);
    return busyBetween(events);
  }

  /** Two frames and a moment without work. */
  async rest(): Promise<void> {
    await this.#page.evaluate(
      () =>
        new Promise<void>(done =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => setTimeout(done, 120)),
          ),
        ),
    );
  }

  /** Bytes in use after a collection. */
  async heap(): Promise<number> {
    await this.#cdp.send('HeapProfiler.collectGarbage');
    await this.#cdp.send('HeapProfiler.collectGarbage');
    return this.#metric('JSHeapUsedSize');
  }
}

/** One of Chromium's trace: microseconds, its thread, and how long it took. */
type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
};

/** Milliseconds of tasks between the two marks of a trace, on their thread. */
function busyBetween(events: TraceEvent[]): number {
  const from = events.find(({ name }) => name === 'bench-from');
  const to = events.find(({ name }) => name === 'bench-to');
  if (!from || !to) throw new Error('The trace has lost its marks');
  let busy = 0;
  for (const { name, pid, tid, ts, dur = 0 } of events) {
    if (!name.endsWith('::RunTask')) continue;
    if (pid !== from.pid || tid !== from.tid) continue;
    busy += Math.max(0, Math.min(ts + dur, to.ts) - Math.max(ts, from.ts));
  }
  return busy / 1000;
}

/** Runs a script in the page, and marks when a frame with what it drew is through. */
const UNTIL_PAINTED = async ([script, painted]: readonly [
  string,
  string,
]): Promise<void> => {
  const run = new Function('given', script) as (given: unknown) => void;
  const drawn = new Function(`return ${painted}`) as () => unknown;
  const before = drawn();
  const { given } = window as unknown as { given: unknown };
  performance.mark('bench-from');
  run(given);
  do await new Promise(requestAnimationFrame);
  while (drawn() === before);
  await new Promise(done => setTimeout(done));
  performance.mark('bench-to');
};

/** Scripts for the page that give something else once other marks are there. */
const PAINTED: Record<string, string> = {
  pangzhu: "document.querySelector('.marks svg > g:last-child')",
  'recogito-spans':
    "document.querySelector('.r6o-span-highlight-layer')?.querySelectorAll('span').length",
  'recogito-highlights':
    '[...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)',
  'apache-annotator': "document.querySelectorAll('mark').length",
  'prosemirror-decorations': "document.querySelectorAll('#text span').length",
  'prosemirror-flattened': "document.querySelectorAll('#text span').length",
};

const bundle = async (entry: string): Promise<string> => {
  const built = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'empty' },
  });
  return built.outputFiles[0]?.text ?? '';
};

const nameOf = ([characters, marks]: [number, number]): string =>
  `${characters}x${marks}`;

/** Main-thread milliseconds a frame, scrolling through the text. */
async function scroll(
  meter: Meter,
  page: Page,
  selector: string,
): Promise<number> {
  const cost = await meter.cost(() =>
    page.evaluate(
      async ([target, frames]) => {
        const scroller =
          document.querySelector(target) ?? document.scrollingElement;
        if (!scroller) return;
        for (let i = 0; i < frames; i += 1) {
          scroller.scrollTop += 120;
          await new Promise(requestAnimationFrame);
        }
      },
      [selector, FRAMES] as const,
    ),
  );
  return cost / FRAMES;
}

/** Microseconds a hit test, at points spread over what is seen. */
const hit = (page: Page, call: string): Promise<number> =>
  page.evaluate(
    ([source, hits]) => {
      const test = new Function('x', 'y', `return ${source}`) as (
        x: number,
        y: number,
      ) => unknown;
      // Points spread over what is seen; no function of its own in here.
      for (let i = 0; i < 50; i += 1) test(380 + i * 7, 120 + i * 11);
      const from = performance.now();
      for (let i = 0; i < hits; i += 1) {
        test(380 + ((i * 37) % 600), 120 + ((i * 53) % 700));
      }
      return ((performance.now() - from) * 1000) / hits;
    },
    [call, HITS] as const,
  );

/** Marks on the first paragraphs, which are in view. */
function inView(lines: string[], count: number): BenchMark[] {
  const before = (block: number): number =>
    lines.slice(0, block).reduce((sum, line) => sum + line.length + 1, 0);
  return Array.from({ length: count }, (_, i) => {
    const start = before(1 + (i % 3)) + 3 + i;
    return { start, end: start + 10, look: 'yellow' as const };
  });
}

/**
 * The peers stand in the desk's own typography, and in a page's frame like the
 * desk's: a part that scrolls between others that don't. What a frame costs, it
 * costs whoever draws the marks.
 */
const PEER_PAGE = `<!doctype html><meta charset="utf-8"><style>
body{margin:0;height:100vh;display:grid;grid-template:48px 1fr/264px 1fr}header{grid-column:1/3;background:#f4f4f4}nav{background:#f4f4f4}
main{overflow-y:auto;background:#fff}#text{font:18px/1.95 "Noto Serif CJK SC",serif;width:648px;margin:40px 92px 160px;text-align:justify;white-space:pre-wrap;position:relative}
p{margin:0 0 .85em}</style><header></header><nav></nav><main><div id="text"></div></main>`;

/** The desk's own fills and textures, for peers that draw by class. */
const LOOKS_CSS = ['tokens.css', 'looks.css']
  .map(name => fs.readFileSync(`app/ui/styles/${name}`, 'utf8'))
  .join('');

async function measurePeer(
  browser: Browser,
  code: string,
  subject: string,
  name: string,
  lines: string[],
  marks: BenchMark[],
): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.setContent(PEER_PAGE);
  await page.addStyleTag({ content: LOOKS_CSS });
  await page.addScriptTag({ content: code });
  const meter = await Meter.on(page);
  await page.evaluate(
    ([peer, text]) => {
      const { peers } = window as unknown as {
        peers: Record<string, () => { mount(lines: string[]): void }>;
      };
      const made = peers[peer]?.();
      made?.mount(text);
      Object.assign(window, { peer: made });
    },
    [subject, lines] as const,
  );
  await meter.rest();
  const empty = await meter.heap();
  const painted = PAINTED[subject] ?? '';
  const painting = meter.untilPainted('peer.paint(given)', painted, marks);
  const stopped = new Promise<null>(done => setTimeout(done, LONGEST_MS, null));
  const paint = await Promise.race([painting.catch(() => null), stopped]);
  if (paint === null) {
    say(`  ${subject}: stopped after ${LONGEST_MS / 1000} s`);
    void context.close().catch(() => {});
    return;
  }
  add(name, subject, 'paint', paint);
  await meter.rest();
  add(name, subject, 'heap', (await meter.heap()) - empty, 'bytes');
  add(name, subject, 'hit', await hit(page, 'window.peer.hit(x, y)'), 'µs');
  const adds: number[] = [];
  for (const mark of inView(lines, 9)) {
    adds.push(await meter.untilPainted('peer.add(given)', painted, mark));
    await meter.rest();
  }
  add(name, subject, 'add', median(adds));
  add(name, subject, 'scroll', await scroll(meter, page, 'main'));
  await context.close();
}

async function measureDesk(
  browser: Browser,
  desk: Desk,
  token: string,
  code: string,
  name: string,
  lines: string[],
  marks: BenchMark[],
): Promise<void> {
  const api = apiOf(desk.base, token);
  const content = lines.join('\n');
  const bare = (await api('POST', '/articles', { content })).body;
  const full = (await api('POST', '/articles', { content })).body;
  if (bare.text !== content) throw new Error('The text came out otherwise');
  await fill(desk, full.id, content, marks);

  const context = await browser.newContext({ viewport: VIEWPORT });
  const door = await context.newPage();
  await door.goto(`${desk.base}/sign-in`);
  await door.fill('[name=email]', 'owner@example.org');
  await door.fill('[name=password]', 'correct horse battery');
  await door.press('[name=password]', 'Enter');
  await door.waitForURL(/articles/);
  await door.close();

  const open = async (id: string): Promise<{ page: Page; painted: number }> => {
    const page = await context.newPage();
    await page.goto(`${desk.base}/articles/${id}`);
    const painted = await page.evaluate(async () => {
      for (;;) {
        const [mark] = performance.getEntriesByName('marks-painted');
        if (mark) return mark.startTime;
        await new Promise(requestAnimationFrame);
      }
    });
    return { page, painted };
  };
  const loads: Record<'bare' | 'full', number[]> = { bare: [], full: [] };
  for (let i = 0; i < 7; i += 1) {
    for (const [which, id] of [
      ['bare', bare.id],
      ['full', full.id],
    ] as const) {
      const { page, painted } = await open(id);
      if (i > 1) loads[which].push(painted);
      await page.close();
    }
  }
  add(name, 'bare', 'load', median(loads.bare));
  add(name, 'pangzhu', 'load', median(loads.full));

  // The data as the page has it, given to a page that has the text alone.
  const source = await open(full.id);
  const packed = await source.page.evaluate(() => {
    const { state } = (
      window as unknown as {
        __remixContext: { state: { loaderData: Record<string, unknown> } };
      }
    ).__remixContext;
    const route = Object.values(state.loaderData).find(
      data => typeof data === 'object' && data && 'content' in data,
    ) as { content: string };
    const { annotations } = JSON.parse(route.content) as {
      annotations: unknown;
    };
    return JSON.stringify(annotations);
  });
  await source.page.close();

  const paints: number[] = [];
  let page: Page | null = null;
  let meter: Meter | null = null;
  for (let i = 0; i < 5; i += 1) {
    await page?.close();
    page = (await open(bare.id)).page;
    await page.evaluate(code);
    meter = await Meter.on(page);
    await meter.rest();
    const before = await meter.heap();
    paints.push(
      await meter.untilPainted(
        'bench.paint(given.packed, given.id, given.content)',
        PAINTED['pangzhu'] ?? '',
        { packed, id: full.id, content },
      ),
    );
    await meter.rest();
    if (i === 4) {
      await page.evaluate(() => Object.assign(window, { given: null }));
      add(name, 'pangzhu', 'heap', (await meter.heap()) - before, 'bytes');
    }
  }
  add(name, 'pangzhu', 'paint', median(paints));
  await page?.close();

  page = (await open(full.id)).page;
  await page.evaluate(code);
  meter = await Meter.on(page);
  await meter.rest();
  add(name, 'pangzhu', 'hit', await hit(page, 'window.bench.hit(x, y)'), 'µs');
  const adds: number[] = [];
  for (const mark of inView(lines, 9)) {
    adds.push(
      await meter.untilPainted(
        'bench.add(given.start, given.end)',
        PAINTED['pangzhu'] ?? '',
        mark,
      ),
    );
    await meter.rest();
  }
  add(name, 'pangzhu', 'add', median(adds));
  await page.keyboard.press('Escape');
  await meter.rest();
  add(name, 'pangzhu', 'scroll', await scroll(meter, page, '#desk'));
  await page.close();
  const plain = (await open(bare.id)).page;
  const plainMeter = await Meter.on(plain);
  await plainMeter.rest();
  add(name, 'bare', 'scroll', await scroll(plainMeter, plain, '#desk'));
  await context.close();
}

const goals: Goal[] = CASES.map(nameOf).flatMap(name => [
  { case: name, metric: 'load', left: 'pangzhu', right: 'bare', atMost: 1.2 },
  {
    case: name,
    metric: 'add',
    left: 'pangzhu',
    right: 'recogito-spans',
    atLeast: 4,
  },
  {
    case: name,
    metric: 'hit',
    left: 'pangzhu',
    right: 'recogito-spans',
    atMost: 1,
  },
  {
    case: name,
    metric: 'scroll',
    left: 'pangzhu',
    right: 'prosemirror-decorations',
    atMost: 1,
  },
  {
    case: name,
    metric: 'scroll',
    left: 'pangzhu',
    right: 'recogito-spans',
    atMost: 1 / 3,
  },
  {
    case: name,
    metric: 'heap',
    left: 'pangzhu',
    right: 'recogito-spans',
    atMost: 0.1,
  },
  {
    case: name,
    metric: 'heap',
    left: 'pangzhu',
    right: 'prosemirror-decorations',
    atMost: 0.1,
  },
]);
goals.push(
  {
    case: '200000x10000',
    metric: 'paint',
    left: 'pangzhu',
    right: 'recogito-spans',
    atLeast: 100,
  },
  {
    case: '200000x10000',
    metric: 'paint',
    left: 'pangzhu',
    right: 'recogito-highlights',
    atLeast: 100,
  },
  {
    case: '200000x10000',
    metric: 'paint',
    left: 'pangzhu',
    right: 'prosemirror-decorations',
    atLeast: 20,
  },
);

const dataDir = makeDataDir();
const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--no-first-run',
    '--enable-precise-memory-info',
  ],
});
const desk = await startDesk(dataDir);
try {
  const token = await makeToken(dataDir, 'owner');
  const peers = await bundle('tests/bench/reader/peers.ts');
  const page = await bundle('tests/bench/reader/desk-page.ts');
  for (const size of CASES) {
    const name = nameOf(size);
    const lines = makeText(size[0]);
    const marks = makeMarks(lines, size[1]);
    say(`${name}: pangzhu`);
    await measureDesk(browser, desk, token, page, name, lines, marks);
    for (const peer of PEERS) {
      say(`${name}: ${peer}`);
      await measurePeer(browser, peers, peer, name, lines, marks);
    }
  }
} finally {
  await browser.close().catch(() => {});
  await desk.stop();
  removeDir(dataDir);
  await esbuild.stop();
}
report(rows, goals);
process.exit(0);
