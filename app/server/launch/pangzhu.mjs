import { pathToFileURL } from 'node:url';

import { give, prepare, root } from './prepare.mjs';

process.env.NODE_ENV ??= 'production';
await prepare();
try {
  const { main } = await import(
    pathToFileURL(`${root}/build/server/cli.js`).href
  );
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  give(error.message);
}
