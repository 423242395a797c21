import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { selectWords, signIn } from '#tests/support/page.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const TEXT = `夜谈会｜灯下读书的人
上周六，馆员沈予安和读者闻笙来到“夜谈会”，谈了谈夜里的座位。
夜里的座位
夜谈会：最常来的是谁？
沈予安：代驾、护工和凌晨收摊的人。他们不借书，就坐着。北京大学也有人来。
有一次来了一位老太太，她说只想再听一次报时。我陪了她三个星期。
下一个冬天
夜谈会：明年还开吗？
闻笙：开。灯停一周，他们就不来了。`;

const CHINESE = { LANG: 'zh_CN.UTF-8' };

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let owner: Api;
let checker: Api;
let article: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  owner = apiOf(
    desk.base,
    await makeToken(desk.dataDir, 'owner', 'owner', CHINESE),
  );
  checker = apiOf(
    desk.base,
    await makeToken(desk.dataDir, 'checker', 'checker', CHINESE),
  );
  article = (await owner('POST', '/articles', { content: TEXT })).body.id;
  page = await signIn(browser, desk, {
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
});

test.afterAll(async () => {
  await page.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

async function open(search = ''): Promise<void> {
  await page.goto(`${desk.base}/articles/${article}${search}`);
  await page.waitForSelector('.ProseMirror');
  await page.locator('.laid').waitFor();
}

const annotate = async (
  api: Api,
  exact: string,
  more: Record<string, unknown> = {},
) => {
  const { status, body } = await api(
    'POST',
    `/articles/${article}/annotations/`,
    {
      motivation: 'commenting',
      bodyValue: `说${exact}`,
      target: {
        source: `${desk.base}/api/v1/articles/${article}`,
        selector: { type: 'TextQuoteSelector', exact },
      },
      ...more,
    },
  );
  expect(status).toBe(201);
  return { ...body, short: String(body.id).split('/').at(-1) };
};

const select = (quote: string) => selectWords(page, quote);

/** Presses a key that only a Chinese layout has. */
const press = (key: string) =>
  page.evaluate(
    typed =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: typed, bubbles: true }),
      ),
    key,
  );

const selected = () =>
  page.evaluate(() => document.getSelection()?.toString() ?? '');

const count = (n: number) =>
  expect(page.locator('.rail .total b')).toHaveText(String(n));
const saved = () =>
  expect(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved');

test('They undo and redo many steps, also after a reload', async () => {
  await open();
  await expect(page.locator('.none')).toContainText('选中一句话，就能开始');
  await select('代驾');
  await page.keyboard.press('1');
  await count(1);
  await page.locator('.card.act .sw').nth(2).click();
  await expect(page.locator('.marks .hl.hl-rose')).toHaveCount(1);
  await select('护工');
  await page.keyboard.press('2');
  await count(2);
  await page.keyboard.press('Delete');
  await count(1);
  await saved();
  await page.reload();
  await page.locator('.laid').waitFor();
  await count(1);
  await page.keyboard.press('Control+z');
  await count(2);
  await page.keyboard.press('Control+z');
  await count(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.marks .hl.hl-yellow')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await count(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('没有可以撤销或重做的了')).toBeVisible();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+Shift+z');
  await count(2);
  await saved();
  await page.reload();
  await page.locator('.laid').waitFor();
  await count(2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await count(0);
  await saved();
});

test('They write notes in Markdown and see what it means', async () => {
  await open();
  await select('凌晨收摊的人');
  await page.keyboard.press('n');
  await page.locator('.notefield .note').waitFor();
  await page.keyboard.type('**重点** 见 `表三`');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.card.act strong')).toHaveText('重点');
  await expect(page.locator('.card.act code')).toHaveText('表三');
  await page.keyboard.press('Escape');
  await expect(page.locator('.card .bd')).toHaveText('重点 见 表三');
  await saved();
  const { body } = await owner('GET', `/articles/${article}/annotations/`);
  expect(body.first.items[0].body[0].value).toBe('**重点** 见 `表三`');
});

test('They write on the whole article with nothing selected', async () => {
  await page.keyboard.press('n');
  await page.keyboard.type('整篇要压到两千字');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.card.act .wh')).toHaveText('全文');
  await saved();
  await page.reload();
  await expect(page.locator('.card').first()).toContainText('整篇要压到两千字');
});

test('An input method that composes commits nothing in a tag field', async () => {
  await open();
  await select('老太太');
  await page.keyboard.press('t');
  const field = page.locator('.tagfield input');
  await expect(field).toBeFocused();
  const cdp = await page.context().newCDPSession(page);
  // A real composition, as an input method makes one.
  for (const text of ['k', 'kou', 'kou jing']) {
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await field.dispatchEvent('keydown', {
    key: 'Enter',
    keyCode: 229,
    isComposing: true,
    bubbles: true,
  });
  await cdp.send('Input.imeSetComposition', {
    text: '口，径',
    selectionStart: 3,
    selectionEnd: 3,
  });
  await expect(page.locator('.tagfield .chip')).toHaveCount(0);
  await expect(page.locator('.writing')).toHaveCount(1);
  await cdp.send('Input.insertText', { text: '口径' });
  await expect(field).toHaveValue('口径');
  await page.keyboard.press('Enter');
  await expect(page.locator('.tagfield .chip')).toHaveText('口径');
  await field.fill('zw');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('.card.act .tag')).toHaveText(['口径', 'zw']);
  await saved();
});

test('Completion finds a tag by its pinyin initials', async () => {
  await open();
  await select('三个星期');
  await page.keyboard.press('t');
  await page.locator('.tagfield input').fill('kj');
  await expect(page.getByRole('option')).toContainText(['口径']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('.card.act .tag')).toHaveText('口径');
  await saved();
});

test('Filters stand in the address, combine, and name the one to drop', async () => {
  await annotate(checker, '灯停一周');
  await open();
  await page.getByRole('combobox', { name: '人员' }).selectOption({ index: 1 });
  await page.keyboard.press('Escape');
  await page.locator('.read .text').focus();
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/open=1/);
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/mine=1/);
  await page.reload();
  await page.getByRole('button', { name: /未解决/ }).waitFor();
  await expect(page.getByRole('button', { name: /^我的/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await open('?kind=highlight&tag=口径&mine=1');
  await expect(page.locator('.none h3')).toHaveText(
    '没有同时符合这 3 个条件的批注',
  );
  await page.getByRole('button', { name: '去掉“划线”' }).last().click();
  await expect(page.locator('.card')).toHaveCount(2);
});

test('Where several lie, they choose', async () => {
  await annotate(owner, '北京大学也有人来');
  await annotate(owner, '大学');
  await open();
  const at = await page.evaluate(() => {
    for (const t of document.querySelectorAll('.read .t')) {
      const node = t.firstChild as Text | null;
      const i = node?.data.indexOf('大学') ?? -1;
      if (!node || i < 0) continue;
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const { left, top, width, height } = range.getBoundingClientRect();
      return [left + width / 2, top + height / 2] as const;
    }
    throw new Error('Not in the text');
  });
  await page.mouse.click(...at);
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveCount(2);
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.card.act')).toContainText('说北京大学也有人来');
  await expect(menu).toHaveCount(0);
});

test('A link leads to one annotation, or says what became of it', async () => {
  const kept = await annotate(owner, '报时');
  const gone = await annotate(checker, '座位。');
  const hidden = await annotate(checker, '闻笙来到', { visibility: 'private' });
  await checker('DELETE', gone.id, undefined, { 'If-Match': '"1"' });
  await open(`?annotation=${kept.short}`);
  await expect(page.locator('.card.act')).toContainText('说报时');
  await page.getByRole('button', { name: '复制链接' }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${desk.base}/articles/${article}?annotation=${kept.short}`,
  );
  await open(`?annotation=${gone.short}`);
  await expect(page.getByText('由checker在')).toBeVisible();
  await expect(page.getByRole('link', { name: '打开原文位置' })).toBeVisible();
  for (const id of [hidden.short, 'nonsense']) {
    await open(`?annotation=${id}`);
    await expect(page.getByText('也许只有写它的人能看')).toBeVisible();
    await expect(page.locator('.card.act')).toHaveCount(0);
  }
});

