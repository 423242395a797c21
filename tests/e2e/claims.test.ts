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
  type Json,
} from '#tests/support/server.ts';

let desk: Desk;
let api: Api;
/** A checker's. */
let hers: Api;
let article: string;

const TEXT = `不打烊的书房，账要怎么算？
临澜市把三十七间小型图书馆开进了地铁站，馆长沈予安说，最难的是“谁在凌晨三点需要一把椅子”。
望澜周刊：外界最常问的是：凌晨真的有人去吗？
沈予安：有。去年夜间一共接待了四十一万人次，占全年入馆量的百分之九。白天来的人是路过。
望澜周刊：一间通宵书房一年要花多少钱？
沈予安：平均下来，每间每年约三十八万元。有人说这是全国最低的，我不敢这么讲。`;

const REPORT =
  '临澜市图书馆 2025 年度报告\n夜间时段（22:00—6:00）入馆 41.2 万人次，较上年增长 6.8%。\n全年到馆 508.3 万人次，同比增长 23%。\n十二间通宵书房年均运行支出 37.6 万元，人员经费占 49.2%。';

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
  const chinese = { LANG: 'zh_CN.UTF-8' };
  const token = (role: string) => makeToken(desk.dataDir, role, role, chinese);
  api = apiOf(desk.base, await token('owner'));
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
});

async function claimOn(quote: string, more: object = {}): Promise<Json> {
  const body = { version: 1, quote, ...more };
  const made = await api('POST', `/articles/${article}/claims`, body);
  expect(made.status, made.text).toBe(201);
  return made.body;
}

async function reported(title: string, text = REPORT): Promise<Json> {
  const body = { title, kind: 'document', reliability: 'A' };
  const source = await api('POST', '/sources', body);
  const form = new FormData();
  form.set('file', new File([text], '年报.txt'));
  const at = `/sources/${source.body.id}/snapshots`;
  const kept = await api('POST', at, form);
  expect(kept.status, kept.text).toBe(201);
  return { ...source.body, snapshot: kept.body };
}

