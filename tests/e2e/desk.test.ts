import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';

import {
  makeDataDir,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

const PAGE = `望澜网
首页 要闻 财经 文化
夜谈会｜修旧钟的人，怎样看时间
望澜晚报记者 郁青禾
2025年11月03日 08:15
来源：望澜晚报
字号 大 中 小

上周六，钟表匠柏守正和徒弟闻笙来到“夜谈会”，谈了谈修钟这门手艺。零件越来越难找，但愿意学的年轻人反而多了。

一只钟能走多久

夜谈会：两位平时修得最多的是什么钟？

柏守正：座钟👨‍👩‍👧。𠮷野家里老人留下来的，停了十几年，忽然想让它再走起来。这种活不赚钱，但我接。

有一次来了一位老太太，她说只想再听一次报时。我修了三个星期。

闻笙：我修得多的是手表，因为手稳。

责任编辑：阮知白
未经授权，不得转载
`;

const PERSON = {
  name: '林芮',
  email: 'lin@example.org',
  password: 'correct horse battery',
};

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let article = '';
let state: Awaited<ReturnType<BrowserContext['storageState']>>;

test.beforeAll(async () => {
  desk = await startDesk(makeDataDir());
});

test.afterAll(async () => {
  await desk.stop();
  removeDir(desk.dataDir);
});

type Look = NonNullable<Parameters<Browser['newContext']>[0]>;

/** A signed-in page; whatever it complains of fails the test. */
async function open(
  browser: Browser,
  path: string,
  look: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    storageState: state,
    ...look,
  });
  const page = await context.newPage();
  watch(page);
  await page.goto(desk.base + path);
  if (look.javaScriptEnabled !== false && path.startsWith('/articles/')) {
    await page.waitForSelector('.ProseMirror');
  }
  return page;
}

function watch(page: Page): void {
  page.on('pageerror', error => {
    throw error;
  });
  page.on('console', message => {
    if (
      message.type() === 'error' &&
      !/Failed to load resource/.test(message.text())
    ) {
      throw new Error(message.text());
    }
  });
}

/** Where `quote` begins and ends on the screen, scrolled to. */
function placeOf(
  page: Page,
  quote: string,
): Promise<readonly [number, number, number, number]> {
  return page.evaluate(wanted => {
    const walker = document.createTreeWalker(
      document.querySelector('.read .text') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      (walker.currentNode.parentElement as HTMLElement).scrollIntoView({
        block: 'center',
      });
      const rects = [...range.getClientRects()].filter(r => r.width > 0);
      const first = rects[0] as DOMRect;
      const last = rects.at(-1) as DOMRect;
      return [
        first.left,
        first.top + first.height / 2,
        last.right,
        last.top + last.height / 2,
      ] as const;
    }
    throw new Error(`Not in the text: ${wanted}`);
  }, quote);
}

/** Drags the mouse over `quote` in the text. */
async function select(page: Page, quote: string): Promise<void> {
  const [x1, y1, x2, y2] = await placeOf(page, quote);
  await page.mouse.move(x1 + 0.5, y1);
  await page.mouse.down();
  await page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2);
  await page.mouse.move(x2 - 0.5, y2);
  await page.mouse.up();
  await expect(page.getByRole('toolbar')).toBeVisible();
}

/** Presses the mouse on the beginning of `quote`. */
async function press(page: Page, quote: string): Promise<void> {
  const [x, y] = await placeOf(page, quote);
  await page.mouse.click(x + 6, y);
}

/** How many annotations the desk counts. */
const expectCount = (page: Page, count: number) =>
  expect(page.locator('.rail .total b')).toHaveText(String(count));

const saved = (page: Page) =>
  expect(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved');

const toolbar = (page: Page) => page.locator('.tb');
const note = (page: Page) =>
  page.getByRole('textbox', { name: '旁批', exact: true });
const tags = (page: Page) => page.locator('.tagfield input');

const card = (page: Page, text: string) =>
  page.locator('.card', { hasText: text }).first();

async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]),
  ).toEqual([]);
}

