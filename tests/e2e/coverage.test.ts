import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { openArticle, selectWords, signIn } from '#tests/support/page.ts';
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
let api: Api;
/** A checker's. */
let hers: Api;
let article: string;
let text: string;

const FIRST = '去年夜间一共接待了四十一万人次。';
const SECOND = '白天来的人是路过。';
const TEXT = `不打烊的书房
凌晨三点的椅子
望澜周刊：凌晨真的有人去吗？
沈予安：有。${FIRST}${SECOND}
一间书房的成本
望澜周刊：一年要花多少钱？
沈予安：每间每年约三十八万元。`;

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = (role: string) => makeToken(desk.dataDir, role, role, chinese);
  api = apiOf(desk.base, await token('owner'));
  hers = apiOf(desk.base, await token('checker'));
  await token('reader');
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

test.beforeEach(async () => {
  const made = await api('POST', '/articles', {
    ...{ content: TEXT, format: 'text' },
  });
  article = made.body.id as string;
  text = made.body.text as string;
});

const spanOf = (words: string) => {
  const start = text.indexOf(words);
  return { version: 1, start, end: start + words.length };
};

/** What the API says some words are. */
async function statesOf(words: string, as = api): Promise<string[]> {
  const { start, end } = spanOf(words);
  const { body } = await as('GET', `/articles/${article}/coverage`);
  return body.segments
    .filter(
      (one: { start: number; end: number }) =>
        one.start < end && start < one.end,
    )
    .map(({ state }: { state: string }) => state);
}

async function open(page: Page, mode = ''): Promise<void> {
  await openArticle(page, `${desk.base}/articles/${article}${mode}`);
  await page.waitForLoadState('networkidle');
}

async function noFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(v => [v.id, v.nodes.map(n => [n.target, n.failureSummary])]),
  ).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
}

const saved = (page: Page) =>
  expect(page.locator('.saved', { hasText: '已保存' })).toBeVisible();

test('A checker goes sentence by sentence with the keyboard alone', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await open(page);
  await page.locator('.ProseMirror').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  const bar = page.getByRole('toolbar', { name: '逐句核查' });
  await expect(bar).toContainText('第 1 / 9 句');
  await noFaults(page);
  // The title has nothing to check; the heading and the question neither.
  for (const n of [2, 3, 4]) {
    await page.keyboard.press('o');
    await expect(bar).toContainText(`第 ${n} / 9 句`);
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('y');
  await expect(bar).toContainText('第 6 / 9 句');
  await saved(page);
  expect(await statesOf(FIRST)).toEqual(['checked']);
  await expect(page.locator('.covered')).toContainText('4');
  await expect(page.locator('.ol')).toContainText('3/5');

  // What was done last is taken back, and its sentence looked at again.
  await page.keyboard.press('Control+z');
  await expect(bar).toContainText('第 5 / 9 句');
  await saved(page);
  await expect.poll(() => statesOf(FIRST)).toEqual(['unchecked']);

  // C makes a claim of the sentence, and leads back to it.
  await page.keyboard.press('c');
  await expect(page.locator('.af')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(bar).toContainText('第 5 / 9 句');
  await expect.poll(() => statesOf(FIRST)).toEqual(['in-progress']);
  await expect(bar).toContainText('在核');

  // Shift J passes over what is checked.
  await page.keyboard.press('Shift+J');
  await expect(bar).toContainText('第 6 / 9 句');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(page).not.toHaveURL(/mode=/);
  await page.context().close();
});

test('Any selection can be checked, without the mode', async ({ browser }) => {
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await open(page);
  await selectWords(page, '四十一万人次');
  await page.keyboard.press('y');
  await saved(page);
  await expect.poll(() => statesOf('四十一万人次')).toEqual(['checked']);
  expect(await statesOf(FIRST)).toEqual([
    ...['unchecked', 'checked', 'unchecked'],
  ]);
  await page.context().close();
});

test('What one checks shows at the other desk, and where two have to it does not', async ({
  browser,
}) => {
  await api('PUT', `/articles/${article}/pairs`, [
    { ...spanOf(FIRST), needed: true },
  ]);
  const page = await signIn(browser, desk);
  await open(page, '?mode=check');
  const total = page.locator('.covered .total');
  await hers('PUT', `/articles/${article}/checks`, [
    { ...spanOf(FIRST), state: 'checked' },
    { ...spanOf(SECOND), state: 'checked' },
  ]);
  await expect(total).toContainText('1');
  const bar = page.getByRole('toolbar', { name: '逐句核查' });
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Space');
  await expect(bar).toContainText('第 5 / 9 句');
  await expect(bar).toContainText('未核');
  await expect(bar).not.toContainText('checker');
  await page.keyboard.press('y');
  await expect(total).toContainText('2');
  await page.keyboard.press('Shift+Space');
  await expect(bar).toContainText('checker');
  expect(await statesOf(FIRST, hers)).toEqual(['checked']);
  await page.context().close();
});

test('A press on a sentence means it, and a reader looks on', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, {}, 'reader@example.org');
  await open(page, '?mode=check');
  const bar = page.getByRole('toolbar', { name: '逐句核查' });
  await expect(bar.getByRole('button', { name: '已核' })).toHaveCount(0);
  const box = await page.evaluate(words => {
    for (const t of document.querySelectorAll('.read .t')) {
      const node = t.firstChild as Text | null;
      const at = node?.data.indexOf(words) ?? -1;
      if (!node || at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at + 2);
      range.setEnd(node, at + 3);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error('Not in the text');
  }, SECOND);
  await page.mouse.click(box.x, box.y);
  await expect(bar).toContainText('第 6 / 9 句');
  await page.keyboard.press('y');
  expect(await statesOf(SECOND)).toEqual(['unchecked']);
  await page.context().close();
});