async function decide(claim: string, verdict: string): Promise<void> {
  const etag = (await api('GET', `/claims/${claim}`)).headers.get('etag') ?? '';
  const body = { verdict, finding: '查到了。' };
  const done = await api('PATCH', `/claims/${claim}`, body, {
    'If-Match': etag,
  });
  expect(done.status, done.text).toBe(200);
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

async function go(page: Page, address: string): Promise<void> {
  await page.goto(desk.base + address);
  await page.waitForLoadState('networkidle');
}

/** Two-row forms and their lists are there, and nothing is on its way any more. */
const saved = (page: Page) =>
  expect(page.locator('.saved', { hasText: '已保存' })).toBeVisible();

test('A checker makes a claim, attaches its source and decides it with the keyboard alone', async ({
  browser,
}) => {
  const title = `年报 ${Date.now()}`;
  await reported(title);
  const page = await signIn(browser, desk, {}, 'checker@example.org');
  await openArticle(page, `${desk.base}/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await selectWords(page, '去年夜间一共接待了四十一万人次');
  await page.keyboard.press('c');
  const form = page.locator('.card.writing');
  await expect(form.getByLabel('种类')).toHaveValue('number');
  await expect(form.getByLabel('说话人')).toHaveValue('沈予安');
  await page.keyboard.type('夜间接待 41 万人次');
  await page.keyboard.press('Control+Enter');
  const card = page.locator('.card.claim');
  await expect(card).toContainText('夜间接待 41 万人次');
  await expect(card).toContainText('C-01');
  await expect(page.locator('.marks .ln.v-unchecked')).toHaveCount(1);

  // What is missing is said before it is sent.
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: '属实', exact: true }).check();
  await page.getByLabel('核查发现').fill('与年报一致。');
  await page.keyboard.press('Control+Enter');
  await expect(card.getByRole('alert')).toContainText('还缺证据');
  await page.keyboard.press('Escape');

  const offered = page.locator('.src-field button', {
    has: page.locator('.rel'),
    hasText: title,
  });
  // A quote from memory comes back not found, beside what comes nearest.
  await page.keyboard.press('a');
  await page.keyboard.type(title);
  await offered.press('Enter');
  const quote = card.getByPlaceholder('粘贴原话');
  await quote.fill('入馆 42.2 万人次，较上年增长 6.8%');
  await quote.press('Control+Enter');
  await expect(card.locator('.qc.not-found')).toBeVisible();
  await expect(card.locator('.near')).toContainText('41.2');
  await expect(card.locator('.near del')).not.toHaveCount(0);

  await page.locator('.card.claim').focus();
  await page.keyboard.press('a');
  await page.keyboard.type(title);
  await offered.press('Enter');
  await quote.fill('入馆 41.2 万人次');
  await quote.press('Control+Enter');
  await expect(card.locator('.qc.exact')).toBeVisible();

  await page.locator('.card.claim').focus();
  await page.keyboard.press('v');
  // What was typed before is still there.
  await expect(page.getByLabel('核查发现')).toHaveValue('与年报一致。');
  await page.getByRole('radio', { name: '属实', exact: true }).check();
  await page.getByLabel('核查发现').press('Control+Enter');
  await expect(card.locator('.hd .verdict.v-accurate')).toBeVisible();
  await expect(page.locator('.marks .ln.v-accurate')).toHaveCount(1);
  await saved(page);
  await noFaults(page);

  await page.reload();
  await expect(page.locator('.card.claim')).toContainText('属实');
  await expect(page.locator('.card.claim')).toContainText('+1?1');
  const { body } = await api('GET', `/articles/${article}/claims`);
  expect(body.items[0]).toMatchObject({
    ...{ verdict: 'accurate', finding: '与年报一致。' },
    ...{ speaker: '沈予安', statement: '夜间接待 41 万人次' },
  });

  // Undone, and done again.
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.card.claim .verdict.v-unchecked')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('.card.claim .verdict.v-accurate')).toBeVisible();
  await page.context().close();
});

test('What one person finds appears at the other desk, and a new version voids it', async ({
  browser,
}) => {
  const report = await reported('年报');
  const claim = await claimOn('四十一万人次');
  const page = await signIn(browser, desk);
  await openArticle(
    page,
    `${desk.base}/articles/${article}?annotation=${claim.id}`,
  );
  await page.waitForLoadState('networkidle');
  const card = page.locator(`#a-${claim.id}`);
  await expect(card).toContainText('0 支持');
  await hers('POST', `/claims/${claim.id}/evidence`, {
    ...{ source: report.id, stance: 'refutes', quote: '入馆 41.2 万人次' },
  });
  await expect(card).toContainText('1 反驳');
  await expect(card.locator('.ev.refutes')).toContainText('入馆 41.2 万人次');
  await decide(claim.id, 'misleading');
  await expect(card.locator('.hd .verdict.v-misleading')).toBeVisible();
  await expect(card.locator('.find')).toContainText('查到了。');

  await page.keyboard.press('Escape');
  const next = TEXT.replace('一共接待了', '并没有接待');
  await api('POST', `/articles/${article}/versions`, {
    ...{ content: next, format: 'text' },
  });
  await go(page, `/articles/${article}?annotation=${claim.id}`);
  await expect(card.locator('.hd .verdict.v-unchecked')).toBeVisible();
  await expect(card).toContainText('原结论“误导”作废');
  await noFaults(page);
  // Its words stand as they did: in the queue because its sentence does not.
  await go(page, `/articles/${article}/compare`);
  const queued = page.locator(`[data-review="${claim.id}"]`);
  await expect(queued).toContainText('核查点');
  await expect(queued.getByRole('button', { name: '仍然适用' })).toBeVisible();
  // One key confirms it.
  await go(page, `/articles/${article}?annotation=${claim.id}`);
  await card.getByRole('button', { name: '仍然适用' }).click();
  await expect(card.locator('.hd .verdict.v-misleading')).toBeVisible();
  await card.getByRole('button', { name: '修改记录' }).click();
  await expect(page.locator('.history')).toContainText('结论作废，退回待核');
  await expect(
    page.locator('.history .verdict.v-misleading').first(),
  ).toBeVisible();
  await page.context().close();
});

test('The board is filtered while the network is away, and loses no letter', async ({
  browser,
}) => {
  await claimOn('四十一万人次', {});
  await claimOn('百分之九', { speaker: '望澜周刊' });
  const page = await signIn(browser, desk, {
    viewport: { width: 1440, height: 900 },
  });
  await go(page, `/claims?article=${article}`);
  const rows = page.locator('.br.r');
  await expect(rows).toHaveCount(2);
  await page.context().setOffline(true);
  await page.getByLabel('说话人').selectOption('望澜周刊');
  await page.getByLabel('说话人').selectOption('');
  const find = page.getByRole('searchbox');
  await find.pressSequentially('百分之九');
  await expect(find).toHaveValue('百分之九');
  await expect(rows).toHaveCount(1);
  await find.fill('');
  await expect(rows).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get('speaker')).toBeNull();
  await page.context().close();
});

/** Holds the page's scripts back; what is given lets them come. */
async function withLateScripts(page: Page): Promise<() => void> {
  let come: () => void = () => {};
  const late = new Promise<void>(done => (come = done));
  await page.route('**/assets/*.js', async route => {
    await late;
    await route.continue();
  });
  return come;
}

test('What is chosen and typed before the board has come to life filters it', async ({
  browser,
}) => {
  await claimOn('四十一万人次', {});
  await claimOn('百分之九', { speaker: '望澜周刊' });
  const page = await signIn(browser, desk);
  const come = await withLateScripts(page);
  const speaker = encodeURIComponent('望澜周刊');
  await page.goto(`${desk.base}/claims?article=${article}&speaker=${speaker}`, {
    waitUntil: 'commit',
  });
  const rows = page.locator('.br.r');
  await expect(rows).toHaveCount(1);
  await page.getByLabel('说话人').selectOption('');
  await page.getByRole('searchbox').fill('四十一');
  come();
  await expect(rows).toHaveText([/四十一万人次/]);
  await expect(page.getByLabel('说话人')).toHaveValue('');
  await expect(page.getByRole('searchbox')).toHaveValue('四十一');
  await page.context().close();
});

test('What is typed before the sources have come to life filters them', async ({
  browser,
}) => {
  const title = `年鉴 ${Date.now()}`;
  await reported(title);
  await reported('旧档案');
  const page = await signIn(browser, desk);
  const come = await withLateScripts(page);
  await page.goto(`${desk.base}/sources`, { waitUntil: 'commit' });
  await page.getByRole('searchbox').fill(title);
  come();
  await expect(page.locator('.its .it')).toHaveText([new RegExp(title)]);
  await page.context().close();
});

test('The board is filtered, walked, peeked into and assigned by the keyboard', async ({
  browser,
}) => {
  const report = await reported('年报');
  const checker = (await hers('GET', '/me')).body.id as string;
  const first = await claimOn('四十一万人次', { priority: 'high', checker });
  const second = await claimOn('百分之九', { due: '2020-01-01' });
  await claimOn('三十八万元', { speaker: '望澜周刊' });
  await hers('POST', `/claims/${first.id}/evidence`, {
    ...{ source: report.id, stance: 'supports', quote: '入馆 41.2 万人次' },
  });
  await decide(first.id, 'accurate');

  const page = await signIn(browser, desk, {
    viewport: { width: 1440, height: 900 },
  });
  await go(page, `/claims?article=${article}`);
  const rows = page.locator('.br.r');
  await expect(rows).toHaveCount(3);
  await expect(page.locator('.progress')).toContainText('/ 3 已有结论');
  await expect(page.locator('.progress')).toContainText('1 条逾期或今天到期');
  await expect(
    rows.filter({ hasText: 'C-02' }).locator('.due.late'),
  ).toBeVisible();
  await noFaults(page);

  await page.getByLabel('说话人').selectOption('望澜周刊');
  await expect(rows).toHaveCount(1);
  expect(page.url()).toContain('speaker=');
  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('说话人').selectOption('');
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('/');
  await page.keyboard.type('百分之九');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(3);

  // Two are picked and assigned at once.
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('.');
  await page.keyboard.press('j');
  await page.keyboard.press('.');
  await expect(page.locator('.bulk-row')).toContainText('已选 2 条');
  await page.getByLabel('分配给…').selectOption({ label: 'checker' });
  await saved(page);
  await expect
    .poll(async () => (await api('GET', `/claims/${second.id}`)).body.checker)
    .toBe(checker);
  await page.keyboard.press('Escape');

  // A claim is decided in the preview.
  await page.locator('h1').click();
  await page.keyboard.press('k');
  await page.keyboard.press('Space');
  const peek = page.locator('.peek');
  await expect(peek).toBeVisible();
  await noFaults(page);
  const number = (await peek.locator('.top .num').textContent()) ?? '';
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: '无法核实' }).check();
  await page.getByLabel('核查发现').fill('没有人记得。');
  await page.getByLabel('核查发现').press('Control+Enter');
  await expect(
    page
      .locator('.br.r', { hasText: number })
      .locator('.v-unverifiable')
      .first(),
  ).toBeVisible();
  await saved(page);
  // What the server refuses is taken back, and said.
  await page.locator('h1').click();
  await page.keyboard.press('Escape');
  const before = await api('GET', `/claims/${first.id}`);
  expect(before.body.verdict).toBe('accurate');

  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, `/claims?article=${article}`);
  await expect(rows.first()).toBeVisible();
  await noFaults(page);
  await go(page, '/claims');
  await expect(rows.first()).toBeVisible();
  await page.context().close();
});