test('The first visit makes the owner, without a code on this machine', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  watch(page);
  await page.goto(desk.base);
  await expect(page).toHaveURL(/\/setup$/);
  await checkAccessibility(page);
  await page.getByLabel('姓名').fill(PERSON.name);
  await page.getByLabel('邮箱').fill(PERSON.email);
  await page.getByLabel('密码').fill('short');
  await page.getByRole('button', { name: '建立账号' }).click();
  await expect(page.getByRole('alert')).toContainText('至少 10 个字符');
  await page.getByLabel('姓名').fill(PERSON.name);
  await page.getByLabel('邮箱').fill(PERSON.email);
  await page.getByLabel('密码').fill(PERSON.password);
  await page.getByRole('button', { name: '建立账号' }).click();
  await expect(page).toHaveURL(/\/articles$/);
  await expect(page.getByRole('row')).toHaveCount(3);
  state = await page.context().storageState();
  const cookie = state.cookies.find(c => c.name === 'pangzhu_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('A forwarded first visit would need the setup code', async ({
  request,
}) => {
  const other = await startDesk(makeDataDir());
  const forwarded = { headers: { 'X-Forwarded-For': '203.0.113.7' } };
  expect(
    await (await request.get(`${other.base}/setup`, forwarded)).text(),
  ).toContain('name="code"');
  expect(await (await request.get(`${other.base}/setup`)).text()).not.toContain(
    'name="code"',
  );
  const form = {
    name: 'a',
    email: 'a@example.org',
    password: PERSON.password,
    language: 'en',
  };
  const headers = { ...forwarded.headers, Origin: other.base };
  const send = (code: string) =>
    request.post(`${other.base}/setup`, {
      form: { ...form, code },
      headers,
      maxRedirects: 0,
    });
  expect((await send('WRONG')).status()).toBe(422);
  const code = /Setup code: (\S+)/.exec(other.output())?.[1] ?? '';
  expect((await send(code)).headers()['location']).toBe('/articles');
  // It is set up now: nobody becomes owner a second time.
  const again = await send(code);
  expect(again.headers()['location']).toBe('/sign-in');
  expect(again.headers()['set-cookie']).toBeUndefined();
  await other.stop();
  removeDir(other.dataDir);
});

test('Editors paste a page and read its article', async ({ browser }) => {
  const page = await open(browser, '/articles');
  await checkAccessibility(page);
  await page.getByText('粘贴正文').click();
  await page.getByLabel('页面全文').fill('<!doctype html><html></html>');
  await page.getByRole('button', { name: '识别', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('没有保存');
  await page.getByLabel('页面全文').fill(PAGE);
  await page.reload();
  await expect(page.getByLabel('页面全文')).toHaveValue(PAGE);
  await page.getByRole('button', { name: '识别', exact: true }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: '确认并保存' }).click();
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}$/);
  article = new URL(page.url()).pathname;
  await expect(page.locator('h1')).toHaveText('夜谈会｜修旧钟的人，怎样看时间');
  await expect(page.locator('.meta')).toContainText('郁青禾');
  await expect(page.locator('.gut span')).toHaveText([
    '夜谈会',
    '柏守正',
    '闻笙',
  ]);
  await expect(page.locator('.read .text')).not.toContainText('字号');
  await page.getByText('略去页面杂项').click();
  await expect(page.locator('.credits')).toContainText('字号 大 中 小');
});

test('They highlight in five colours, note and tag with the mouse', async ({
  browser,
}) => {
  const page = await open(browser, article);
  const quotes = [
    '钟表匠',
    '零件越来越难找',
    '𠮷野家里老人',
    '停了十几年',
    '三个星期',
  ];
  const colours = ['yellow', 'blue', 'rose', 'green', 'violet'];
  for (const [i, quote] of quotes.entries()) {
    await select(page, quote);
    await page.getByRole('toolbar').getByRole('button').nth(i).click();
    await expect(
      page.locator(`.marks .hl-${colours[i]}`).first(),
    ).toBeVisible();
  }
  await select(page, '这种活不赚钱');
  await toolbar(page).getByRole('button', { name: '旁批' }).click();
  await note(page).fill('多少算不赚钱？');
  await tags(page).fill('口径，追问');
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.locator('.card.act .tag')).toHaveText(['口径', '追问']);
  await select(page, '因为手稳');
  await toolbar(page).getByRole('button', { name: '标签' }).click();
  await tags(page).fill('金句');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await saved(page);
  await expectCount(page, 7);
  // What says nothing has no card until it is asked for.
  await page.getByRole('button', { name: /^划线/ }).click();
  await expect(page).toHaveURL(/kind=highlight/);
  await expect
    .poll(async () =>
      (await page.locator('.card .qt').allTextContents()).sort(),
    )
    .toEqual([...quotes].sort());
});