test('They resolve and reopen, and a resolved card is one line', async () => {
  await open();
  await page.getByText('说报时').click();
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  const card = page.locator('.card.res');
  await expect(card).toContainText('已解决');
  expect((await card.boundingBox())?.height).toBeLessThan(46);
  await card.click();
  await page.keyboard.press('x');
  await expect(page.locator('.card.res')).toHaveCount(0);
  await saved();
});

test('The keyboard selects by sentence, word and character, from either end', async () => {
  await open();
  await page.locator('.read .text').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  const sentence = await selected();
  expect(sentence).toMatch(/^上周六.*座位。$/);
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await selected()).toBe(sentence.slice(0, -1));
  await press('；');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  expect(sentence.slice(0, -1).endsWith(await selected())).toBe(true);
  expect((await selected()).length).toBeLessThan(sentence.length - 1);
  await page.keyboard.press('Escape');
  expect(await selected()).toBe('');
});

test('Help lists every key, and single keys can be turned off', async () => {
  await open();
  await press('？');
  const help = page.getByRole('dialog');
  await expect(help).toContainText('按词向后');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => v.id)).toEqual([]);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(page.locator('.card.act')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('找一个命令或一节…').fill('快捷键');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator('.card.act')).toHaveCount(1);
});

test('They find words in the text and leave with them selected', async () => {
  await open();
  await page.keyboard.press('/');
  await page.getByLabel('文内查找', { exact: true }).fill('夜谈会');
  await expect(page.locator('.find-bar')).toContainText('1 / 2');
  await page.keyboard.press('Enter');
  await expect(page.locator('.find-bar')).toContainText('2 / 2');
  await page.keyboard.press('Escape');
  expect(await selected()).toBe('夜谈会');
});

