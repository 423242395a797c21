import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { ZH } from '#tests/fixtures/anchoring/articles.ts';
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
/** Another editor's. */
let hers: Api;
let article: string;

const GONE =
  '停航的通知贴了七天，没有人撕。老船工周启明说，七天刚好是一个汛期的零头。\n';
const SECOND = ZH.replace(GONE, '')
  .replace('四十三个人', '四十一个人')
  .replace('三十亿元', '三百亿元')
  .replace('“自然调整”', '「自然调整」');

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = (role: string) => makeToken(desk.dataDir, role, role, chinese);
  api = apiOf(desk.base, await token('owner'));
  hers = apiOf(desk.base, await token('editor'));
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

test.beforeEach(async () => {
  const made = await api('POST', '/articles', { content: ZH, format: 'text' });
  article = made.body.id as string;
});

async function annotate(
  exact: string,
  more: object = {},
  by = api,
): Promise<string> {
  const made = await by('POST', `/articles/${article}/annotations/`, {
    motivation: 'highlighting',
    target: {
      source: `/api/v1/articles/${article}`,
      selector: { type: 'TextQuoteSelector', exact },
    },
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return (made.body.id as string).slice(-36);
}

const revise = (content: string, more: object = {}) =>
  api('POST', `/articles/${article}/versions`, {
    ...{ content, format: 'text', ...more },
  });

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

async function compared(page: Page, query = ''): Promise<void> {
  await page.goto(`${desk.base}/articles/${article}/compare${query}`);
  await page.waitForLoadState('networkidle');
}

const WIDE = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } };

test('Two versions are compared, and what they did to annotations is decided', async ({
  browser,
}) => {
  const figure = await annotate('预计投资三十亿元');
  const style = await annotate('街道给出的说法是“自然调整”');
  const gone = await annotate('停航的通知贴了七天，没有人撕。');
  await annotate('补偿是有的');
  await revise(SECOND);
  const page = await signIn(browser, desk, WIDE);
  await compared(page);
  const stat = page.locator('.stat');
  await expect(stat.locator('.ch dd')).toHaveText('2');
  await expect(stat.locator('.lo dd')).toHaveText('1');

  // The differences, one after the other.
  await page.keyboard.press('j');
  await expect(page.locator('.pr.now')).toContainText('四十一个人');
  await page.keyboard.press('j');
  await expect(page.locator('.pr.now')).toContainText('停航的通知');
  await page.keyboard.press('k');
  await expect(page.locator('.pr.now del')).toHaveText('四十三');
  await expect(page.locator('.pr.now ins')).toHaveText('四十一');

  // It still holds: the words and the way to say so are in the queue.
  const card = (id: string) => page.locator(`[data-review="${id}"]`);
  await expect(card(figure)).toContainText('数字变了');
  await card(figure)
    .getByRole('button', { name: /仍然适用/ })
    .click();
  await expect(card(figure)).toContainText('已确认仍然适用');
  await expect(card(style)).toContainText('只是全半角、引号样式或空白变了');
  await card(style).focus();
  await page.keyboard.press('c');
  await expect(card(style)).toContainText('待重新核查');

  // What lost its words is given others, chosen in the text.
  await card(gone).getByRole('button', { name: '在文中另选' }).click();
  await page.locator('body').press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const selected = () => page.evaluate(() => String(document.getSelection()));
  expect(await selected()).toMatch(/^南岸渡口在去年/);
  await page.keyboard.press('ArrowUp');
  expect(await selected()).toBe('渡口停航之后的一百天');
  await page.evaluate(() => {
    const pieces = document.querySelectorAll('[data-side="after"] [data-at]');
    const piece = [...pieces].find(p =>
      p.textContent?.includes('潮位表还挂着'),
    );
    document.getSelection()?.selectAllChildren(piece as Node);
  });
  await page.getByRole('button', { name: '挂到选中的文字' }).click();
  await expect(card(gone)).toContainText('已确认仍然适用');
  await expect
    .poll(async () => {
      const { body } = await api('GET', `/annotations/${gone}?version=2`);
      return [body.anchoring.review, body.target.selector[0].exact];
    })
    .toEqual(['placed', '潮位表还挂着']);
  await compared(page);
  await expect(card(figure)).toContainText('已确认仍然适用');
  await noFaults(page);
  await page.context().close();
});

