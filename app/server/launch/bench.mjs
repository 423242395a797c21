/** The measurements: `npm run bench -- reader|anchoring|server|live|import|claims|coverage`, `--json` for one object a line. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { ensureChromium } from './chromium.mjs';
import { bundle, give, prepare, root } from './prepare.mjs';

const BENCHES = [
  ...['reader', 'anchoring', 'server'],
  ...['live', 'import', 'claims', 'coverage'],
];
const args = process.argv.slice(2);
const named = args.filter(arg => !arg.startsWith('-'));
const unknown = named.find(name => !BENCHES.includes(name));
if (unknown)
  give(`There is no bench ${unknown}; there are ${BENCHES.join(', ')}.`);

await prepare();
// As what ships is, ours and the peers' servers alike: loaders of TypeScript wrap
// each function, and that takes a quarter of a page's time.
const scripts = BENCHES.flatMap(name => [`${name}/${name}`, `${name}/bare`]);
const there = scripts
  .map(script => [script, path.join('tests/bench', `${script}.ts`)])
  .filter(([, source]) => fs.existsSync(path.join(root, source)));
await bundle('build/bench', Object.fromEntries(there));
for (const name of named.length > 0 ? named : BENCHES) {
  const script = path.join(root, 'build/bench', name, `${name}.js`);
  const flags = args.filter(arg => arg.startsWith('-'));
  const env = {
    ...process.env,
    CHROMIUM_PATH: ['anchoring', 'server', 'import', 'coverage'].includes(name)
      ? ''
      : ensureChromium(),
  };
  const { status } = spawnSync(process.execPath, [script, ...flags], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) give(`The bench ${name} did not end well.`);
}