test('An editor lets two check a sentence with the keyboard, and takes it back', async ({
  browser,
}) => {
  const pairs = async () =>
    (await api('GET', `/articles/${article}/pairs`)).body.items;
  const page = await signIn(browser, desk);
  const checker = await signIn(browser, desk, {}, 'checker@example.org');
  await open(checker, '?mode=check');
  await open(page, '?mode=check');
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Space');
  await page.keyboard.press('p');
  const button = page.getByRole('button', { name: '两人核' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.toast')).toContainText('两个人分别核查');
  const { start, end } = spanOf(FIRST);
  expect(await pairs()).toEqual([{ start, end }]);
  // Whoever checks is told, and can’t undo it.
  const bar = checker.getByRole('toolbar', { name: '逐句核查' });
  for (let i = 0; i < 4; i += 1) await checker.keyboard.press('Space');
  await expect(bar).toContainText('两人核');
  await expect(bar.getByRole('button', { name: '两人核' })).toHaveCount(0);
  await checker.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(bar).not.toContainText('两人核');
  expect(await pairs()).toEqual([]);
  await selectWords(page, '三十八万元');
  await page.keyboard.press('p');
  await expect.poll(pairs).toHaveLength(1);
  await checker.context().close();
  await page.context().close();
});

test('How much of a paragraph is checked stands beside it, and leads to what is not', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await open(page);
  await expect(page.locator('.lie')).toHaveCount(0);
  await hers('PUT', `/articles/${article}/checks`, [
    { ...spanOf(FIRST), state: 'checked' },
  ]);
  const gutter = page.locator('.blk', { hasText: FIRST }).locator('.lie');
  await expect(gutter).toHaveText('1/3');
  await expect(gutter).toHaveAccessibleName('沈予安，3 句中已核 1 句');
  await gutter.click();
  expect(await page.evaluate(() => String(getSelection()))).toBe('有。');
  await page.keyboard.press('o');
  await expect(gutter).toHaveText('2/3');
  // The strip says which sentence is where.
  const strip = page.locator('.strip');
  const box = await strip.boundingBox();
  const line = await page.locator('.blk', { hasText: SECOND }).boundingBox();
  const tall = await page.evaluate(
    () => document.getElementById('desk')?.scrollHeight ?? 1,
  );
  if (!box || !line) throw new Error('Not drawn');
  const share = (line.y - box.y + line.height - 6) / tall;
  await page.mouse.move(box.x + 8, box.y + 10 + share * (box.height - 20));
  await expect(strip.locator('.tip')).toHaveText(SECOND);
  await page.context().close();
});

test('On a phone the strip is a bar for each section', async ({ browser }) => {
  const viewport = { width: 390, height: 844 };
  const page = await signIn(browser, desk, { viewport });
  await hers('PUT', `/articles/${article}/checks`, [
    { ...spanOf(FIRST), state: 'checked' },
  ]);
  await open(page);
  const bars = page.getByRole('img', { name: '1 / 9 句已核' });
  await expect(bars).toBeVisible();
  await expect(bars.locator('.covbar')).toHaveCount(3);
  await expect(bars.locator('.c-checked')).toHaveCount(1);
  await page.mouse.wheel(0, 400);
  await expect(bars).toBeInViewport();
  await page.context().close();
});

test('What is marked offline waits on the device and goes up once', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await open(page, '?mode=check');
  await page.context().setOffline(true);
  await page.keyboard.press('y');
  await expect(page.locator('.covered')).toContainText('1');
  expect(await statesOf('不打烊的书房')).toEqual(['unchecked']);
  await page.context().setOffline(false);
  await expect.poll(() => statesOf('不打烊的书房')).toEqual(['checked']);
  const { body } = await hers('GET', `/articles/${article}/activity`);
  const marks = body.items.filter(
    ({ verb }: { verb: string }) => verb === 'check.change',
  );
  expect(marks).toHaveLength(1);
  await page.context().close();
});

