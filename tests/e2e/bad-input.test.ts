import { expect, test, type Page } from '@playwright/test';

import { fill } from '#tests/support/fill.ts';
import { openArticle, selectWords, signIn } from '#tests/support/page.ts';
import { SAMPLE } from '#tests/support/sample.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const CHINESE = { LANG: 'zh_CN.UTF-8' };

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let api: Api;
let page: Page;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  api = apiOf(
    desk.base,
    await makeToken(desk.dataDir, 'owner', 'owner', CHINESE),
  );
  page = await signIn(browser, desk, {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
});

test.afterAll(async () => {
  await page.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

/** A new article, and its text. */
async function makeArticle(): Promise<{ id: string; text: string }> {
  const { status, body } = await api('POST', '/articles', { content: SAMPLE });
  expect(status).toBe(201);
  return body;
}

const open = (id: string, search = ''): Promise<void> =>
  openArticle(page, `${desk.base}/articles/${id}${search}`);

const saved = () =>
  expect(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved');

test('Ten thousand notes on one sentence leave the desk usable', async () => {
  const { id, text } = await makeArticle();
  const start = text.indexOf('灯停一周，他们就不来了');
  const mark = { start, end: start + 11, look: 'note' as const };
  await fill(
    desk,
    id,
    text,
    Array.from({ length: 10_000 }, () => mark),
  );
  await open(id);
  await expect(page.locator('.rail .total b')).toHaveText('10000');
  expect(await page.locator('.card').count()).toBeLessThanOrEqual(33);
  // Many on one spot are chosen from, not drawn ten thousand times.
  expect(await page.locator('.marks path').count()).toBeLessThan(20);
  await page.keyboard.press('j');
  await expect(page.locator('.card.act')).toContainText('旁批');
  await page.keyboard.press('j');
  await expect(page.locator('.card.act')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  const at = await page.evaluate(() => {
    const all = [...document.querySelectorAll('.read .t')];
    const node = all.at(-1)?.firstChild as Text;
    const range = document.createRange();
    range.setStart(node, node.data.indexOf('灯停') + 1);
    range.setEnd(node, node.data.indexOf('灯停') + 2);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.click(at.x, at.y);
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  expect(await menu.getByRole('menuitem').count()).toBeLessThanOrEqual(100);
  await page.keyboard.press('Escape');
  await selectWords(page, '市里一半');
  await page.keyboard.press('2');
  await expect(page.locator('.rail .total b')).toHaveText('10001');
  await saved();
});

test('A mark over the whole article is painted and leads to its card', async () => {
  const { id, text } = await makeArticle();
  await fill(desk, id, text, [
    { start: 0, end: text.length, look: 'yellow' },
    { start: 0, end: text.length, look: 'note' },
  ]);
  await open(id);
  const blocks = await page.locator('.read .t').count();
  await expect(page.locator('.gut button')).toHaveCount(blocks);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('.card.act')).toHaveCount(1);
  await page.keyboard.press('x');
  await expect(page.locator('.card.act.res')).toHaveCount(1);
  await saved();
});

test('A note of twenty thousand characters is kept, and one of more is refused with nothing lost', async () => {
  const { id } = await makeArticle();
  await open(id);
  const long = '长'.repeat(20_000);
  await page.getByRole('button', { name: '给全文写一条旁批' }).click();
  await page.locator('.notefield .note').fill(long);
  await page.keyboard.press('Control+Enter');
  await saved();
  await open(id);
  const { body } = await api('GET', `/articles/${id}/annotations/?page=0`);
  expect(JSON.stringify(body)).toContain(long);
  const card = page.locator('.card');
  await expect(card).toHaveCount(1);
  // At rest a card is a few lines, however long its note.
  expect((await card.boundingBox())?.height).toBeLessThan(140);
  await card.click();
  await page.keyboard.press('e');
  await page.locator('.notefield .note').fill(`${long}多`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('20,000');
  await expect(page.locator('.notefield .note')).toContainText('长多');
  await page.keyboard.press('Escape');
});

test('A thousand tags are listed, completed and filtered by', async () => {
  const { id } = await makeArticle();
  for (let i = 0; i < 1000; i += 50) {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        api('POST', '/tags', { name: `标签${i + n}` }),
      ),
    );
    for (const { status } of made) expect(status).toBe(201);
  }
  await page.goto(`${desk.base}/tags`);
  await expect(page.getByText('标签999', { exact: true })).toBeVisible();
  await open(id);
  await selectWords(page, '代驾');
  await page.keyboard.press('t');
  await page.locator('.tagfield input').pressSequentially('bq99');
  await expect(page.locator('.offers li').first()).toContainText('标签99');
  expect(await page.locator('.offers li').count()).toBeLessThanOrEqual(12);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await saved();
  await expect(page.locator('.rail')).toContainText('标签99');
});

test('Filters that match nothing say so and how to get out', async () => {
  const { id, text } = await makeArticle();
  await fill(desk, id, text, [{ start: 0, end: 5, look: 'note' }]);
  await open(id, '?kind=tag&open=1&tag=nothing&person=nobody');
  await expect(page.locator('.none')).toContainText('没有');
  await expect(page.locator('.card')).toHaveCount(0);
  await page.locator('.none button').last().click();
  await expect(page.locator('.card')).toHaveCount(1);
  // What an address can't mean is as if it were not there.
  await open(id, '?kind=%00%ff&open=maybe&words=9-1&annotation=%27');
  await expect(page.locator('.rail .total b')).toHaveText('1');
});
