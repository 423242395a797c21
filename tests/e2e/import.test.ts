import fs from 'node:fs';
import path from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';

import { projectRoot } from '#app/project-root.server.ts';
import { signIn } from '#tests/support/page.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const PAGE = `首页 要闻 财经 文化 视频
不打烊的书房，账要怎么算？
望澜周刊记者 陆知夏
2026-03-14 09:20 来源：《望澜周刊》
临澜市把三十七间小型图书馆开进了地铁站，馆长沈予安说，最难的从来不是灯，而是椅子。
凌晨两点的粮仓书房。何川 摄
凌晨三点的椅子
望澜周刊：外界最常问的是：凌晨真的有人去吗？
沈予安：有。去年十二间书房一共接待了四十一万人次。
望澜周刊：一间通宵书房一年要花多少钱？
平均下来，每间每年三十八万元，其中人员占一半。
责任编辑 林芮
© 望澜传媒 版权声明`;

const fixture = (name: string): Buffer =>
  fs.readFileSync(path.join(projectRoot, 'tests/fixtures/import', name));

let desk: Desk;
let api: Api;

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = await makeToken(desk.dataDir, 'owner', 'owner', chinese);
  api = apiOf(desk.base, token);
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

async function noFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => [v.id, v.nodes.map(n => n.target)])).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
}

/** The library, where articles are brought in. */
async function openLibrary(browser: Browser): Promise<Page> {
  const page = await signIn(browser, desk);
  await page.goto(`${desk.base}/articles`);
  await page.waitForLoadState('networkidle');
  return page;
}

/** A page that waits, opened. */
async function openImport(page: Page, content = PAGE): Promise<string> {
  const { body, status, text } = await api('POST', '/imports', { content });
  if (status !== 201) throw new Error(text);
  await page.goto(`${desk.base}/imports/${body.id}`);
  await page.waitForLoadState('networkidle');
  return body.id;
}

const line = (page: Page, start: string) =>
  page.locator('.ln', { hasText: start }).first();

test('Editors paste a page, answer what it asks with the keyboard alone, and save it', async ({
  browser,
}) => {
  const page = await openLibrary(browser);
  await page.getByText('粘贴正文').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('页面全文').focus();
  await page.keyboard.insertText(PAGE);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/imports\//);
  await expect(page.locator('.foot')).toContainText('还有 2 处拿不准');
  await noFaults(page);
  await page.locator('.ln[tabindex="0"]').focus();
  await page.keyboard.press('j');
  await expect(line(page, '凌晨两点')).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('j');
  await expect(line(page, '平均下来')).toBeFocused();
  await page.keyboard.press('2');
  await expect(page.locator('.foot')).toContainText('每一行都有了着落');
  await expect(page.locator('.pvw .gut').nth(-1)).toHaveText('沈予安');
  // A question by its key; and back.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('h');
  await expect(line(page, '一间通宵').locator('.role > span')).toContainText(
    '小标题',
  );
  await page.keyboard.press('Control+z');
  await expect(line(page, '一间通宵').locator('.role > span')).toContainText(
    '问',
  );
  await page.getByRole('button', { name: '确认并保存' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}$/);
  await expect(page.locator('h1')).toHaveText('不打烊的书房，账要怎么算？');
  await expect(page.locator('.gut span')).toHaveText([
    '望澜周刊',
    '沈予安',
    '望澜周刊',
    '沈予安',
  ]);
});

test('What was corrected comes back after a reload, and a draft from another device', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  const id = await openImport(page);
  await page.getByLabel('标题', { exact: true }).fill('书房的账');
  await page.getByLabel('署名', { exact: true }).fill('陆知夏、林芮');
  await page.getByLabel('署名', { exact: true }).press('Enter');
  await page.reload();
  await expect(page.getByLabel('标题', { exact: true })).toHaveValue(
    '书房的账',
  );
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByText('草稿已保存')).toBeVisible();
  const { body } = await api('GET', `/imports/${id}`);
  expect(body.fields).toMatchObject({
    title: '书房的账',
    byline: ['陆知夏', '林芮'],
  });
  await page.goto(`${desk.base}/articles`);
  await page.getByRole('link', { name: '书房的账' }).click();
  await page.getByRole('button', { name: '放弃' }).click();
  await page.waitForURL(/\/articles$/);
  expect((await api('GET', `/imports/${id}`)).status).toBe(404);
});

test('A line is parted, joined, put right, and its speaker renamed for all turns', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  await openImport(page);
  const said = line(page, '有。');
  await said.focus();
  await page.keyboard.press('e');
  const field = page.locator('.ln textarea');
  await field.evaluate((area: HTMLTextAreaElement) =>
    area.setSelectionRange(2, 2),
  );
  await page.keyboard.press('Enter');
  await expect(line(page, '去年十二间').locator('.role > span')).toContainText(
    '续',
  );
  await said.focus();
  await page.keyboard.press('m');
  await expect(line(page, '有。')).toContainText('去年十二间');
  // A composing Enter parts nothing.
  await page.keyboard.press('e');
  await field.evaluate((area: HTMLTextAreaElement) =>
    area.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        isComposing: true,
        bubbles: true,
      }),
    ),
  );
  await expect(field).toBeVisible();
  await page.keyboard.press('Escape');
  const speaker = said.getByLabel('这一行由谁说');
  await speaker.selectOption({ label: '改名：所有发言一起改' });
  await page.getByLabel('说话人的名字').fill('馆长');
  await page.getByLabel('说话人的名字').press('Enter');
  await expect(page.locator('.pvw .gut', { hasText: '馆长' })).toHaveCount(1);
});

test('What is typed before the page has come to life is read all the same', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  // The page's scripts come late.
  let come: () => void = () => {};
  const late = new Promise<void>(done => (come = done));
  await page.route('**/assets/*.js', async route => {
    await late;
    await route.continue();
  });
  await page.goto(`${desk.base}/articles`, { waitUntil: 'commit' });
  await page.getByText('粘贴正文').click();
  await page.getByLabel('页面全文').fill(PAGE);
  come();
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: '识别', exact: true }).click();
  await page.waitForURL(/\/imports\//);
  await expect(page.getByLabel('标题', { exact: true })).toHaveValue(
    '不打烊的书房，账要怎么算？',
  );
});

test('Markup on the clipboard is read as what it says', async ({ browser }) => {
  const page = await openLibrary(browser);
  await page.evaluate(() => {
    const data = new DataTransfer();
    const html =
      '<h1>粘贴的标题</h1><p><b>问：</b>几点开门？</p><p><b>答：</b>从来不关。</p><p><b>问：</b>灯呢？</p><p><b>答：</b>一直亮着。</p><ul><li>一盏灯</li><li>一把椅子</li></ul>';
    data.setData('text/html', html);
    data.setData('text/plain', '粘贴的标题\n问：几点开门？\n答：从来不关。');
    document.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
    );
  });
  await page.getByRole('button', { name: '识别', exact: true }).click();
  await page.waitForURL(/\/imports\//);
  await expect(line(page, '一把椅子').locator('.role > span')).toContainText(
    '列表',
  );
  await expect(page.getByLabel('标题', { exact: true })).toHaveValue(
    '粘贴的标题',
  );
});

test('Several files are read one by one; the one that is none leaves the others alone', async ({
  browser,
}) => {
  const page = await openLibrary(browser);
  await page.locator('input[type=file]').setInputFiles([
    {
      name: '甲.html',
      mimeType: 'text/html',
      buffer: fixture('dev/05-zh-dialogue-hashed.html'),
    },
    {
      name: '乙.png',
      mimeType: 'image/png',
      buffer: Buffer.from('\u0089PNG', 'latin1'),
    },
    {
      name: '丙.pdf',
      mimeType: 'application/pdf',
      buffer: fixture('wrapped.pdf'),
    },
  ]);
  const files = page.locator('.files li');
  await expect(files.filter({ hasText: '读好了' })).toHaveCount(2);
  await expect(files.filter({ hasText: '乙.png' })).toContainText('不能导入');
  await expect(page.locator('.waiting')).toContainText('守坝人的雨季');
  await noFaults(page);
  await page.getByRole('button', { name: '全部直接保存' }).click();
  await expect(page.locator('.tbl')).toContainText('守坝人的雨季');
  await expect(page.locator('.tbl')).toContainText('夜谈|检测车开进山里以后');
});

test('An article that is there already is offered instead', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  const content = `同一篇文章\n${'水库的蓄水量比去年同期多出一成七，值班表排到了八月底，夜里每小时要抄一次水位。'.repeat(2)}\n第二段话，说到这里就完了。`;
  const { body } = await api('POST', '/articles', { content });
  await openImport(page, `${content}又添一句。`);
  await expect(page.locator('.note-bar.info')).toContainText('同一篇文章');
  await page.getByRole('link', { name: '打开它' }).click();
  await page.waitForURL(`${desk.base}/articles/${body.id}`);
});

test('An address that is refused says why, and what is remembered can be forgotten', async ({
  browser,
}) => {
  const page = await openLibrary(browser);
  await page.getByLabel('网址').fill('http://127.0.0.1:1/x');
  await page.getByRole('button', { name: '抓取' }).click();
  await expect(page.getByRole('alert')).toContainText('内部网络');
  const html =
    '<link rel="canonical" href="https://paper.example.org/1"><h1>标题</h1><p>正文里的话，说到这里就完了。</p><p>一行小字</p><p>末了一段话，也说完了。</p>';
  const { body } = await api('POST', '/imports', {
    content: html,
    format: 'html',
  });
  await page.goto(`${desk.base}/imports/${body.id}`);
  await line(page, '一行小字').getByRole('combobox').selectOption('out');
  await page.getByRole('button', { name: '确认并保存' }).click();
  await page.waitForURL(/\/articles\//);
  await page.goto(`${desk.base}/sites`);
  await expect(page.locator('.sites').first()).toContainText(
    'paper.example.org',
  );
  await noFaults(page);
  await page.getByRole('button', { name: '忘掉“一行小字”' }).click();
  await expect(page.getByText('还没有记住任何更正')).toBeVisible();
  await page.getByLabel('主机名').fill('cms.example.org');
  await page.getByRole('button', { name: '允许', exact: true }).click();
  await expect(page.getByText('不再允许 cms.example.org')).toBeVisible();
});

test('On a phone it is looked through with the thumb', async ({ browser }) => {
  const page = await signIn(browser, desk, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    colorScheme: 'dark',
  });
  await openImport(page);
  await noFaults(page);
  const asks = line(page, '平均下来');
  await asks.getByRole('button', { name: '沈予安' }).tap();
  await expect(asks.locator('.role > span')).toContainText('答');
  for (const button of await page.locator('.foot .btn, .qc .chip').all()) {
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
});
