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
/** What looks at the files alone. */
const looks = soak
  ? []
  : [
      [
        'format',
        bin('prettier/bin/prettier.cjs'),
        ['--check', '--log-level=warn', '.'],
      ],
      ['lint', bin('eslint/bin/eslint.js'), ['.', '--max-warnings', '0']],
      ['types', bin('typescript/bin/tsc'), []],
    ];
const tests = soak
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
// Looking takes a core each; tests want the machine for themselves.
await Promise.all(looks.map(check));
for (const one of tests) await check(one);

async function check([name, script, args]) {
  const from = Date.now();
  const code = await run(script, args);
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (code !== 0) failed.push(name);
}

const unit = read(vitest);
const browser = read(playwright);
const counts = {
  passed: (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0),
  failed: (unit?.numFailedTests ?? 0) + (browser?.stats.unexpected ?? 0),
};
// Said again at the end, where whoever sees no more than that finds it.
for (const one of failures()) process.stdout.write(`✗ ${one}\n`);
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

/** A report; null where its tests were not run, or not to the end. */
function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** What failed, a line each: file, test, and the beginning of why. */
function failures() {
  const line = (file, name, why) =>
    `${path.relative(root, path.resolve(root, file))} › ${name}\n  ${(why ?? '').split('\n').slice(0, 6).join('\n  ')}`;
  const units = (unit?.testResults ?? []).flatMap(file => {
    const own = file.assertionResults.filter(one => one.status === 'failed');
    // A file that could not be begun has no tests to blame.
    return own.length === 0 && file.status === 'failed'
      ? [line(file.name, 'the file itself', file.message)]
      : own.map(one => line(file.name, one.fullName, one.failureMessages[0]));
  });
  const specsIn = suite => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsIn),
  ];
  const browsers = (browser?.suites ?? [])
    .flatMap(specsIn)
    .flatMap(spec =>
      spec.ok
        ? []
        : [
            line(
              `tests/e2e/${spec.file}`,
              spec.title,
              spec.tests[0]?.results.at(-1)?.error?.message,
            ),
          ],
    );
  return [...units, ...browsers];
}
