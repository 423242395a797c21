import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';

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
const WIDE = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } };

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let api: Api;
let article: string;
let address: string;
/** The owner's page, and the checker's. */
let lin: Page;
let zhou: Page;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  api = apiOf(
    desk.base,
    await makeToken(desk.dataDir, 'owner', 'owner', CHINESE),
  );
  const token = await makeToken(desk.dataDir, 'checker', 'zhou', CHINESE);
  await rename(api, '林芮', 1);
  await rename(apiOf(desk.base, token), '周以宁', 4);
  article = (await api('POST', '/articles', { content: SAMPLE })).body.id;
  address = `${desk.base}/articles/${article}`;
  lin = await signIn(browser, desk, WIDE);
  zhou = await signIn(browser, desk, WIDE, 'zhou@example.org');
  await openArticle(lin, address);
  await openArticle(zhou, address);
});

test.afterAll(async () => {
  await lin.context().close();
  await zhou.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

async function rename(who: Api, name: string, colour: number): Promise<void> {
  const { id, revision } = (await who('GET', '/me')).body;
  const etag = { 'If-Match': `"${revision}"` };
  const { status } = await who(
    'PATCH',
    `/people/${id}`,
    { name, colour },
    etag,
  );
  expect(status).toBe(200);
}

const total = (page: Page) => page.locator('.rail .total b');

async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => [v.id, v.nodes[0]?.html])).toEqual([]);
}

test('Who has the article open is seen, and what is selected there', async () => {
  await expect(lin.locator('.present [title="周以宁"]')).toBeVisible();
  await expect(zhou.locator('.present [title="林芮"]')).toBeVisible();
  await selectWords(zhou, '四十一万人次');
  await expect(lin.locator('.caret b')).toHaveText('周以宁');
  await zhou.evaluate(() => document.getSelection()?.removeAllRanges());
  await expect(lin.locator('.caret')).toHaveCount(0);
});

test('A note names a colleague by completion, and the colleague hears of it', async () => {
  await selectWords(lin, '代驾和护工');
  await lin.keyboard.press('n');
  await lin.locator('.notefield .note').pressSequentially('出处？@');
  await expect(lin.locator('.offers li')).toHaveCount(2);
  await lin.keyboard.type('zyn');
  await expect(lin.locator('.offers li')).toHaveText([/周以宁/]);
  await lin.keyboard.press('Enter');
  await expect(lin.locator('.notefield .note')).toHaveText(/出处？@周以宁/);
  // The key that this keyboard has.
  await expect(lin.getByRole('button', { name: '保存' })).toContainText(
    process.platform === 'darwin' ? '⌘↵' : 'Ctrl ↵',
  );
  await lin.keyboard.press('Control+Enter');
  await expect(zhou.locator('.bar .inbox .n')).toHaveText('1');
  await expect(zhou.locator('.card .at')).toHaveText('@周以宁');
});

test('A thread is written by keyboard alone, and grows at both desks', async () => {
  await zhou.locator('.card').first().click();
  await zhou.keyboard.press('r');
  await expect(zhou.locator('.rf textarea')).toBeFocused();
  await zhou.keyboard.type('年报第十四页。@');
  await zhou.keyboard.press('Enter');
  await zhou.keyboard.press('Control+Enter');
  await expect(zhou.locator('.reply')).toContainText([/年报第十四页。@林芮/]);
  await lin.locator('.card').first().click();
  await expect(lin.locator('.reply')).toContainText([/年报第十四页/]);
  await lin.locator('.rf textarea').fill('收到。');
  await lin.locator('.rf .btn').click();
  await expect(zhou.locator('.reply')).toHaveCount(2);
  // Out of the field, then out of the card.
  await zhou.keyboard.press('Escape');
  await zhou.keyboard.press('Escape');
  await expect(zhou.locator('.card .sum').first()).toContainText('2 条回复');
});

test('A composing Enter sends no reply and takes no name', async () => {
  const field = lin.locator('.rf textarea');
  await field.fill('还在写 @');
  await field.evaluate((element: HTMLTextAreaElement) => {
    for (const ctrlKey of [false, true]) {
      element.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          ctrlKey,
          isComposing: true,
          bubbles: true,
          cancelable: true,
        }),
      );
    }
  });
  await expect(field).toHaveValue('还在写 @');
  await expect(lin.locator('.reply')).toHaveCount(2);
});

test('What is typed in reply comes back after a reload', async () => {
  await lin.locator('.rf textarea').fill('写到一半的回复');
  await openArticle(lin, lin.url());
  await lin.locator('.card').first().click();
  await expect(lin.locator('.rf textarea')).toHaveValue('写到一半的回复');
  await lin.locator('.rf textarea').fill('');
});

test('They assign with a date, and what is late says so', async () => {
  await lin.locator('.card.act').press('@');
  await lin.getByLabel('由谁处理').selectOption({ label: '周以宁' });
  await lin.getByLabel('期限').fill('2026-01-02');
  await lin.getByRole('button', { name: '完成' }).click();
  await expect(zhou.locator('.card .sum.late')).toContainText('由周以宁处理');
  await expect(zhou.locator('.card .sum.late')).toContainText('已过期');
});

