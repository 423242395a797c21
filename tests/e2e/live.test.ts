import { expect, test, type Page } from '@playwright/test';

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
/** The article's, below the desk and below the API alike. */
let path: string;
let one: Page;
let other: Page;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  const token = await makeToken(desk.dataDir, 'owner', 'owner', CHINESE);
  api = apiOf(desk.base, token);
  const { body } = await api('POST', '/articles', { content: SAMPLE });
  path = `/articles/${body.id}`;
  const address = desk.base + path;
  const options = {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  };
  one = await signIn(browser, desk, options);
  other = await signIn(browser, desk, options);
  await openArticle(one, address);
  await openArticle(other, address);
});

test.afterAll(async () => {
  await one.context().close();
  await other.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

const total = (page: Page) => page.locator('.rail .total b');

test('What one person does appears at the other’s desk without a reload', async () => {
  await selectWords(one, '四十一万人次');
  await one.keyboard.press('2');
  await expect(other.locator('.marks .hl-blue')).toHaveCount(1);
  await expect(total(other)).toHaveText('1');
  await selectWords(one, '灯停一周');
  await one.keyboard.press('n');
  await one.locator('.notefield .note').fill('几号停的？');
  await one.keyboard.press('Control+Enter');
  const card = other.locator('.card').filter({ hasText: '几号停的？' });
  await expect(card).toBeVisible();
  await one.locator('.card.act').press('e');
  await one.locator('.notefield .note').fill('十二号停的。');
  await one.keyboard.press('Control+Enter');
  await expect(other.locator('.card')).toContainText(['十二号停的。']);
  await expect(card).toHaveCount(0);
});

test('A form that is being written stays as it is while others work', async () => {
  await selectWords(other, '代驾和护工');
  await other.keyboard.press('n');
  await other.locator('.notefield .note').fill('写到一半');
  await selectWords(one, '三成');
  await one.keyboard.press('1');
  await expect(total(other)).toHaveText('3');
  await expect(other.locator('.notefield .note')).toHaveText('写到一半');
  await other.keyboard.press('Control+Enter');
  await expect(total(one)).toHaveText('4');
  await expect(one.locator('.card')).toContainText(['写到一半']);
});

test('What is deleted goes at both desks, and nobody’s undo brings back another’s', async () => {
  const card = one.locator('.card').filter({ hasText: '十二号停的。' });
  await card.click();
  await one.locator('.card.act').press('Delete');
  await expect(total(one)).toHaveText('3');
  await expect(total(other)).toHaveText('3');
  await one.keyboard.press('Control+z');
  await expect(total(other)).toHaveText('4');
});

test('A desk whose server was started anew takes in what came after', async () => {
  const { port } = new URL(desk.base);
  const { dataDir } = desk;
  await desk.stop();
  desk = await startDesk(dataDir, { PORT: port });
  const { status } = await api('POST', `${path}/annotations/`, {
    motivation: 'commenting',
    bodyValue: '重启之后',
    target: `${desk.base}/api/v1${path}`,
  });
  expect(status).toBe(201);
  for (const page of [one, other]) {
    await expect(total(page)).toHaveText('5', { timeout: 15_000 });
    await expect(page.locator('.card')).toContainText(['重启之后']);
  }
});
