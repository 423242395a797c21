import { expect, test, type Browser, type Page } from '@playwright/test';

import { fill, type FilledMark } from '#tests/support/fill.ts';
import { openArticle, signIn } from '#tests/support/page.ts';
import { SAMPLE } from '#tests/support/sample.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

/** Nested three deep, twice the same colour, and over the end of a paragraph. */
const QUOTES: [quote: string, look: FilledMark['look']][] = [
  ['去年夜间，十二间书房一共接待了四十一万人次，占全年的百分之九', 'yellow'],
  ['十二间书房一共接待了四十一万人次', 'blue'],
  ['四十一万人次', 'violet'],
  ['四十一万人次，占全年', 'note'],
  ['代驾和护工。\n账要怎么算\n望澜：钱从', 'green'],
];

let desk: Desk;
let article: string;

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const api = apiOf(desk.base, await makeToken(desk.dataDir, 'owner'));
  const { body } = await api('POST', '/articles', { content: SAMPLE });
  article = body.id;
  const text = String(body.text);
  await fill(
    desk,
    article,
    text,
    QUOTES.map(([quote, look]) => {
      const words = quote.replace('望澜：', '');
      const start = text.indexOf(words);
      expect(start).toBeGreaterThan(0);
      return { start, end: start + words.length, look };
    }),
  );
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

async function open(
  browser: Browser,
  options: Parameters<typeof signIn>[2] = {},
): Promise<Page> {
  const page = await signIn(browser, desk, { locale: 'zh-CN', ...options });
  await openArticle(page, `${desk.base}/articles/${article}`);
  await page.locator('.marks path').first().waitFor({ state: 'attached' });
  return page;
}

/** The looks that are drawn on every one of some words' characters, and on none of the others asked for. */
const looksOn = (page: Page, quote: string): Promise<string[]> =>
  page.evaluate(wanted => {
    const found: Set<string>[] = [];
    for (const t of document.querySelectorAll('.read .t')) {
      const node = t.firstChild as Text | null;
      const at = node?.data.indexOf(wanted) ?? -1;
      if (!node || at < 0) continue;
      for (let i = at; i < at + wanted.length; i += 1) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const rect = range.getBoundingClientRect();
        const here = new Set<string>();
        for (const path of document.querySelectorAll<SVGPathElement>(
          '.marks svg > g path',
        )) {
          const origin = path.ownerSVGElement?.getBoundingClientRect();
          if (!origin) continue;
          const x = rect.left + rect.width / 2 - origin.left;
          const middle = rect.top + rect.height / 2 - origin.top;
          const bottom = rect.bottom - origin.top;
          const name = path.getAttribute('class')?.split(' ') ?? [];
          if (name.includes('ln')) {
            for (let y = bottom - 6; y < bottom + 4; y += 0.5) {
              if (path.isPointInStroke(new DOMPoint(x, y))) here.add('note');
            }
          } else if (name.includes('hl')) {
            const colour = name.find(part => part.startsWith('hl-'));
            const drawn = path.isPointInFill(new DOMPoint(x, middle));
            if (drawn && colour) here.add(colour.slice(3));
          }
        }
        found.push(here);
      }
    }
    const [first, ...rest] = found;
    return [...(first ?? [])]
      .filter(look => rest.every(here => here.has(look)))
      .sort();
  }, quote);

/** Every quote has just the looks that lie on it. */
async function expectMarks(page: Page): Promise<void> {
  expect(await looksOn(page, '去年夜间')).toEqual(['yellow']);
  expect(await looksOn(page, '十二间书房一共')).toEqual(['blue', 'yellow']);
  expect(await looksOn(page, '四十一万人次')).toEqual([
    'blue',
    'note',
    'violet',
    'yellow',
  ]);
  expect(await looksOn(page, '，占全年')).toEqual(['note', 'yellow']);
  expect(await looksOn(page, '的百分之九')).toEqual(['yellow']);
  expect(await looksOn(page, '馆长说')).toEqual([]);
  expect(await looksOn(page, '代驾和护工。')).toEqual(['green']);
  expect(await looksOn(page, '账要怎么算')).toEqual(['green']);
  expect(await looksOn(page, '钱从')).toEqual(['green']);
  expect(await looksOn(page, '哪里来')).toEqual([]);
}

