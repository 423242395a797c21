import fs from 'node:fs';

import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test,
  type Browser,
  type Locator,
  type Page,
} from '@playwright/test';

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

/** A morning at the desk, from the pasted page to the correction, in Chinese. */
let desk: Desk;
/** The editor in chief's. */
let api: Api;
/** The night editor's: who writes a version reviews none. */
let hers: Api;
/** What each has open. */
let night: Page;
let check: Page;
let chief: Page;
let deputy: Page;

const PAGE = `望澜周刊
首页
登录
不打烊的书房，账要怎么算？
望澜周刊记者 陆知夏
2026-03-14 09:20
来源：望澜周刊
临澜市把三十七间小型图书馆开进了地铁站和旧粮仓，其中十二间通宵亮灯。
凌晨三点的椅子
望澜周刊：凌晨真的有人去吗？
沈予安：有。去年夜间一共接待了四十一万人次。白天来的人是路过，夜里来的人要待着。
一间书房的成本
望澜周刊：一年要花多少钱？
沈予安：十二间一年三十亿元，人员占一半。
（责任编辑：林芮）
下载客户端
扫一扫，分享到朋友圈`;
/** The report's pages. */
const REPORT = [
  '市图书馆 2025 年报。通宵书房由旧粮仓与地铁站改建。',
  '全年夜间接待读者四十一万人次，占全年入馆量百分之九。十二间书房一年支出三百亿元。',
];

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = (role: string, name: string) =>
    makeToken(desk.dataDir, role, name, chinese);
  api = apiOf(desk.base, await token('owner', 'chief'));
  hers = apiOf(desk.base, await token('editor', 'night'));
  await token('checker', 'check');
  await token('editor', 'deputy');
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

const pageOf = (browser: Browser, who: string) =>
  signIn(browser, desk, {}, `${who}@example.org`);

/** The company's report, as a file with pages. */
async function printed(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  await page.setContent(
    REPORT.map(text => `<p style="break-after:page">${text}</p>`).join(''),
  );
  const file = await page.pdf();
  await page.close();
  return file;
}

/** On a source's page: how far it is relied on, and why. */
async function grade(page: Page, letter: string, why: string): Promise<void> {
  await page.getByRole('button', { name: '编辑' }).click();
  await page.getByLabel('可靠度').last().selectOption(letter);
  await page.getByLabel('评级的理由').fill(why);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.locator('.mg')).toContainText(why);
}

const saved = (page: Page) =>
  expect(page.locator('.saved', { hasText: '已保存' })).toBeVisible();

async function noFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => [v.id, v.nodes.map(n => n.target)])).toEqual([]);
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const width of [390, size.width]) {
    await page.setViewportSize({ ...size, width });
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    expect(wide, `at ${width}`).toBeLessThanOrEqual(0);
  }
}

async function sign(page: Page, id: string, note: string): Promise<void> {
  await page.goto(`${desk.base}/articles/${id}/gates`);
  const signed = await page.locator('.g-signed').count();
  await page.locator('[name=note]').fill(note);
  await page.locator('[value=sign]').click();
  await expect(page.locator('.g-signed')).toHaveCount(signed + 1);
}

const revise = async (id: string, from: string, to: string) => {
  const { body: text } = await api('GET', `/articles/${id}`);
  const content = text.blocks
    .map(({ text: words, speaker }: { text: string; speaker?: string }) =>
      speaker ? `${speaker}：${words}` : words,
    )
    .join('\n')
    .replace(from, to);
  const { title, byline, publishedAt } = text;
  const made = await hers('POST', `/articles/${id}/versions`, {
    ...{ content, format: 'text', title, byline, publishedAt },
    base: text.version,
  });
  expect(made.status, made.text).toBe(201);
};