test('What is done elsewhere appears on the board', async ({ browser }) => {
  const page = await signIn(browser, desk);
  await go(page, `/claims?article=${article}`);
  await expect(page.locator('.none')).toContainText('还没有核查点');
  const claim = await claimOn('百分之九', { statement: '占 9%' });
  const row = page.locator('.br.r', { hasText: '占 9%' });
  await expect(row).toBeVisible();
  await decide(claim.id, 'unverifiable');
  await expect(row).toContainText('无法核实');
  await page.context().close();
});

test('A source is brought in, archived, read, quoted from and withdrawn', async ({
  browser,
}) => {
  const claim = await claimOn('四十一万人次');
  const page = await signIn(browser, desk, {
    viewport: { width: 1440, height: 900 },
  });
  const title = `馆方年报 ${Date.now()}`;
  await go(page, '/sources');
  await noFaults(page);
  await page.getByRole('button', { name: '添加来源' }).first().click();
  await page.getByRole('textbox', { name: '标题' }).fill(title);
  await page.setInputFiles('.making input[type=file]', {
    name: '年报.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(REPORT),
  });
  await page
    .locator('.making')
    .getByRole('button', { name: '添加来源' })
    .click();
  await page.waitForURL(/\/sources\/[0-9a-f-]{36}$/);
  await expect(page.locator('.det h1')).toHaveText(title);
  await expect(page.locator('.snap')).toContainText('快照已存');
  await page.getByRole('button', { name: '核对' }).click();
  await expect(page.locator('.snap')).toContainText('与原件一致');
  await noFaults(page);

  await page.getByRole('button', { name: '编辑' }).click();
  await page.getByLabel('可靠度').last().selectOption('B');
  await page.getByLabel('评级的理由').fill('一手');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.locator('.mg')).toContainText('一手');

  // A passage is selected in the snapshot, and is evidence with its place.
  const id = page.url().split('/').at(-1) ?? '';
  const found = await api('GET', `/sources/${id}`);
  const [snapshot] = found.body.snapshots as Json[];
  await go(page, `/sources/${id}/snapshots/${snapshot?.id}?claim=${claim.id}`);
  await page.getByLabel('在快照里找').fill('入馆 41.2 万人次');
  await page.keyboard.press('Enter');
  await expect(page.locator('.piece mark')).toHaveText('入馆 41.2 万人次');
  await page.evaluate(() => {
    const mark = document.querySelector('.piece mark');
    if (mark) document.getSelection()?.selectAllChildren(mark);
  });
  await noFaults(page);
  await page.getByRole('button', { name: '支持' }).click();
  await expect(page.locator('.attach')).toContainText('逐字相符');
  const { body } = await api('GET', `/claims/${claim.id}/evidence`);
  const start = REPORT.indexOf('入馆 41.2');
  expect(body.items[0]).toMatchObject({
    ...{ quote: '入馆 41.2 万人次', quoteCheck: 'exact' },
    locator: { start },
  });
  await decide(claim.id, 'accurate');

  // Withdrawn, it takes the verdict along; that is said before.
  await go(page, `/sources/${id}`);
  await expect(page.locator('.pas mark')).toHaveText('入馆 41.2 万人次');
  await expect(page.locator('.resting')).toContainText('结论作废');
  await page.getByRole('button', { name: '撤下' }).click();
  await expect(page.locator('.end-acts')).toContainText(
    '1 条核查点的结论会作废',
  );
  await page.getByLabel('为什么撤下').fill('原件撤稿');
  await page.keyboard.press('Enter');
  await expect(page.locator('.note-bar.err')).toContainText('原件撤稿');
  const after = await api('GET', `/claims/${claim.id}`);
  expect(after.body).toMatchObject({ verdict: 'unchecked', was: 'accurate' });

  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    '/sources',
    `/sources/${id}`,
    `/sources/${id}/snapshots/${snapshot?.id}`,
  ]) {
    await go(page, path);
    await noFaults(page);
  }
  await page.context().close();
});

