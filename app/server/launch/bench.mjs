/** The measurements: `npm run bench -- reader|anchoring|server|live|import|claims|coverage`, `--json` for one object a line. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { ensureChromium } from './chromium.mjs';
import { give, prepare, root } from './prepare.mjs';

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
for (const name of named.length > 0 ? named : BENCHES) {
  const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const script = path.join(root, 'tests/bench', name, `${name}.ts`);
  const flags = args.filter(arg => arg.startsWith('-'));
  const env = {
    ...process.env,
    CHROMIUM_PATH: ['anchoring', 'server', 'import', 'coverage'].includes(name)
      ? ''
      : ensureChromium(),
  };
  const { status } = spawnSync(process.execPath, [tsx, script, ...flags], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) give(`The bench ${name} did not end well.`);
}
