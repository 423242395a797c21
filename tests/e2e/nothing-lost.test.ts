import { expect, test, type BrowserContext, type Page } from '@playwright/test';

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
  type Json,
} from '#tests/support/server.ts';

const CHINESE = { LANG: 'zh_CN.UTF-8' };

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let api: Api;
let article: string;
let address: string;
let page: Page;
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  const token = await makeToken(desk.dataDir, 'owner', 'owner', CHINESE);
  await makeToken(desk.dataDir, 'checker', 'zhou', CHINESE);
  api = apiOf(desk.base, token);
  article = (await api('POST', '/articles', { content: SAMPLE })).body.id;
  address = `${desk.base}/articles/${article}`;
  page = await signIn(browser, desk, {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
  context = page.context();
  await openArticle(page, address);
});

test.afterAll(async () => {
  await context.close();
  await desk.stop();
  removeDir(desk.dataDir);
});

async function write(words: string, text: string): Promise<void> {
  await page.locator('.read .text').focus();
  await selectWords(page, words);
  await page.keyboard.press('n');
  await page.locator('.writing').getByLabel('旁批', { exact: true }).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.card.act')).toContainText(text);
}

/** Who wrote each note of the article. */
async function notes(): Promise<Record<string, string[]>> {
  const { body } = await api(
    'GET',
    `/articles/${article}/annotations/?page=0&limit=200`,
  );
  const found: Record<string, string[]> = {};
  for (const item of body.items as Json[]) {
    const text = item.body?.[0]?.value ?? '';
    (found[text] ??= []).push(item.creator.name);
  }
  return found;
}

const saved = async (): Promise<void> =>
  expect(page.locator('[data-saving]')).toHaveAttribute(
    'data-saving',
    'saved',
    {
      timeout: 20_000,
    },
  );

async function enter(email: string): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill('correct horse battery');
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL(/\/articles(\/[0-9a-f-]+)?$/);
}

test('What waits when its page is closed is sent from the next one, once', async () => {
  await context.route('**/api/v1/articles/*/annotations/**', route =>
    route.abort(),
  );
  await write('四十一万人次', '隧道里写的');
  await write('三成', '也是隧道里写的');
  await expect(page.locator('.saved')).toContainText('2 处待上传');
  await page.close();
  expect(Object.keys(await notes())).toEqual([]);
  await context.unroute('**/api/v1/articles/*/annotations/**');
  page = await context.newPage();
  await openArticle(page, address);
  await expect(page.locator('.card')).toHaveCount(2);
  await saved();
  expect(await notes()).toEqual({
    隧道里写的: ['owner'],
    也是隧道里写的: ['owner'],
  });
  await openArticle(page, address);
  await expect(page.locator('.card')).toHaveCount(2);
});

test('What waits is sent from the library too', async () => {
  await context.route('**/api/v1/articles/*/annotations/**', route =>
    route.abort(),
  );
  await write('百分之九', '在书架上送出');
  await expect(page.locator('.saved')).toContainText('1 处待上传');
  await context.unroute('**/api/v1/articles/*/annotations/**');
  await page.goto(`${desk.base}/articles`);
  await expect
    .poll(async () => (await notes())['在书架上送出'])
    .toEqual(['owner']);
  await openArticle(page, address);
  await page.locator('.card').filter({ hasText: '在书架上送出' }).click();
  await page.locator('.card.act').press('Delete');
  await saved();
});

test('What waits is on the screen again after a reload, before it is sent', async () => {
  await context.route('**/api/v1/articles/*/annotations/**', route =>
    route.abort(),
  );
  await write('百分之九', '先看得见');
  await page.locator('.card.act').press('e');
  await page.locator('.notefield .note').fill('改过的');
  await page.keyboard.press('Control+Enter');
  await openArticle(page, address);
  await expect(page.locator('.card')).toContainText(['改过的']);
  await expect(page.locator('.saved')).toContainText('2 处待上传');
  await context.unroute('**/api/v1/articles/*/annotations/**');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await saved();
  expect(Object.keys(await notes()).sort()).toEqual(
    ['也是隧道里写的', '改过的', '隧道里写的'].sort(),
  );
});

test('Who must sign in again finds the draft, and what waited is saved', async () => {
  const cookies = await context.cookies();
  await context.clearCookies({ name: 'pangzhu_session' });
  await write('灯停一周', '过期之后写的');
  await expect(page.locator('.saved')).toContainText('登录已过期');
  await page.locator('.rf textarea').fill('写到一半的回复');
  await page.goto(address);
  await enter('owner@example.org');
  await openArticle(page, address);
  await saved();
  const card = page.locator('.card', { hasText: '过期之后写的' });
  await card.click();
  await expect(page.locator('.rf textarea')).toHaveValue('写到一半的回复');
  await page.locator('.rf textarea').fill('');
  expect((await notes())['过期之后写的']).toEqual(['owner']);
  expect(cookies.length).toBeGreaterThan(0);
});

test('What somebody left behind is never sent in another’s name', async () => {
  await context.clearCookies({ name: 'pangzhu_session' });
  await write('市里一半', '只属于写它的人');
  await expect(page.locator('.saved')).toContainText('登录已过期');
  // Somebody else signs in beside it; the page that is still open stays who it was.
  const beside = await context.newPage();
  await beside.goto(`${desk.base}/sign-in`);
  await beside.locator('[name=email]').fill('zhou@example.org');
  await beside.locator('[name=password]').fill('correct horse battery');
  await beside.locator('[name=password]').press('Enter');
  await beside.waitForURL(/\/articles$/);
  await openArticle(beside, address);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForTimeout(700);
  await expect(beside.locator('.card', { hasText: '只属于' })).toHaveCount(0);
  await expect(beside.locator('.saved')).toHaveText('已保存');
  expect((await notes())['只属于写它的人']).toBeUndefined();
  await beside.close();
  await context.clearCookies({ name: 'pangzhu_session' });
  await page.goto(address);
  await enter('owner@example.org');
  await openArticle(page, address);
  await saved();
  expect((await notes())['只属于写它的人']).toEqual(['owner']);
});

test('A conflict is said in the saved state until it is decided', async () => {
  const card = page.locator('.card', { hasText: '只属于写它的人' });
  await card.click();
  await page.locator('.card.act').press('e');
  const id = (await page.locator('.card.act').getAttribute('data-card')) ?? '';
  // Nothing is heard of others while the streams are cut.
  await context.route('**/api/v1/events**', route => route.abort());
  await openArticle(page, address);
  const { body } = await api('GET', `/annotations/${id}`);
  const theirs = { ...body, body: undefined, bodyValue: '别人的话' };
  const { status } = await api('PUT', `/annotations/${id}`, theirs, {
    'If-Match': '"1"',
  });
  expect(status).toBe(200);
  await card.click();
  await page.locator('.card.act').press('e');
  await page.locator('.notefield .note').fill('我的话');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.saved')).toHaveText('有冲突');
  await page.getByRole('button', { name: '两份都留' }).click();
  await page.locator('.notefield .note').press('Control+Enter');
  await saved();
  const both = Object.keys(await notes()).find(text => text.includes('我的话'));
  expect(both).toContain('别人的话');
  await context.unroute('**/api/v1/events**');
});
