import { expect, test, type Page } from '@playwright/test';

import {
  openArticle,
  pointOn,
  selectWords,
  signIn,
} from '#tests/support/page.ts';
import { SAMPLE } from '#tests/support/sample.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Desk,
} from '#tests/support/server.ts';

const PHONE = { width: 390, height: 844 };

const CHINESE = { LANG: 'zh_CN.UTF-8' };

test.describe.configure({ mode: 'serial' });

let desk: Desk;
let address: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk(makeDataDir());
  const api = apiOf(
    desk.base,
    await makeToken(desk.dataDir, 'owner', 'owner', CHINESE),
  );
  const { body } = await api('POST', '/articles', { content: SAMPLE });
  address = `${desk.base}/articles/${body.id}`;
  for (const exact of ['四十一万人次', '灯停一周']) {
    const { status } = await api('POST', `/articles/${body.id}/annotations/`, {
      motivation: 'commenting',
      bodyValue: `说${exact}`,
      target: {
        source: `${desk.base}/api/v1/articles/${body.id}`,
        selector: { type: 'TextQuoteSelector', exact },
      },
    });
    expect(status).toBe(201);
  }
  page = await signIn(browser, desk, {
    locale: 'zh-CN',
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  });
});

test.afterAll(async () => {
  await page.context().close();
  await desk.stop();
  removeDir(desk.dataDir);
});

const sheet = () => page.locator('.cards.open');
const top = async (): Promise<number> =>
  (await sheet().boundingBox())?.y ?? Infinity;

/** Every control of a bar or a sheet can be met with a finger. */
async function expectTargets(selector: string): Promise<void> {
  const small = await page.evaluate(
    within =>
      [...document.querySelectorAll(`${within} :is(button, select, input)`)]
        .filter(control => control.checkVisibility())
        .map(control => {
          const { width, height } = control.getBoundingClientRect();
          return { html: control.outerHTML.slice(0, 80), width, height };
        })
        .filter(({ width, height }) => width < 44 || height < 44),
    selector,
  );
  expect(small).toEqual([]);
}

test('A touch on a mark opens its card below, and the words stay in the free part', async () => {
  await openArticle(page, address);
  await expectTargets('.mbar');
  const point = await pointOn(page, '四十一万人次');
  // A finger is broader than a pointer: beside the mark is on it.
  await page.touchscreen.tap(point.x, point.y + 14);
  await expect(sheet()).toBeVisible();
  await expect(page.locator('.card.act')).toContainText('说四十一万人次');
  await page.waitForTimeout(300);
  expect(await top()).toBeGreaterThan(PHONE.height * 0.45);
  const words = await pointOnSame('四十一万人次');
  expect(words).toBeGreaterThan(48);
  expect(words).toBeLessThan(await top());
  await expectTargets('.cards.open');
});

/** The height that words are at, as the page stands. */
const pointOnSame = (quote: string): Promise<number> =>
  page.evaluate(wanted => {
    const t = [...document.querySelectorAll('.read .t')].find(element =>
      element.textContent?.includes(wanted),
    );
    const node = t?.firstChild as Text;
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(wanted));
    range.setEnd(node, node.data.indexOf(wanted) + 1);
    return range.getBoundingClientRect().top;
  }, quote);

test('The sheet snaps to 45 and 78 hundredths, and away', async () => {
  const grip = page.locator('.grip');
  const drag = async (to: number): Promise<void> => {
    const box = await grip.boundingBox();
    if (!box) throw new Error('No grip');
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, to, { steps: 6 });
    await page.mouse.up();
    await page.waitForTimeout(250);
  };
  await drag(PHONE.height * 0.2);
  expect(await top()).toBeCloseTo(PHONE.height * 0.22, -1);
  await expect(grip).toHaveAttribute('aria-pressed', 'true');
  await drag(PHONE.height * 0.6);
  expect(await top()).toBeGreaterThan(PHONE.height * 0.45);
  await grip.press('Enter');
  expect(await top()).toBeCloseTo(PHONE.height * 0.22, -1);
  await grip.press('Enter');
  await drag(PHONE.height - 70);
  await expect(sheet()).toHaveCount(0);
});

test('The bar walks the annotations, opens the outline and the filters', async () => {
  await page.getByRole('button', { name: '下一条批注' }).click();
  await expect(page.locator('.mbar .num')).toHaveText('1 / 2');
  await page.getByRole('button', { name: '下一条批注' }).click();
  await expect(page.locator('.card.act')).toContainText('说灯停一周');
  await page.getByRole('button', { name: '关闭卡片' }).click();
  const filters = page.getByRole('button', { name: '筛选' });
  await filters.click();
  await expect(page.getByRole('group', { name: '筛选' })).toBeVisible();
  await expectTargets('.filters');
  await page.getByRole('button', { name: '未解决' }).click();
  await expect(page).toHaveURL(/open=1/);
  await filters.click();
  await expect(page.getByRole('group', { name: '筛选' })).toBeHidden();
  await page.getByRole('button', { name: '大纲' }).click();
  await expect(page.locator('.rail')).toBeVisible();
  await page.getByRole('link', { name: '账要怎么算' }).click();
  await expect(page.locator('.rail')).toBeHidden();
});

test('What can be done with a selection docks at the bottom in two rows', async () => {
  await openArticle(page, address);
  await selectWords(page, '代驾和护工');
  const bar = page.getByRole('toolbar');
  await expect(bar).toBeVisible();
  const box = await bar.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(PHONE.height - 12);
  expect(box?.y).toBeGreaterThan(PHONE.height * 0.75);
  await expectTargets('.tb');
  await bar.getByRole('button', { name: '旁批' }).click();
  await expectTargets('.cards.open');
  await page.locator('.notefield .note').fill('夜里的人');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('[data-saving]')).toHaveAttribute(
    'data-saving',
    'saved',
  );
  await expect(page.locator('.card.act')).toContainText('夜里的人');
});
