import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

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

let desk: Desk;
/** The owner's. */
let api: Api;
/** An editor's. */
let his: Api;
/** A checker's. */
let hers: Api;
let article: string;
let hash: string;

const TEXT = `不打烊的书房
望澜周刊：凌晨真的有人去吗？
沈予安：有。白天来的人是路过，夜里来的人要待着。`;

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = (role: string) => makeToken(desk.dataDir, role, role, chinese);
  api = apiOf(desk.base, await token('owner'));
  his = apiOf(desk.base, await token('editor'));
  hers = apiOf(desk.base, await token('checker'));
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
  hash = made.body.versionHash as string;
});

async function workflow(change: object): Promise<void> {
  const { headers } = await api('GET', '/workflow');
  const answer = await api('PATCH', '/workflow', change, {
    'If-Match': headers.get('etag') ?? '',
  });
  expect(answer.status).toBe(200);
}

async function revise(content: string): Promise<void> {
  const made = await api('POST', `/articles/${article}/versions`, {
    ...{ content, format: 'text' },
  });
  expect(made.status, made.text).toBe(201);
  hash = made.body.versionHash as string;
}

const gatesOf = (page: Page) =>
  page.goto(`${desk.base}/articles/${article}/gates`);

/** Tabs until what is meant has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.locator(`${selector}:focus`).count()) return;
  }
  throw new Error(`Not reached: ${selector}`);
}

test('signs a gate with the keyboard, and again after a change, shown the changed paragraph alone', async ({
  browser,
}) => {
  await workflow({ workflow: 'two-steps', rules: ['gates-unsigned'] });
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await gatesOf(page);
  await tabTo(page, '[name=note]');
  await page.keyboard.type('通读，口径已统一。');
  await tabTo(page, '[name=errors]');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, '[value=sign]');
  await page.keyboard.press('Enter');
  const first = page.locator('.gate').first();
  await expect(first).toHaveClass(/g-signed/);
  await expect(first).toContainText('checker');
  await expect(first).toContainText('通读，口径已统一。');
  await expect(first).toContainText('1 处');
  await revise(TEXT.replace('要待着', '不肯走'));
  await page.reload();
  await expect(first).toHaveClass(/g-void/);
  await expect(first.locator('.changed p')).toHaveCount(1);
  await expect(first.locator('.changed del')).toHaveText('要待着');
  await expect(first.locator('.changed ins')).toHaveText('不肯走');
  await tabTo(page, '[name=note]');
  await page.keyboard.type('只改一处，同意。');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(first).toHaveClass(/g-signed/);
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations).toEqual([]);
  await page.context().close();
});

test('says why a gate can’t be signed, and keeps nothing of it', async ({
  browser,
}) => {
  await workflow({ workflow: 'two-steps', rules: ['gates-unsigned'] });
  const page = await signIn(browser, desk);
  await gatesOf(page);
  await page.locator('[name=note]').fill('我自己写的。');
  await page.locator('[value=sign]').click();
  await expect(page.locator('[role=alert]')).toContainText('写过');
  const { body } = await api('GET', `/articles/${article}/sign-offs`);
  expect(body.items).toEqual([]);
  await page.context().close();
});

test('publishes once nothing is open, tells what was put right, and takes back', async ({
  browser,
}) => {
  await workflow({ workflow: 'two-steps', rules: ['gates-unsigned'] });
  const page = await signIn(browser, desk);
  await gatesOf(page);
  await expect(page.locator('.reasons')).toContainText('2 道');
  await expect(page.locator('[value=publish]')).toBeDisabled();
  expect((await fetch(`${desk.base}/p/${article}`)).status).toBe(404);
  for (const [as, gate] of [
    [hers, 'review-1'],
    [his, 'review-2'],
  ] as const) {
    const answer = await as('POST', `/articles/${article}/sign-offs`, {
      ...{ gate, versionHash: hash, note: '同意。' },
    });
    expect(answer.status, answer.text).toBe(201);
  }
  await page.reload();
  await page.locator('[value=publish]').click();
  await expect(page.locator('.publish')).toContainText('已发布');
  await page.goto(`${desk.base}/articles`);
  const row = page.getByRole('row').nth(1);
  await expect(row).toContainText('不打烊的书房');
  await expect(row).toContainText('已发布');
  await gatesOf(page);
  await workflow({ workflow: 'none', rules: [] });
  await revise(TEXT.replace('路过', '过客'));
  await page.reload();
  await expect(page.locator('.reasons')).toContainText('更正');
  await expect(page.locator('[value=publish]')).toBeDisabled();
  await page.locator('[name=wrong]').fill('引语记错了。');
  await page.locator('[name=text]').fill('此前的版本误引了一处。');
  await page.locator('[value=correct]').click();
  await expect(page.locator('.corrections')).toContainText('误引了一处');
  await page.locator('[value=publish]').click();
  await expect(page.locator('[value=publish]')).toBeDisabled();
  const shown = await (await fetch(`${desk.base}/p/${article}`)).text();
  expect(shown).toContain('此前的版本误引了一处。');
  expect(shown).not.toContain('引语记错了。');
  await page.locator('summary').filter({ hasText: '撤下' }).click();
  await page.locator('[name=reason]').fill('当事人要求。');
  await page.locator('[value=withdraw]').click();
  await expect(page.locator('.publish')).toContainText('当事人要求。');
  const gone = await fetch(`${desk.base}/p/${article}`);
  expect(gone.status).toBe(410);
  expect(await gone.text()).not.toContain('书房');
  await page.context().close();
});

test('shows readers what is public alone, without a script', async ({
  browser,
}) => {
  await workflow({ workflow: 'none', rules: [] });
  const quote = async (words: string, more: object) => {
    const answer = await api('POST', `/articles/${article}/annotations/`, {
      ...{
        motivation: 'commenting',
        target: {
          source: source,
          selector: { type: 'TextQuoteSelector', exact: words },
        },
      },
      ...more,
    });
    expect(answer.status, answer.text).toBe(201);
  };
  const source = `${desk.base}/api/v1/articles/${article}`;
  await quote('白天来的人是路过', {
    visibility: 'public',
    bodyValue: '这句 <b>话</b> 是公开的。',
  });
  await quote('夜里来的人要待着', { bodyValue: '这句话是编辑部的。' });
  const open = await api('POST', '/sources', {
    ...{ title: '市图书馆年报', kind: 'document' },
    url: 'https://library.example.org/2025.pdf',
  });
  const secret = await api('POST', '/sources', {
    ...{ title: '不能说的人', kind: 'person', confidential: true },
  });
  const claim = await api('POST', `/articles/${article}/claims`, {
    ...{ version: 1, quote: '夜里来的人要待着', statement: '夜里的人不走' },
  });
  for (const { body } of [open, secret]) {
    const snapshot = await api('POST', `/sources/${body.id}/snapshots`, {
      text: '夜里来的人要待着，白天的人路过。',
    });
    expect(snapshot.status, snapshot.text).toBe(201);
    const evidence = await api('POST', `/claims/${claim.body.id}/evidence`, {
      ...{ source: body.id, snapshot: snapshot.body.id, stance: 'supports' },
      quote: '夜里来的人要待着',
    });
    expect(evidence.status, evidence.text).toBe(201);
    if (body.id === secret.body.id) continue;
    const { body: me } = await hers('GET', '/me');
    const confirmed = await hers(
      ...(['PATCH', `/evidence/${evidence.body.id}`] as const),
      { confirmedBy: me.id },
      { 'If-Match': evidence.headers.get('etag') ?? '' },
    );
    expect(confirmed.status, confirmed.text).toBe(200);
  }
  const { headers } = await api('GET', `/claims/${claim.body.id}`);
  const decided = await api(
    ...(['PATCH', `/claims/${claim.body.id}`] as const),
    {
      ...{ verdict: 'accurate', finding: '年报第十四页可证。' },
      visibility: 'public',
    },
    { 'If-Match': headers.get('etag') ?? '' },
  );
  expect(decided.status, decided.text).toBe(200);
  await api('POST', `/articles/${article}/publish`, { version: 1 });
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
  });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', one => asked.push(one.resourceType()));
  await page.goto(`${desk.base}/p/${article}`);
  await expect(page.locator('h1')).toHaveText('不打烊的书房');
  const body = page.locator('body');
  await expect(body).toContainText('这句 <b>话</b> 是公开的。');
  await expect(body).toContainText('年报第十四页可证。');
  await expect(
    page.getByRole('link', { name: '市图书馆年报' }),
  ).toHaveAttribute(
    ...(['href', 'https://library.example.org/2025.pdf'] as const),
  );
  for (const hidden of ['编辑部的', '不能说的人', '夜里的人不走']) {
    await expect(body).not.toContainText(hidden);
  }
  const html = await page.content();
  expect(html).not.toContain('不能说的人');
  expect(asked.filter(type => type === 'script')).toEqual([]);
  const width = await page
    .evaluate(() => document.documentElement.scrollWidth)
    .catch(() => 390);
  expect(width).toBeLessThanOrEqual(390);
  await context.close();
});