test('A page or picture that would run something runs nothing', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  let ran = false;
  page.on('dialog', dialog => {
    ran = true;
    void dialog.dismiss();
  });
  const bad = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  const html = `<!doctype html><title>x</title>${bad}<p>一段话。</p><p>二</p><p>三</p>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)"><script>alert(4)</script></svg>`;
  for (const [content, name] of [
    [html, 'a.html'],
    [svg, 'a.svg'],
  ] as const) {
    const source = await api('POST', '/sources', {
      ...{ title: bad, kind: 'page', note: bad },
    });
    const form = new FormData();
    form.set('file', new File([content], name));
    const at = `/sources/${source.body.id}/snapshots`;
    const kept = await api('POST', at, form);
    expect(kept.status).toBe(201);
    await go(page, `/sources/${source.body.id}`);
    await go(page, `${at}/${kept.body.id}`);
    const file = `${desk.base}/api/v1${at}/${kept.body.id}/bytes`;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.goto(file).catch(() => {}),
    ]);
    await download.delete();
  }
  expect(ran).toBe(false);
  await page.context().close();
});

test('A recording is played from where the evidence says', async ({
  browser,
}) => {
  const claim = await claimOn('谁在凌晨三点需要一把椅子');
  const source = await api('POST', '/sources', {
    ...{ title: '采访录音', kind: 'recording' },
  });
  const at = `/sources/${source.body.id}/snapshots`;
  const form = new FormData();
  form.set('file', new File([new Uint8Array(tone(5))], '录音.wav'));
  await api('POST', at, form);
  const words = new FormData();
  const srt =
    '1\n00:00:01,000 --> 00:00:02,000\n最难的不是灯\n\n2\n00:00:03,000 --> 00:00:04,500\n谁在凌晨三点需要一把椅子\n';
  words.set('file', new File([srt], '录音.srt'));
  const transcript = await api('POST', at, words);
  const made = await api('POST', `/claims/${claim.id}/evidence`, {
    ...{ source: source.body.id, snapshot: transcript.body.id },
    ...{ stance: 'supports', quote: '谁在凌晨三点需要一把椅子' },
  });
  expect(made.body.locator.time).toBe('00:03');
  const page = await signIn(browser, desk);
  await go(page, `${at}/${transcript.body.id}?evidence=${made.body.id}`);
  await expect(page.locator('.piece mark')).toHaveText(
    '谁在凌晨三点需要一把椅子',
  );
  const time = () =>
    page.locator('audio').evaluate((a: HTMLAudioElement) => a.currentTime);
  await expect.poll(time).toBe(3);
  await page.getByRole('button', { name: '从 00:01 放' }).click();
  await expect.poll(time).toBeGreaterThanOrEqual(1);
  expect(await time()).toBeLessThan(3);
  await noFaults(page);

  // The quotation has its recording: it is not unverified any more.
  await go(page, `/articles/${article}`);
  await expect(page.locator('.rail')).not.toContainText('未证实的引语');
  await page.context().close();
});

