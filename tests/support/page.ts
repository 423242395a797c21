import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

import type { Desk } from '#tests/support/server.ts';

/** A page of the owner's, or of whoever an e-mail says, who has signed in; an error in its scripts fails the test. */
export async function signIn(
  browser: Browser,
  desk: Desk,
  options: BrowserContextOptions = {},
  email = 'owner@example.org',
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('pageerror', error => {
    throw error;
  });
  const answer = await context.request.post(`${desk.base}/sign-in`, {
    form: { email, password: 'correct horse battery' },
    headers: { Origin: desk.base },
    maxRedirects: 0,
  });
  if (answer.status() !== 302) throw new Error(await answer.text());
  return page;
}

/** An article, once its reader and its cards are there. */
export async function openArticle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('.ProseMirror');
  await page.locator('.laid').waitFor({ state: 'attached' });
}

/** Selects words as a hand would have. */
export const selectWords = (page: Page, quote: string): Promise<void> =>
  page.evaluate(wanted => {
    for (const t of document.querySelectorAll('.read .t')) {
      const node = t.firstChild as Text | null;
      const at = node?.data.indexOf(wanted) ?? -1;
      if (!node || at < 0) continue;
      document
        .getSelection()
        ?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`Not in the text: ${wanted}`);
  }, quote);

/** The middle of words, in the window's pixels, scrolled into view. */
export const pointOn = (
  page: Page,
  quote: string,
): Promise<{ x: number; y: number }> =>
  page.evaluate(wanted => {
    for (const t of document.querySelectorAll('.read .t')) {
      const node = t.firstChild as Text | null;
      const at = node?.data.indexOf(wanted) ?? -1;
      if (!node || at < 0) continue;
      t.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(node, at + Math.floor(wanted.length / 2));
      range.setEnd(node, at + Math.floor(wanted.length / 2) + 1);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error(`Not in the text: ${wanted}`);
  }, quote);