test('A morning at the desk, from the pasted page to the correction', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  [night, check, chief, deputy] = (await Promise.all(
    ['night', 'check', 'chief', 'deputy'].map(who => pageOf(browser, who)),
  )) as [Page, Page, Page, Page];

  // 06:00 The night editor pastes a page; what is unsure asks.
  await night.goto(`${desk.base}/articles`);
  await night.waitForLoadState('networkidle');
  await night.getByText('粘贴正文').click();
  await night.getByLabel('页面全文').fill(PAGE);
  await night.keyboard.press('Tab');
  await night.keyboard.press('Enter');
  await night.waitForURL(/\/imports\//);
  await night.waitForLoadState('networkidle');
  await night.getByRole('button', { name: '确认并保存' }).click();
  await night.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  const id = /articles\/([0-9a-f-]{36})/.exec(night.url())?.[1] ?? '';
  const address = `${desk.base}/articles/${id}`;
  await openArticle(night, address);
  await expect(night.locator('h1')).toHaveText('不打烊的书房，账要怎么算？');

  // 06:04 She marks what matters; 06:10 the checker sees it arrive.
  await openArticle(check, address);
  await check.waitForLoadState('networkidle');
  await night.waitForLoadState('networkidle');
  await selectWords(night, '夜里来的人要待着');
  await night.keyboard.press('1');
  await selectWords(night, '白天来的人是路过');
  await night.keyboard.press('n');
  await night.keyboard.type('这句可以做小标题。');
  await night.keyboard.press('Control+Enter');
  await expect(
    check.locator('.card', { hasText: '可以做小标题' }),
  ).toBeVisible();
  await selectWords(night, '四十一万人次');
  await night.keyboard.press('t');
  await night.keyboard.type('口径');
  await night.keyboard.press('Enter');
  await night.keyboard.press('Enter');
  await expect(check.locator('.rail')).toContainText('口径');
  // What readers are told, too.
  await selectWords(night, '地铁站');
  await night.keyboard.press('n');
  await night.keyboard.type('地铁站里的几间六点关门。');
  await night.keyboard.press('Control+Enter');
  const told = night.locator('.card', { hasText: '六点关门' });
  await told.getByLabel('可见范围').selectOption('public');
  await saved(night);

  // Two questions go to the author.
  await selectWords(night, '三十亿元');
  await night.keyboard.press('q');
  await night.keyboard.type('是三十亿还是三百亿？');
  await night.keyboard.press('Control+Enter');
  await selectWords(night, '旧粮仓');
  await night.keyboard.press('q');
  await night.keyboard.type('旧粮仓在哪里？');
  await night.keyboard.press('Control+Enter');
  await saved(night);

  // Sentence by sentence: nothing to check in the title.
  await check.locator('.ProseMirror').focus();
  await check.keyboard.press('g');
  await check.keyboard.press('v');
  const bar = check.getByRole('toolbar', { name: '逐句核查' });
  await expect(bar).toContainText('第 1 /');
  await check.keyboard.press('o');
  await expect(bar).toContainText('第 2 /');
  await check.keyboard.press('Escape');
  await selectWords(check, '去年夜间一共接待了四十一万人次');
  await check.keyboard.press('c');
  await expect(check.locator('.card.writing').getByLabel('说话人')).toHaveValue(
    '沈予安',
  );
  await check.keyboard.press('Control+Enter');
  const claimOf = (number: string) =>
    check.locator('.card.claim', { hasText: number });
  const claim = claimOf('C-01');
  await expect(claim).toBeVisible();
  await selectWords(check, '十二间一年三十亿元');
  await check.keyboard.press('c');
  await check.keyboard.press('Control+Enter');
  await expect(claimOf('C-02')).toBeVisible();

  // 06:25 The report is uploaded; its sentence is found, one from memory isn't.
  const library = await check.context().newPage();
  await library.goto(`${desk.base}/sources`);
  await library.waitForLoadState('networkidle');
  await library.getByRole('button', { name: '添加来源' }).first().click();
  await library.getByRole('textbox', { name: '标题' }).fill('临澜图书馆年报');
  await library.setInputFiles('.making input[type=file]', {
    ...{ name: '年报.pdf', mimeType: 'application/pdf' },
    buffer: await printed(browser),
  });
  await library
    .locator('.making')
    .getByRole('button', { name: '添加来源' })
    .click();
  await library.waitForURL(/\/sources\/[0-9a-f-]{36}$/);
  await expect(library.locator('.snap')).toContainText('2 页');
  const source = library.url().split('/').at(-1) ?? '';
  await grade(library, 'A', '馆方正式发布。');
  await library.close();
  const attach = async (quote: string, to = claim) => {
    await to.focus();
    await check.keyboard.press('Enter');
    await check.keyboard.press('a');
    await check.keyboard.type('临澜图书馆年报');
    await check
      .locator('.src-field button', {
        has: check.locator('.rel'),
        hasText: '临澜图书馆年报',
      })
      .press('Enter');
    const field = to.getByPlaceholder('粘贴原话');
    await field.fill(quote);
    await field.press('Control+Enter');
  };
  await attach('夜间接待读者四十二万人');
  await expect(claim.locator('.qc.not-found')).toBeVisible();
  await attach('夜间接待读者四十一万人次');
  await expect(claim.locator('.qc.exact')).toBeVisible();
  await expect(claim).toContainText('第 2 页');
  const decide = async (to: Locator, verdict: string, finding: string) => {
    await to.focus();
    await check.keyboard.press('Enter');
    await check.keyboard.press('v');
    await check.getByRole('radio', { name: verdict, exact: true }).check();
    await check.getByLabel('核查发现').fill(finding);
    await check.getByLabel('核查发现').press('Control+Enter');
    await expect(to.locator('.hd .verdict')).toContainText(verdict);
  };
  await decide(claim, '属实', '与年报一致。');
  await attach('十二间书房一年支出三百亿元', claimOf('C-02'));
  await expect(claimOf('C-02').locator('.qc.exact')).toBeVisible();
  await decide(claimOf('C-02'), '不实', '年报写的是三百亿元。');

  // 06:40 The train goes into a tunnel.
  await saved(check);
  await check.context().setOffline(true);
  for (const words of [
    '一年要花多少钱',
    '凌晨真的有人去吗',
    '凌晨三点的椅子',
  ]) {
    await selectWords(check, words);
    await check.keyboard.press('o');
  }
  await expect(check.locator('.saved')).toContainText('待上传');
  await check.context().setOffline(false);
  await saved(check);

  // 06:45 The author answers through a link, without an account.
  await night.goto(`${address}/queries`);
  await night.getByLabel('给谁').fill('陆知夏');
  await night.getByRole('button', { name: '生成链接' }).click();
  const link = await night.locator('.made').inputValue();
  const author = await (await browser.newContext()).newPage();
  await author.goto(link);
  await expect(author.locator('body')).not.toContainText('三十亿');
  await author.getByRole('button', { name: '打开问题' }).click();
  await expect(author.locator('blockquote')).toHaveCount(2);
  await expect(author.locator('body')).not.toContainText('接待');
  await noFaults(author);
  await author.getByLabel('您的回答').nth(0).fill('老城北门。');
  await author.getByLabel('您的回答').nth(1).fill('是三百亿，我写错了。');
  await author.getByRole('button', { name: '提交回答' }).click();
  await expect(author.getByRole('status')).toContainText('已收到');
  await author.context().close();
  await night.reload();
  await expect(night.locator('.q-answered')).toHaveCount(2);
  await noFaults(night);

  // An early signature over what is still going to change.
  await sign(check, id, '口径已统一。');

  // 07:10 A new version: one figure is another.
  await revise(id, '三十亿', '三百亿');
  await check.goto(`${address}/gates`);
  await expect(check.locator('.g-void')).toHaveCount(1);
  await expect(check.locator('.changed p')).toHaveCount(1);
  await expect(check.locator('.changed')).toContainText('三百亿');
  const { body: claims } = await api('GET', `/articles/${id}/claims`);
  expect(claims.items).toMatchObject([
    ...[{ verdict: 'accurate' }, { verdict: 'unchecked', was: 'false' }],
  ]);
  const { body: queries } = await api('GET', `/articles/${id}/queries`);
  expect(queries.items).toHaveLength(2);
  for (const decision of ['照实写明。', '已改为三百亿。']) {
    await night.goto(`${address}/queries`);
    const open = night.locator('.q-answered').first();
    await open.getByLabel('裁定', { exact: true }).fill(decision);
    await open.getByRole('button', { name: '裁定' }).click();
    await expect(night.locator('.gate', { hasText: decision })).toBeVisible();
  }

  await openArticle(check, address);
  await check.waitForLoadState('networkidle');
  await decide(claimOf('C-02'), '属实', '已改，与年报一致。');
  await saved(check);

  // 07:30 The rest is checked; three people review, three proofs follow.
  await check.goto(`${address}/coverage`);
  await noFaults(check);
  const left = check.getByRole('region', { name: '还没核的' });
  await expect(left).toContainText('三十七');
  await expect(left).not.toContainText('三百亿');
  const { body: article } = await api('GET', `/articles/${id}`);
  await openArticle(check, `${address}?mode=check`);
  await check.waitForLoadState('networkidle');
  for (let i = 0; i < article.sentences.length; i += 1) {
    await check.keyboard.press('y');
  }
  await saved(check);
  await sign(check, id, '改动已核。');
  await sign(chief, id, '同意。');
  await sign(deputy, id, '定稿。');
  for (const [page, note] of [
    [night, '一校。'],
    [chief, '二校。'],
    [deputy, '三校。'],
  ] as const) {
    await sign(page, id, note);
  }
  await chief.goto(`${address}/gates`);
  await expect(chief.locator('.covbar')).toHaveAttribute('aria-label', /已核/);
  const [download] = await Promise.all([
    chief.waitForEvent('download'),
    chief.getByRole('link', { name: '下载核查卷宗' }).click(),
  ]);
  const packet = fs.readFileSync(await download.path(), 'utf8');
  for (const words of [
    ...['与年报一致。', '夜间接待读者四十一万人次', '是三百亿，我写错了。'],
    ...['已改为三百亿。', '定稿。', article.versionHash],
  ]) {
    expect(packet).toContain(words);
  }
  expect(packet).not.toMatch(/<(?:script|link|img|iframe)|@import|url\(/);
  await chief.locator('[value=publish]').click();
  await expect(chief.locator('.publish')).toContainText('已发布');
  const reader = await (
    await browser.newContext({ javaScriptEnabled: false })
  ).newPage();
  await reader.goto(`${desk.base}/p/${id}`);
  await expect(reader.locator('h1')).toHaveText('不打烊的书房，账要怎么算？');
  await expect(reader.locator('body')).not.toContainText('可以做小标题');
  await expect(reader.locator('.sn')).toContainText('六点关门');

  // 09:00 A reader writes in: the correction is recorded, signed and shown.
  await revise(id, '十二间通宵亮灯', '十一间通宵亮灯');
  await chief.goto(`${address}/gates`);
  await expect(chief.locator('.reasons')).toContainText('更正');
  await chief.locator('[name=wrong]').fill('通宵亮灯的间数抄错了。');
  await chief
    .locator('[name=text]')
    .fill('通宵亮灯的是十一间，此前误为十二间。');
  await chief.locator('[value=correct]').click();
  await expect(chief.locator('.corrections')).toContainText('十一间');
  // Two other articles rest on the same report.
  for (const title of ['夜班公交', '旧粮仓口述']) {
    const other = await api('POST', '/articles', {
      ...{ content: `${title}\n夜间接待四十一万人次。`, format: 'text' },
    });
    const resting = await api('POST', `/articles/${other.body.id}/claims`, {
      ...{ version: 1, quote: '夜间接待四十一万人次' },
    });
    const cited = await api('POST', `/claims/${resting.body.id}/evidence`, {
      ...{ source, stance: 'supports', quote: '夜间接待读者四十一万人次' },
    });
    expect(cited.status, cited.text).toBe(201);
  }
  await chief.goto(`${desk.base}/sources/${source}`);
  await chief.waitForLoadState('networkidle');
  await grade(chief, 'C', '间数与实际不符。');
  await expect(chief.locator('.resting')).toContainText('夜班公交');
  await expect(chief.locator('.resting')).toContainText('旧粮仓口述');
  const { body: log } = await api('GET', `/articles/${id}/corrections`);
  expect(log.items).toMatchObject(
    [{ text: /十一间/ }].map(() => ({ from: 2, to: 3 })),
  );
});