test('A quotation without a recording or notes shows as unverified', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  await go(page, `/articles/${article}`);
  await expect(page.locator('.rail .quo')).toContainText('谁在凌晨三点');
  await go(page, `/claims?article=${article}`);
  await page.getByText('1 处引语未经录音或笔记证实').click();
  await page.getByRole('link', { name: '谁在凌晨三点' }).click();
  await page.waitForURL(/words=/);
  await page.context().close();
});

test('A finding that could not be sent comes back, and so does what was typed of evidence', async ({
  browser,
}) => {
  const claim = await claimOn('百分之九');
  const page = await signIn(browser, desk);
  await openArticle(
    page,
    `${desk.base}/articles/${article}?annotation=${claim.id}`,
  );
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('v');
  await page.getByLabel('核查发现').fill('写到一半的发现');
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('v');
  await expect(page.getByLabel('核查发现')).toHaveValue('写到一半的发现');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.getByPlaceholder('粘贴原话').fill('抄了一半的引文');
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('a');
  await expect(page.getByPlaceholder('粘贴原话')).toHaveValue('抄了一半的引文');
  await page.context().close();
});

test('An editor gives verdicts words of the newsroom’s own, and they are used', async ({
  browser,
}) => {
  const report = await reported('年报');
  const claim = await claimOn('四十一万人次');
  await hers('POST', `/claims/${claim.id}/evidence`, {
    ...{ source: report.id, stance: 'supports', quote: '入馆 41.2 万人次' },
  });
  const page = await signIn(browser, desk);
  await go(page, '/verdicts');
  const word = `大体属实${Date.now() % 1000}`;
  await page
    .getByRole('textbox', { name: '给“部分属实”加一个叫法' })
    .fill(word);
  await page.keyboard.press('Enter');
  await expect(page.locator(`input[value="${word}"]`)).toBeVisible();
  await noFaults(page);
  await openArticle(
    page,
    `${desk.base}/articles/${article}?annotation=${claim.id}`,
  );
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: word }).check();
  await page.getByLabel('核查发现').fill('大体相符。');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator(`#a-${claim.id} .verdict`).first()).toHaveText(
    word,
  );
  await saved(page);
  const after = await api('GET', `/claims/${claim.id}`);
  expect(after.body.verdict).toBe('partly-accurate');
  await go(page, `/claims?article=${article}`);
  await expect(page.locator('.br.r')).toContainText(word);
  await page.context().close();
});