test('An article whose words are gone for good keeps its note for the whole of it', async ({
  browser,
}) => {
  const gone = await annotate('停航的通知贴了七天', {
    ...{ motivation: 'commenting', bodyValue: '问作者哪一天贴的' },
  });
  await revise(SECOND);
  const page = await signIn(browser, desk, WIDE);
  await openArticle(page, `${desk.base}/articles/${article}`);
  const card = page.locator(`#a-${gone}`);
  await expect(card).toContainText('失去原文');
  // The orphan leads to its own version.
  await card.getByRole('link', { name: '看第 1 版' }).click();
  await page.waitForURL(/version=1/);
  await expect(page.locator('.read')).toContainText('停航的通知贴了七天');
  await expect(page.getByText('最新的是第 2 版')).toBeVisible();
  await compared(page);
  await page
    .locator(`[data-review="${gone}"]`)
    .getByRole('button', { name: '留作全文批注' })
    .click();
  await expect(page.locator(`[data-review="${gone}"]`)).toContainText(
    '已留作全文批注',
  );
  await page.waitForLoadState('networkidle');
  await openArticle(page, `${desk.base}/articles/${article}`);
  await expect(card).toContainText('全文');
  await page.context().close();
});

test('A version that comes while somebody works takes their work along', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, WIDE);
  await openArticle(page, `${desk.base}/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await selectWords(page, '每人三万元');
  await page.keyboard.press('2');
  await expect(page.locator('.card')).toHaveCount(1);
  const made = await hers('POST', `/articles/${article}/versions`, {
    ...{ content: SECOND.replace('每人三万元', '每人两万元'), format: 'text' },
  });
  expect(made.status).toBe(201);
  await page.context().setOffline(false);
  await expect(page.getByText(/第 2 版来了/)).toBeVisible({ timeout: 15_000 });
  await expect(page.locator('.saved')).toContainText('已保存', {
    timeout: 15_000,
  });
  await page.getByRole('link', { name: '打开第 2 版' }).click();
  await page.waitForLoadState('networkidle');
  const card = page.locator('.card');
  await expect(card).toContainText('原文改动');
  await expect(card).toContainText('每人两万元');
  await page.context().close();
});

test('Who had read on reads on from there in the next version, too', async ({
  browser,
}) => {
  const filler = Array.from(
    { length: 30 },
    (_, i) => `第${i}段是后来添在前面的话，说的是别的事情。`,
  ).join('\n');
  const { body } = await api('GET', `/articles/${article}`);
  const start = (body.text as string).indexOf('潮位表还挂着');
  await api('PUT', `/articles/${article}/reading-position`, {
    ...{ version: 1, start },
  });
  await revise(ZH.replace('南岸渡口在去年', `${filler}\n南岸渡口在去年`));
  const page = await signIn(browser, desk, WIDE);
  await openArticle(page, `${desk.base}/articles/${article}`);
  await expect(page.getByText('潮位表还挂着').last()).toBeInViewport();
  await page.context().close();
});

test('A version is pasted, looked through, saved, named and brought back', async ({
  browser,
}) => {
  await annotate('预计投资三十亿元');
  const page = await signIn(browser, desk, WIDE);
  await page.goto(`${desk.base}/articles/${article}/versions`);
  await page.waitForLoadState('networkidle');
  await page.getByText('粘贴正文').click();
  await page.locator('textarea[name=content]').fill(SECOND);
  await page.getByRole('button', { name: /识别/ }).click();
  await page.waitForURL(/imports\/.*versionOf/);
  await page.getByRole('button', { name: '保存为第 2 版' }).click();
  await page.waitForURL(/compare\?to=2/);
  await expect(page.locator('.stat .ch dd')).toHaveText('1');
  await page.goto(`${desk.base}/articles/${article}/versions`);
  await page.locator('#v2 summary').click();
  await page.locator('#v2 [name=name]').fill('早间版');
  await page.locator('#v2').getByRole('button', { name: '保存名称' }).click();
  await expect(page.locator('#v2')).toContainText('早间版');
  await page
    .locator('#v1')
    .getByRole('button', { name: '恢复为新的一版' })
    .click();
  await page.waitForURL(/compare\?to=3/);
  const { body } = await api('GET', `/articles/${article}`);
  expect(body.version).toBe(3);
  expect(body.text).toContain('三十亿元');
  await page.context().close();
});

test('A page of an article that is there already becomes its next version', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, WIDE);
  const made = await api('POST', '/imports', { content: SECOND });
  await page.goto(`${desk.base}/imports/${made.body.id}`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: '存为它的新一版' }).first().click();
  await page.waitForURL(/compare\?to=/);
  await page.context().close();
});

test('A suggested edit is written, shown without moving the text, and accepted', async ({
  browser,
}) => {
  const page = await signIn(browser, desk, WIDE);
  await openArticle(page, `${desk.base}/articles/${article}`);
  await page.waitForLoadState('networkidle');
  const size = () =>
    page.locator('.read').evaluate(e => [e.clientWidth, e.clientHeight]);
  const before = await size();
  await selectWords(page, '预计投资三十亿元');
  await page.keyboard.press('e');
  const field = page.getByLabel('改成');
  await expect(field).toHaveValue('预计投资三十亿元');
  await field.fill('预计投资三百亿元');
  await page.locator('.af .ProseMirror').click();
  await page.keyboard.type('见规划公告');
  await page.locator('.af').getByRole('button', { name: /保存/ }).click();
  const card = page.locator('.card.edit');
  await expect(card.locator('del')).toHaveText('预计投资三十亿元');
  await expect(card.locator('ins')).toHaveText('预计投资三百亿元');
  await expect(card).toContainText('见规划公告');
  await expect(page.locator('.marks .ln.edit')).toHaveCount(1);
  expect(await size()).toEqual(before);
  await expect(page.locator('.read')).toContainText('三十亿元');
  await noFaults(page);

  // Another one for the same words: both say so.
  await annotate('三十亿元', {
    motivation: 'editing',
    body: { type: 'TextualBody', purpose: 'editing', value: '三亿元' },
  });
  await expect(card).toHaveCount(2);
  await expect(card.first()).toContainText('只能采纳一条');

  await page.waitForLoadState('networkidle');
  await card.filter({ hasText: '见规划公告' }).click();
  await page.getByRole('button', { name: '采纳', exact: true }).click();
  await expect(card.filter({ hasText: '已采纳' })).toHaveCount(1);
  await page.getByRole('link', { name: '对照草稿' }).click();
  await page.waitForURL(/to=draft/);
  await expect(page.locator('.pr ins')).toHaveText('三百亿');
  await page.getByRole('button', { name: '采用为第 2 版' }).click();
  await page.waitForURL(/to=2/);
  const { body } = await api('GET', `/articles/${article}`);
  expect(body.text).toContain('预计投资三百亿元');
  await page.context().close();
});

test('All suggested edits are previewed in the line, and accepted at once', async ({
  browser,
}) => {
  for (const [quote, value] of [
    ['四十三个人', '四十一个人'],
    ['没有人撕', '谁也没有撕'],
  ] as const) {
    await annotate(quote, {
      motivation: 'editing',
      body: { type: 'TextualBody', purpose: 'editing', value },
    });
  }
  const page = await signIn(browser, desk, WIDE);
  await compared(page, '?to=edits');
  await expect(page.locator('.pr ins')).toHaveText(['四十一', '谁也']);
  await noFaults(page);
  await page.getByRole('button', { name: '全部采纳（2）' }).click();
  await page.waitForURL(/to=draft/);
  const { body } = await api('GET', `/articles/${article}/draft`);
  expect(JSON.stringify(body.passages)).toContain('谁也没有撕');
  await page.context().close();
});

test('An article is edited in place; the draft keeps itself and becomes a version', async ({
  browser,
}) => {
  const figure = await annotate('预计投资三十亿元');
  const answer = await annotate('每人三万元');
  const page = await signIn(browser, desk, WIDE);
  await page.goto(`${desk.base}/articles/${article}/edit`);
  await page.waitForLoadState('networkidle');
  const text = page.locator('.edit .text');
  // The editor learns where the caret is from the event, not from the call:
  // a key pressed before it would act where the caret was.
  const put = (words: string, offset: number) =>
    page.evaluate(
      async ([wanted, at]) => {
        for (const block of document.querySelectorAll('.edit .t')) {
          const node = block.firstChild as Text | null;
          const from = node?.data.indexOf(wanted) ?? -1;
          if (!node || from < 0) continue;
          block.scrollIntoView({ block: 'center' });
          const heard = new Promise(resolve => {
            document.addEventListener('selectionchange', resolve, {
              once: true,
            });
          });
          document.getSelection()?.collapse(node, from + at);
          await heard;
          return;
        }
      },
      [words, offset] as const,
    );
  await text.focus();
  await put('南岸渡口在去年', 0);
  await page.keyboard.type('据本报记者观察，');
  await put('年均亏损', 0);
  await page.keyboard.press('Enter');
  await put('我在船上干了', 0);
  await expect(page.getByLabel('说话人')).toHaveValue('周启明');
  await page.getByLabel('说话人').fill('周启朋');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await noFaults(page);

  // It comes back after a reload, and is what others find.
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(text).toContainText('据本报记者观察');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '对照草稿' }).click();
  await page.waitForURL(/to=draft/);
  await expect(page.locator('.pr ins').first()).toHaveText('据本报记者观察，');
  await expect(page.locator('.pr .sp ins')).toHaveText('周启朋');
  await page.getByRole('button', { name: '采用为第 2 版' }).click();
  await page.waitForURL(/to=2/);
  for (const id of [figure, answer]) {
    const { body } = await api('GET', `/annotations/${id}?version=2`);
    expect(body.anchoring).toMatchObject({ state: 'moved', voided: false });
  }
  const { body } = await api('GET', `/articles/${article}`);
  expect(body.blocks[6].text).toMatch(/^年均亏损/);
  await page.context().close();
});

test('Two who edit one draft lose nobody’s words', async ({ browser }) => {
  const page = await signIn(browser, desk, WIDE);
  await page.goto(`${desk.base}/articles/${article}/edit`);
  await page.waitForLoadState('networkidle');
  const { body: whole } = await api('GET', `/articles/${article}`);
  const passages = whole.blocks.map(
    ({ start: _, end: __, ...passage }: { start: number; end: number }) =>
      passage,
  );
  passages[1].text = `她写的。${passages[1].text}`;
  await hers('PUT', `/articles/${article}/draft`, { base: 1, passages });
  await page.locator('.edit .t').nth(1).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('我写的。');
  await expect(page.getByText(/别人刚改了这份草稿/)).toBeVisible();
  await expect(page.locator('.edit .text')).toContainText('我写的。');
  const { body } = await api('GET', `/articles/${article}/draft`);
  expect(body.passages[1].text).toContain('她写的。');
  await page.getByRole('button', { name: '用我的' }).click();
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.context().close();
});

for (const [name, options] of [
  ['zh-CN, wide, dark', { ...WIDE, colorScheme: 'dark' }],
  [
    'zh-CN, phone, light',
    {
      ...{ locale: 'zh-CN', viewport: { width: 390, height: 844 } },
      ...{ isMobile: true, hasTouch: true },
    },
  ],
] as const) {
  test(`In ${name}, the pages of versions pass axe and nothing scrolls sideways`, async ({
    browser,
  }) => {
    await annotate('预计投资三十亿元');
    await annotate('停航的通知贴了七天');
    await revise(SECOND);
    const page = await signIn(browser, desk, options);
    for (const path of ['versions', 'compare', 'compare?view=inline', 'edit']) {
      await page.goto(`${desk.base}/articles/${article}/${path}`);
      await page.waitForLoadState('networkidle');
      await noFaults(page);
    }
    await page.context().close();
  });
}
