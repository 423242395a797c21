/** Finds a Chromium that runs, or installs one. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

import { give, root } from './prepare.mjs';

const runs = file =>
  Boolean(file) &&
  spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;

const onSystem = () =>
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .map(name =>
      spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim(),
    )
    .find(runs);

/** Path of a Chromium: the one named, Playwright's, the system's, or one installed now. */
export function ensureChromium() {
  const { chromium } = createRequire(path.join(root, 'package.json'))(
    '@playwright/test',
  );
  const own = () => chromium.executablePath();
  const found = [process.env.CHROMIUM_PATH, own(), onSystem()].find(runs);
  if (found) return found;
  process.stderr.write('Installing a Chromium…\n');
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js');
  const options = { stdio: 'ignore', timeout: 300_000 };
  spawnSync(process.execPath, [cli, 'install', 'chromium'], options);
  if (runs(own())) return own();
  if (process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], options);
    spawnSync(
      'apt-get',
      ['install', '-y', 'chromium', 'fonts-noto-cjk'],
      options,
    );
    const installed = onSystem();
    if (installed) return installed;
  }
  return give(
    'No Chromium can be installed here; run as root: apt-get install -y chromium fonts-noto-cjk',
  );
}