test('A confidential source shows to those who are not named who holds it, and no more', async ({
  browser,
}) => {
  const claim = await claimOn('百分之九');
  const secret = await hers('POST', '/sources', {
    ...{ title: '馆内线人', kind: 'interview', confidential: true },
  });
  await hers('POST', `/sources/${secret.body.id}/snapshots`, {
    text: '占比是他们自己算的。',
  });
  await hers('POST', `/claims/${claim.id}/evidence`, {
    ...{ source: secret.body.id, stance: 'context' },
    quote: '占比是他们自己算的。',
  });
  const page = await signIn(browser, desk);
  await go(page, `/articles/${article}?annotation=${claim.id}`);
  const card = page.locator(`#a-${claim.id}`);
  await expect(card.locator('.ev')).toContainText('保密来源，由checker保管');
  await expect(page.locator('body')).not.toContainText('馆内线人');
  await go(page, '/sources');
  await expect(page.locator('body')).not.toContainText('馆内线人');
  const answer = await page.goto(`${desk.base}/sources/${secret.body.id}`);
  expect(answer?.status()).toBe(404);
  await page.context().close();
});

test('What is done to a source appears on the library’s page', async ({
  browser,
}) => {
  const page = await signIn(browser, desk);
  await go(page, '/sources');
  const title = `刚到的来源 ${Date.now()}`;
  await hers('POST', '/sources', { title, kind: 'book' });
  await expect(page.locator('.its')).toContainText(title);
  await page.context().close();
});

test('A reader sees claims and what they rest on, and decides nothing', async ({
  browser,
}) => {
  await makeToken(desk.dataDir, 'reader', 'reader', {
    LANG: 'zh_CN.UTF-8',
  }).catch(() => {});
  const report = await reported('年报');
  const claim = await claimOn('四十一万人次');
  await hers('POST', `/claims/${claim.id}/evidence`, {
    ...{ source: report.id, stance: 'supports', quote: '入馆 41.2 万人次' },
  });
  const page = await signIn(browser, desk, {}, 'reader@example.org');
  await openArticle(
    page,
    `${desk.base}/articles/${article}?annotation=${claim.id}`,
  );
  await page.waitForLoadState('networkidle');
  const card = page.locator(`#a-${claim.id}`);
  await expect(card).toContainText('入馆 41.2 万人次');
  await expect(card.getByRole('button', { name: '改结论' })).toHaveCount(0);
  await expect(card.getByRole('button', { name: '添加' })).toHaveCount(0);
  await page.keyboard.press('v');
  await expect(page.locator('.vf')).toHaveCount(0);
  await selectWords(page, '白天来的人是路过');
  await expect(page.locator('.tb')).toBeVisible();
  await expect(page.locator('.tb')).not.toContainText('核查点');
  await go(page, '/sources');
  await expect(page.getByRole('button', { name: '添加来源' })).toHaveCount(0);
  await page.context().close();
});

/** A WAV file of so many seconds of silence. */
function tone(seconds: number): Buffer {
  const rate = 8000;
  const length = rate * seconds;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(length, 40);
  return Buffer.concat([head, Buffer.alloc(length, 128)]);
}