for (const [language, size, theme] of [
  ['zh-CN', 'phone', 'dark'],
  ['en', 'wide', 'light'],
] as const) {
  test(`In ${language}, ${size}, ${theme}, checking passes axe and nothing scrolls sideways`, async ({
    browser,
  }) => {
    const page = await signIn(browser, desk, {
      locale: language,
      colorScheme: theme,
      viewport:
        size === 'phone'
          ? { width: 390, height: 844 }
          : { width: 1440, height: 900 },
    });
    await hers('PUT', `/articles/${article}/checks`, [
      { ...spanOf(FIRST), state: 'checked' },
      { ...spanOf(SECOND), state: 'in-progress' },
    ]);
    await open(page, '?mode=check');
    await expect(page.locator('.checkbar')).toBeVisible();
    await noFaults(page);
    await page.context().close();
  });
}

test('A page shows what is still unchecked, by section and speaker, and where two disagree', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  await page.goto(`${desk.base}/articles/${article}/coverage`);
  const unchecked = page.getByRole('region', { name: '还没核的' });
  await expect(unchecked.getByRole('link', { name: '四十一万' })).toBeVisible();
  const row = page.getByRole('row', { name: /凌晨三点的椅子/ });
  await expect(row).toContainText('0/5');
  // An editor lets two people check a section, with the keyboard.
  await row.getByRole('button', { name: '要两人核' }).focus();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: '两人核：取消' })).toBeVisible();
  await api('PUT', `/articles/${article}/checks`, [
    { ...spanOf(FIRST), state: 'checked' },
    { ...spanOf(SECOND), state: 'checked' },
  ]);
  await hers('PUT', `/articles/${article}/checks`, [
    { ...spanOf(FIRST), state: 'checked' },
  ]);
  await page.reload();
  await expect(unchecked).not.toContainText('四十一万');
  const agreed = page.getByRole('region', { name: '两人核的一致程度' });
  await expect(agreed).toContainText('1 句两人都核过，1 句一致');
  await expect(agreed.getByRole('listitem')).toHaveCount(0);
  await hers('PUT', `/articles/${article}/checks`, [
    { ...spanOf(SECOND), state: 'not-needed' },
  ]);
  await page.reload();
  await expect(agreed.getByRole('listitem')).toContainText(SECOND);
  await expect(agreed.getByRole('listitem')).toContainText('无需核查');
  await noFaults(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await noFaults(page);
  await page.context().close();
});

test('What is said in two ways is taken up where it stands, or dismissed for good', async ({
  browser,
}) => {
  const made = await api('POST', '/articles', {
    content: '书房\n全市有三十七间书房。\n这37间书房都亮灯（一间例外。',
    format: 'text',
  });
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await page.goto(`${desk.base}/articles/${made.body.id}/coverage`);
  const asked = page.getByRole('region', { name: '前后不一' });
  await expect(asked.getByRole('listitem')).toHaveCount(2);
  await asked
    .getByRole('listitem')
    .filter({ hasText: '37间' })
    .getByRole('button', { name: '采纳' })
    .click();
  await expect(asked.getByRole('listitem')).toHaveCount(1);
  await asked.getByRole('button', { name: '不管' }).click();
  await expect(asked).toContainText('没有发现');
  await openArticle(page, `${desk.base}/articles/${made.body.id}`);
  await expect(page.locator('.card ins')).toHaveText('三十七间');
  await page.context().close();
});
