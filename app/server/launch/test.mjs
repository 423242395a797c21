/**
 * The one check: format, lint, types, build, unit and database tests, browser
 * tests. With `--soak`, the full doses of the long ones alone.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { ensureChromium } from './chromium.mjs';
import { give, prepare, root } from './prepare.mjs';

const soak = process.argv.includes('--soak');

await prepare();
const chromium = ensureChromium();
const reports = path.join(root, 'test-results');
fs.mkdirSync(reports, { recursive: true });

const bin = name => path.join(root, 'node_modules', name);
const vitest = path.join(reports, 'vitest.json');
const playwright = path.join(reports, 'playwright.json');
const checks = soak
  ? [
      [
        'kills, cuts and load',
        bin('vitest/vitest.mjs'),
        vitestArgs([
          'tests/db/crash.test.ts',
          'tests/db/live.test.ts',
          'tests/db/load.test.ts',
        ]),
      ],
      [
        'chaos in a browser',
        bin('@playwright/test/cli.js'),
        ['test', 'tests/e2e/chaos.test.ts', '--reporter=list,json'],
      ],
    ]
  : [
      [
        'format',
        bin('prettier/bin/prettier.cjs'),
        ['--check', '--log-level=warn', '.'],
      ],
      ['lint', bin('eslint/bin/eslint.js'), ['.', '--max-warnings', '0']],
      ['types', bin('typescript/bin/tsc'), []],
      ['unit and database', bin('vitest/vitest.mjs'), vitestArgs([])],
      [
        'browser',
        bin('@playwright/test/cli.js'),
        ['test', '--reporter=list,json'],
      ],
    ];

function vitestArgs(files) {
  return [
    'run',
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitest}`,
  ];
}

for (const report of [vitest, playwright]) fs.rmSync(report, { force: true });
const failed = [];
for (const [name, script, args] of checks) {
  const from = Date.now();
  const code = await run(script, args);
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (code !== 0) failed.push(name);
}

const counts = tally();
process.stdout.write(
  `tests: ${counts.passed} passed, ${counts.failed} failed\n`,
);
if (failed.length > 0) give(`Not green: ${failed.join(', ')}.`);
if (counts.passed === 0) give('No test ran.');

function run(script, args) {
  const env = { ...process.env };
  delete env.NODE_ENV;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...env,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: playwright,
      ...(soak ? { SOAK: '1' } : {}),
    },
  });
  return new Promise(done => child.once('close', done));
}

function tally() {
  const read = file => {
    try {
      return JSON.parse(fs.readFileSync(file, 'utf8'));
    } catch {
      return null;
    }
  };
  const unit = read(vitest);
  const stats = read(playwright)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (stats?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (stats?.unexpected ?? 0),
  };
}