test('Nested, overlapping and far-reaching marks lie on their words alone', async ({
  browser,
}) => {
  const page = await open(browser, { viewport: { width: 1440, height: 900 } });
  await expectMarks(page);
  await page.context().close();
});

test('Marks follow their words when type, size and width change', async ({
  browser,
}) => {
  const page = await open(browser, { viewport: { width: 1440, height: 900 } });
  for (const [name, value] of [
    ['data-size', 'xl'],
    ['data-face', 'sans'],
  ]) {
    await page.evaluate(
      ([attribute, to]) =>
        document.documentElement.setAttribute(attribute ?? '', to ?? ''),
      [name, value],
    );
    await page.waitForTimeout(200);
    await expectMarks(page);
  }
  await page.setViewportSize({ width: 920, height: 700 });
  await page.waitForTimeout(200);
  await expectMarks(page);
  await page.context().close();
});

for (const zoom of [0.75, 1.5, 2]) {
  test(`Marks lie on their words at a zoom of ${zoom}`, async ({ browser }) => {
    // What a browser's zoom does: fewer, larger pixels.
    const page = await open(browser, {
      viewport: {
        width: Math.round(1440 / zoom),
        height: Math.round(900 / zoom),
      },
      deviceScaleFactor: zoom,
    });
    await expectMarks(page);
    await page.context().close();
  });
}

test('On paper the marks are the browser’s own, and gone again afterwards', async ({
  browser,
}) => {
  const page = await open(browser, { viewport: { width: 1440, height: 900 } });
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      const printed = [...CSS.highlights].map(
        ([name, ranges]) =>
          `${name}: ${[...ranges].map(range => String(range)).join('|')}`,
      );
      Object.assign(window, { printed: printed.sort() });
    });
  });
  await page.pdf();
  expect(
    await page.evaluate(
      () => (window as unknown as { printed: string[] }).printed,
    ),
  ).toEqual([
    'print-blue: 十二间书房一共接待了四十一万人次',
    'print-green: 代驾和护工。|账要怎么算|钱从',
    'print-note: 四十一万人次，占全年',
    'print-violet: 四十一万人次',
    'print-yellow: 去年夜间，十二间书房一共接待了四十一万人次，占全年的百分之九',
  ]);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  await page.context().close();
});

test('In the system’s colours each mark says by its key which it is', async ({
  browser,
}) => {
  const page = await open(browser, {
    viewport: { width: 1440, height: 900 },
    forcedColors: 'active',
  });
  const labels = page.locator('.marks text');
  await expect(labels).toHaveText(['1', '2', '5', '4']);
  await expect(labels.first()).toBeVisible();
  await expectMarks(page);
  await page.emulateMedia({ forcedColors: 'none' });
  await expect(labels).toHaveCount(0);
  await page.context().close();
});

test('What the strip frames follows the text, and no list beside it', async ({
  browser,
}) => {
  const page = await open(browser, { viewport: { width: 1440, height: 500 } });
  // The map has been measured.
  await expect(page.locator('.strip .w')).toHaveAttribute('style', /height/);
  const framed = (): Promise<number> =>
    page.locator('.strip .w').evaluate(view => {
      return new DOMMatrix(getComputedStyle(view).transform).f;
    });
  const text = page.locator('#desk');
  const shown = await text.evaluate(desk => {
    desk.scrollTop = desk.scrollHeight / 2;
    const map = document.querySelector('.strip svg')?.clientHeight ?? 0;
    return Math.round((desk.scrollTop * map) / desk.scrollHeight);
  });
  expect(shown).toBeGreaterThan(20);
  await expect.poll(framed).toBe(shown);
  await page.evaluate(() => {
    const list = document.createElement('div');
    list.style.cssText = 'position:fixed;height:40px;overflow:auto';
    list.innerHTML = '<p style="height:4000px"></p>';
    document.body.append(list);
    list.scrollTop = 3000;
  });
  // Longer than it takes for scrolling to rest.
  await page.waitForTimeout(400);
  expect(await framed()).toBe(shown);
  await page.context().close();
});