test('The history shows who changed which words, and brings them back', async () => {
  await lin.locator('.card.act').press('e');
  await lin.locator('.notefield .note').fill('出处是哪一年？');
  // The answer takes its time; the history is opened before it is there.
  await lin.route('**/api/v1/annotations/*', async route => {
    await new Promise(done => setTimeout(done, 500));
    await route.continue();
  });
  await lin.keyboard.press('Control+Enter');
  await lin.getByRole('button', { name: '修改记录' }).click();
  const dialog = lin.locator('dialog.history');
  await expect(dialog.locator('li').first()).toBeVisible();
  await expect(dialog.locator('ins').first()).toContainText('哪');
  await expect(dialog.locator('del').first()).toContainText('周');
  await lin.unroute('**/api/v1/annotations/*');
  await noViolations(lin);
  // It changes again, and the newer history can't be had.
  await lin.route('**/history?*', route => route.abort());
  const asked = lin.waitForEvent('requestfailed');
  const path = `/articles/${article}/annotations/`;
  const { items } = (await api('GET', path)).body.first;
  const item = items.find(({ body }: { body: { value?: string }[] }) =>
    body.some(({ value }) => value?.includes('哪一年')),
  );
  const short = String(item.id).split('/').at(-1);
  const { headers } = await api('GET', `${path}${short}`);
  const { status } = await api(
    'PUT',
    `${path}${short}`,
    { ...item, body: { type: 'TextualBody', value: '出处是哪一年份？' } },
    { 'If-Match': headers.get('etag') ?? '' },
  );
  expect(status).toBe(200);
  await asked;
  await expect(dialog.locator('ins').first()).toContainText('哪');
  await lin.unroute('**/history?*');
  await dialog.getByRole('button', { name: '恢复成这样' }).last().click();
  await expect(lin.locator('.card.act .bd')).toHaveText(/出处？@周以宁/);
});

test('They pick several, do one thing to all, and one undo takes it back', async () => {
  for (const words of ['三成', '灯停一周', '三周']) {
    await selectWords(lin, words);
    await lin.keyboard.press('1');
    await lin.keyboard.press('.');
  }
  await expect(lin.locator('.bulk')).toContainText('已选 3 条');
  await noViolations(lin);
  await lin.locator('.bulk input').fill('待查');
  await lin.keyboard.press('Enter');
  await expect(lin.locator('.card', { hasText: '待查' })).toHaveCount(3);
  await lin.locator('.bulk').getByRole('button', { name: '解决' }).click();
  await expect(zhou.locator('.card.res')).toHaveCount(3);
  await lin.locator('.bulk').getByRole('button', { name: '删除' }).click();
  await expect(total(zhou)).toHaveText('1');
  await lin.keyboard.press('Control+z');
  await expect(total(zhou)).toHaveText('4');
  await lin.keyboard.press('Control+z');
  await expect(zhou.locator('.card.res')).toHaveCount(0);
});

test('The inbox leads to what waits, and what has been looked at is read', async () => {
  await zhou.goto(`${desk.base}/inbox`);
  await noViolations(zhou);
  const line = zhou.locator('.nt.new', { hasText: '交给你' });
  await expect(line).toBeVisible();
  await line.click();
  await expect(zhou.locator('.card.act')).toBeVisible();
  await expect(zhou.locator('.bar .inbox .n')).toHaveCount(0);
  await zhou.goto(`${desk.base}/inbox`);
  await expect(zhou.locator('.nt.new')).toHaveCount(0);
});

test('An article is shut to all but those named, from its own menu', async () => {
  await lin.getByRole('button', { name: '文章设置' }).click();
  await lin.getByLabel('所有者和选中的人').check();
  await expect(lin.locator('.saved')).toHaveText('已保存');
  await zhou.goto(address);
  await expect(zhou.getByText('这里没有这一页')).toBeVisible();
  await lin.getByLabel('周以宁').check();
  await expect(lin.locator('.saved')).toHaveText('已保存');
  await openArticle(zhou, address);
  await lin.getByLabel('编辑部所有人').check();
  await lin.keyboard.press('Escape');
});

test('The activity page filters, and brings back what was deleted', async () => {
  await lin.locator('.card').first().click();
  await lin.locator('.card.act').press('Delete');
  await expect(total(lin)).toHaveText('3');
  await expect(lin.locator('.saved')).toHaveText('已保存');
  await lin.goto(`${address}/activity`);
  await noViolations(lin);
  await lin.getByLabel('人员').selectOption({ label: '周以宁' });
  await lin.getByRole('button', { name: '筛选' }).click();
  await expect(lin.locator('tbody tr td:nth-child(2)')).toHaveText(['周以宁']);
  await lin.goto(`${address}/activity?kind=annotation`);
  await lin.locator('button[name=restore]').first().click();
  await lin.waitForSelector('.laid', { state: 'attached' });
  await expect(total(lin)).toHaveText('4');
});