test('They find it all after a reload, a restart, and in another browser', async ({
  browser,
}) => {
  const before = await open(browser, article);
  const seen = await before.locator('.card').allTextContents();
  expect(seen).toHaveLength(2);
  await expectCount(before, 7);
  const { dataDir, base } = desk;
  expect(await desk.stop()).toBe(0);
  desk = await startDesk(dataDir, { PORT: new URL(base).port });
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto(desk.base + article);
  await expect(page).toHaveURL(/sign-in/);
  await checkAccessibility(page);
  await page.getByLabel('邮箱').fill(PERSON.email);
  await page.getByLabel('密码').fill('not the password');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('邮箱或密码不对');
  await page.getByLabel('邮箱').fill(PERSON.email);
  await page.getByLabel('密码').fill(PERSON.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(desk.base + article);
  await page.waitForSelector('.ProseMirror');
  expect(await page.locator('.card').allTextContents()).toEqual(seen);
  await expectCount(page, 7);
});

test('A press on a mark leads to its card, and the other way round', async ({
  browser,
}) => {
  const page = await open(browser, article);
  const mark = page.locator('.marks .hl-rose').first();
  const box = await mark.boundingBox();
  if (!box) throw new Error('No mark');
  await page.mouse.click(box.x + 20, box.y + box.height / 2);
  await expect(page.locator('.card.act .qt')).toHaveText('𠮷野家里老人');
  const at = await page.locator('.card.act').boundingBox();
  expect(Math.abs((at?.y ?? 0) - box.y)).toBeLessThan(30);
  await expect(page.locator('.bracket')).toHaveCount(1);
  await card(page, '多少算不赚钱').click();
  await expect(page.locator('.marks .act.note').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.card.act')).toHaveCount(0);
});

test('Marks take no space and leave no trace in what is copied', async ({
  browser,
}) => {
  const page = await open(browser, article);
  const text = await page.locator('.read .text .t').allTextContents();
  expect(text.join('\n')).not.toMatch(/[•#]/);
  const nodes = await page
    .locator('.read .text .t')
    .evaluateAll(all => all.map(t => t.childNodes.length));
  expect(Math.max(...nodes)).toBe(1);
  const copied = await page.evaluate(() => {
    const t = document.querySelectorAll('.read .text .t')[4] as Element;
    document.getSelection()?.selectAllChildren(t);
    return document.getSelection()?.toString();
  });
  expect(copied).toBe(text[4]);
});

test('Editors change, delete and restore', async ({ browser }) => {
  const page = await open(browser, article);
  await card(page, '多少算不赚钱').click();
  await page.locator('.card.act').getByRole('button', { name: '编辑' }).click();
  await note(page).fill('已问，见录音。');
  await page.getByRole('button', { name: /^保存/ }).click();
  await saved(page);
  await press(page, '钟表匠');
  await page.locator('.card.act .sw').nth(3).click();
  await expect(page.locator('.marks .hl-yellow')).toHaveCount(0);
  await press(page, '停了十几年');
  await page.locator('.card.act').getByRole('button', { name: '删除' }).click();
  await expectCount(page, 6);
  await saved(page);
  await page.getByRole('button', { name: '恢复' }).click();
  await expectCount(page, 7);
  await saved(page);
  await page.reload();
  await expectCount(page, 7);
  await expect(card(page, '已问，见录音。')).toBeVisible();
});

test('What is typed comes back into its form after a reload', async ({
  browser,
}) => {
  const page = await open(browser, article);
  await select(page, '再听一次报时');
  await page.keyboard.press('n');
  await note(page).fill('写到一半');
  await page.reload();
  await expect(page.locator('.writing')).toContainText('写到一半');
  await expect(page.locator('.writing .qt')).toHaveText('再听一次报时');
  await page.keyboard.press('Escape');
  await expect(page.locator('.writing')).toHaveCount(0);
  await page.reload();
  await page.waitForSelector('.ProseMirror');
  await expect(page.locator('.writing')).toHaveCount(0);
});

test('A change made offline waits, and is saved once', async ({ browser }) => {
  const page = await open(browser, article);
  await page.context().setOffline(true);
  await select(page, '愿意学的年轻人');
  await page.keyboard.press('1');
  await expect(page.locator('[data-saving=waiting]')).toContainText(
    '1 处待上传',
  );
  await expectCount(page, 8);
  // To look at some of them alone needs no server.
  const chip = page.locator('.filters .chip').first();
  await chip.click();
  await expect(chip).toHaveClass(/\bon\b/);
  await chip.click();
  await expect(chip).not.toHaveClass(/\bon\b/);
  await page.context().setOffline(false);
  await saved(page);
  await page.reload();
  await expectCount(page, 8);
});

for (const [how, live] of [
  ['while it is typed', true],
  ['when it is saved', false],
] as const) {
  test(`Two who change one note get both texts ${how}, and nobody’s words vanish`, async ({
    browser,
  }) => {
    const one = await open(browser, article);
    const two = await open(browser, '/articles');
    // Without the stream, saving alone finds out.
    if (!live) await two.route('**/events?*', route => route.abort());
    await two.goto(desk.base + article);
    await two.waitForSelector('.ProseMirror');
    const there = live ? '已问，见录音。' : '丁改的';
    for (const [page, text] of [
      [one, live ? '甲改的' : '丙改的'],
      [two, live ? '乙改的' : '丁改的第二次'],
    ] as const) {
      await page.bringToFront();
      await card(page, there).click();
      await page
        .locator('.card.act')
        .getByRole('button', { name: '编辑' })
        .click();
      await note(page).fill(text);
    }
    await one.bringToFront();
    await one.getByRole('button', { name: /^保存/ }).click();
    await saved(one);
    await two.bringToFront();
    const alert = two.getByRole('alert');
    if (live) await expect(alert).toContainText('刚被别人改过');
    await two.getByRole('button', { name: /^保存/ }).click();
    await expect(alert).toContainText(live ? '甲改的' : '丙改的');
    await two.getByRole('button', { name: '两份都留' }).click();
    await expect(note(two)).toContainText(live ? '乙改的' : '丁改的第二次');
    await two.getByRole('button', { name: /^保存/ }).click();
    await saved(two);
    await expect(card(one, live ? '甲改的' : '丙改的')).toContainText(
      live ? '乙改的' : '丁改的第二次',
    );
    if (!live) return;
    // For the next of these tests: one text again.
    await card(two, '甲改的').getByRole('button', { name: '编辑' }).click();
    await note(two).fill('丁改的');
    await two.getByRole('button', { name: /^保存/ }).click();
    await saved(two);
  });
}

test('The keyboard alone selects, highlights, notes and walks the cards', async ({
  browser,
}) => {
  const page = await open(browser, article);
  await page.locator('.read .text').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  const first = await page.evaluate(() => document.getSelection()?.toString());
  expect(first).toMatch(/^上周六/);
  await page.keyboard.press('Shift+ArrowLeft');
  const shorter = await page.evaluate(() =>
    document.getSelection()?.toString(),
  );
  expect(shorter?.length).toBe((first?.length ?? 0) - 1);
  await page.keyboard.press('3');
  await expectCount(page, 9);
  await page.keyboard.press('j');
  const active = await page.locator('.card.act').getAttribute('data-card');
  await page.keyboard.press('k');
  expect(await page.locator('.card.act').getAttribute('data-card')).not.toBe(
    active,
  );
  await saved(page);
  await page.keyboard.press('Control+z');
  await expectCount(page, 8);
  await saved(page);
});

test('A composing Enter saves nothing', async ({ browser }) => {
  const page = await open(browser, article);
  await select(page, '我修得多的');
  await page.keyboard.press('t');
  const field = page.locator('.writing input');
  await field.fill('koujing');
  await field.dispatchEvent('keydown', {
    key: 'Enter',
    keyCode: 229,
    isComposing: true,
    bubbles: true,
  });
  await expect(page.locator('.writing')).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('The article reads without JavaScript', async ({ browser }) => {
  const page = await open(browser, article, { javaScriptEnabled: false });
  await expect(page.locator('h1')).toHaveText('夜谈会｜修旧钟的人，怎样看时间');
  await expect(page.locator('.gut span').first()).toHaveText('夜谈会');
  await expect(page.locator('.read')).toContainText('停了十几年');
  await expect(page.locator('.card').first()).toBeVisible();
});

test('Mounting keeps what was selected and scrolled to', async ({
  browser,
}) => {
  const page = await open(browser, '/articles');
  await page.route('**/assets/entry.client-*.js', async route => {
    await new Promise(done => setTimeout(done, 1500));
    await route.continue();
  });
  await page.goto(desk.base + article, { waitUntil: 'commit' });
  await page.waitForSelector('.read .t');
  await page.waitForTimeout(300);
  expect(await page.locator('.ProseMirror').count()).toBe(0);
  const before = await page.evaluate(() => {
    const scroller = document.getElementById('desk') as HTMLElement;
    scroller.scrollTop = 120;
    const node = document.querySelectorAll('.read .t')[4]?.firstChild as Text;
    document.getSelection()?.setBaseAndExtent(node, 3, node, 20);
    return [scroller.scrollTop, document.getSelection()?.toString()];
  });
  await page.waitForSelector('.ProseMirror');
  const after = await page.evaluate(() => [
    document.getElementById('desk')?.scrollTop,
    document.getSelection()?.toString(),
  ]);
  expect(after).toEqual(before);
  await expect(page.getByRole('toolbar')).toBeVisible();
});

test('Keys that are pressed while a page comes to life break nothing', async ({
  browser,
}) => {
  const page = await open(browser, '/articles');
  await page.addInitScript(() => {
    const press = () =>
      document.body?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'F13', bubbles: true }),
      );
    const { port1, port2 } = new MessageChannel();
    const until = performance.now() + 2000;
    port1.onmessage = () => {
      press();
      if (performance.now() < until) port2.postMessage(null);
    };
    port2.postMessage(null);
  });
  for (let i = 0; i < 3; i += 1) {
    await page.goto(desk.base + article);
    await page.waitForSelector('.ProseMirror');
    await page.locator('.laid').waitFor();
  }
  await page.keyboard.press('?');
  await expect(page.locator('dialog.help')).toBeVisible();
});

const LOOKS: [string, Look][] = [
  ['wide, light', { viewport: { width: 1440, height: 900 } }],
  [
    'wide, dark',
    { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  ],
  [
    'phone, light',
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ],
  [
    'phone, dark',
    {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    },
  ],
];

for (const language of ['zh-CN', 'en']) {
  for (const [name, look] of LOOKS) {
    test(`In ${language}, ${name}, axe reports nothing and nothing scrolls sideways`, async ({
      browser,
    }) => {
      const page = await open(browser, '/account', look);
      await page
        .getByRole('button', { name: language === 'en' ? 'English' : '中文' })
        .click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await page.goto(`${desk.base}/articles`);
      await checkAccessibility(page);
      await page.goto(desk.base + article);
      await page.waitForSelector('.ProseMirror');
      if (look.isMobile) await page.locator('.mbar button').nth(1).click();
      else await page.locator('.card').first().click();
      await checkAccessibility(page);
      for (const width of look.isMobile
        ? [360, 390, 768]
        : [900, 1024, 1180, 1280, 1440]) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect([width, over]).toEqual([width, 0]);
      }
    });
  }
}

test('An address that is none answers 404', async ({ browser }) => {
  const { request } = (await open(browser, '/articles')).context();
  for (const path of [
    '/nothing',
    '/articles/x',
    '/articles/%E0%A4%A',
    '/favicon.ico',
  ]) {
    const { status } = await request
      .get(desk.base + path)
      .then(r => ({ status: r.status() }));
    expect(status, path).toBeGreaterThanOrEqual(400);
    expect(status, path).toBeLessThan(500);
  }
});

test('A change of language goes back to Chinese, and signing out ends the session', async ({
  browser,
}) => {
  const page = await open(browser, '/articles');
  await page.locator('.lang .btn').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('文库');
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.context().addCookies(state.cookies);
  await page.goto(`${desk.base}/articles`);
  await expect(page).toHaveURL(/sign-in/);
});

test('Another site’s form changes nothing', async ({ request }) => {
  const answer = await request.post(`${desk.base}/language`, {
    form: { language: 'en', to: '//evil.example' },
    headers: { Origin: 'https://evil.example' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
  const own = await request.post(`${desk.base}/language`, {
    form: { language: 'en', to: '//evil.example' },
    headers: { Origin: desk.base },
    maxRedirects: 0,
  });
  expect([own.status(), own.headers()['location']]).toEqual([302, '/articles']);
});
