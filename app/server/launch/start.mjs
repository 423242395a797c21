import { pathToFileURL } from 'node:url';

import { give, prepare, root } from './prepare.mjs';

process.env.NODE_ENV ??= 'production';
await prepare();
try {
  const { main } = await import(
    pathToFileURL(`${root}/build/server/main.js`).href
  );
  await main();
} catch (error) {
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  give(error.message);
}