test('Type and size are remembered, and the marks follow', async () => {
  await open();
  const before = await page.locator('.marks .ln').first().boundingBox();
  await page.getByRole('button', { name: '字体与外观' }).click();
  await page.getByRole('button', { name: '特大' }).click();
  await page.getByRole('button', { name: '黑体' }).click();
  await expect
    .poll(
      async () => (await page.locator('.marks .ln').first().boundingBox())?.y,
    )
    .not.toBe(before?.y);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-size', 'xl');
  await expect(page.locator('html')).toHaveAttribute('data-face', 'sans');
  await page.getByRole('button', { name: '字体与外观' }).click();
  await page.getByRole('button', { name: '标准' }).click();
  await page.getByRole('button', { name: '宋体' }).click();
});

test('The vocabulary says what a change touches before it is made', async () => {
  await page.goto(`${desk.base}/tags`);
  const row = page.locator('.words li', { hasText: 'zw' });
  await row.getByRole('button', { name: '删除' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 条批注');
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(row).toHaveCount(0);
  await saved();
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(row).toHaveCount(1);
  await saved();
  await row.getByRole('button', { name: '合并到…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('combobox')
    .selectOption({ label: '#口径' });
  await expect(page.getByRole('dialog')).toContainText('这一步不能撤销');
  await page.getByRole('dialog').getByRole('button', { name: '合并' }).click();
  await expect(row).toHaveCount(0);
  await saved();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => v.id)).toEqual([]);
  await page.getByLabel('找标签').fill('kj');
  await expect(page.locator('.words li')).toHaveCount(1);
});
