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

// In one piece, not as a transition: what is pressed meanwhile would come in
// between, and React gives up a root that is hydrated in two ways at once.
void fetchCatalogue().then(() => hydrateRoot(document, <RemixBrowser />));