test('An owner invites by a link, and whoever takes it is in', async ({
  browser,
}) => {
  await lin.goto(`${desk.base}/people`);
  await lin.locator('.imp select').selectOption('reader');
  await lin.getByRole('button', { name: '生成邀请链接' }).click();
  const link = await lin.locator('.made input').inputValue();
  await noViolations(lin);
  const context = await browser.newContext(WIDE);
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByText('以“读者”加入')).toBeVisible();
  await page.getByLabel('姓名').fill('何川');
  await page.getByLabel('邮箱').fill('he@example.org');
  await page.getByLabel('密码').fill('correct horse battery');
  await page.getByRole('button', { name: '建立账号' }).click();
  await page.waitForURL(/\/articles$/);
  await page.goto(link);
  await expect(page.getByText('这个链接已经用过了')).toBeVisible();
  await context.close();
});

test('They change name, colour and password on their own page', async () => {
  await zhou.goto(`${desk.base}/account`);
  await noViolations(zhou);
  await zhou.getByLabel('姓名').fill('周以宁（核查）');
  await zhou.getByLabel('颜色 3').check({ force: true });
  await zhou.getByRole('button', { name: '保存' }).click();
  await expect(zhou.locator('.side .who b')).toHaveText('周以宁（核查）');
  await zhou.getByLabel('现在的密码').fill('not the one');
  await zhou.getByLabel('新密码').fill('a wholly new one');
  await zhou.getByRole('button', { name: '更换密码' }).click();
  await expect(zhou.getByText('现在的密码不对')).toBeVisible();
  await zhou.getByLabel('现在的密码').fill('correct horse battery');
  await zhou.getByLabel('新密码').fill('a wholly new one');
  await zhou.getByRole('button', { name: '更换密码' }).click();
  await expect(zhou.locator('.side .who b')).toHaveText('周以宁（核查）');
});

test('Many pages of one browser hold one stream, and another page takes it over', async () => {
  const context = lin.context();
  const open: string[] = [];
  context.on('request', request => {
    if (request.url().includes('/api/v1/events?')) open.push(request.url());
  });
  const pages = [lin, await context.newPage(), await context.newPage()];
  for (const page of pages) await openArticle(page, address);
  const streams = async (): Promise<number> => {
    const counts = await Promise.all(
      pages
        .filter(page => !page.isClosed())
        .map(page =>
          page.evaluate(
            async () =>
              ((await navigator.locks.query()).held ?? []).filter(lock =>
                lock.name?.startsWith('pangzhu.live.'),
              ).length,
          ),
        ),
    );
    // Locks are the browser's: each page sees the same ones.
    return Math.max(...counts);
  };
  expect(await streams()).toBe(1);
  const note = (text: string) =>
    api('POST', `/articles/${article}/annotations/`, {
      motivation: 'commenting',
      bodyValue: text,
      target: `${desk.base}/api/v1/articles/${article}`,
    });
  await note('给每一页');
  for (const page of pages) {
    await expect(page.locator('.card', { hasText: '给每一页' })).toHaveCount(1);
  }
  await pages[0]?.close();
  await note('接手之后');
  for (const page of pages.slice(1)) {
    await expect(page.locator('.card', { hasText: '接手之后' })).toHaveCount(1);
  }
  expect(await streams()).toBe(1);
  await pages[2]?.close();
  lin = pages[1] ?? lin;
});

for (const [name, options] of [
  ['zh-CN, wide, dark', { ...WIDE, colorScheme: 'dark' }],
  ['en, wide, light', { ...WIDE, locale: 'en' }],
  [
    'zh-CN, phone, light',
    {
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    },
  ],
  [
    'en, phone, dark',
    {
      locale: 'en',
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    },
  ],
] as const) {
  test(`In ${name}, the team’s pages pass axe and nothing scrolls sideways`, async ({
    browser,
  }) => {
    const page = await signInAs(browser, options);
    for (const path of [
      '/inbox',
      '/people',
      '/account',
      `/articles/${article}/activity`,
    ]) {
      await page.goto(desk.base + path);
      await noViolations(page);
      const over = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect([path, over]).toEqual([path, 0]);
      // Nothing to press lies beyond the edge either, cut off by what holds it.
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, input, select')]
          .filter(element => element.checkVisibility())
          .filter(element => !element.matches('.skip'))
          .filter(
            element => element.getBoundingClientRect().right > innerWidth + 1,
          )
          .map(element => element.outerHTML.slice(0, 80)),
      );
      expect([path, cut]).toEqual([path, []]);
    }
    await page.context().close();
  });
}

async function signInAs(browser: Browser, options: object): Promise<Page> {
  const page = await signIn(browser, desk, options);
  const english = 'locale' in options && options.locale === 'en';
  if (!english) return page;
  await page.goto(`${desk.base}/account`);
  await page.getByRole('button', { name: 'English' }).click();
  return page;
}
