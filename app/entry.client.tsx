import { RemixBrowser } from '@remix-run/react';
import { hydrateRoot } from 'react-dom/client';

import { addCatalogue } from '#app/i18n/i18n.ts';

/** The page's own language alone travels; a change of language loads the page anew. */
async function fetchCatalogue(): Promise<void> {
  if (document.documentElement.lang === 'en') {
    addCatalogue('en', (await import('#app/i18n/en.ts')).en);
  } else {
    addCatalogue('zh-CN', (await import('#app/i18n/zh-CN.ts')).zhCN);
  }
}

/**
 * RemixBrowser throws a promise until the page's data is decoded. Below it there
 * is nothing that could wait in its place: a key that is pressed just then makes
 * React give the page up (its error 345). So the data is decoded first.
 */
async function decodeData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (decoding) {
    await decoding;
  }
}

// In one piece, not as a transition: what is pressed meanwhile would come in
// between, and React gives up a root that is hydrated in two ways at once.
void Promise.all([fetchCatalogue(), decodeData()]).then(() =>
  hydrateRoot(document, <RemixBrowser />),
);
