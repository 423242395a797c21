/**
 * What has to be there before the program can run: packages and a build. Plain
 * JavaScript with Node's own modules, since nothing is installed yet. Stamps
 * by content make a second start cheap; a lock file keeps two starts apart.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../..',
);

const SOURCES = [
  'app',
  'db',
  'public',
  'package.json',
  'package-lock.json',
  'remix.config.js',
  'vite.config.ts',
  'tsconfig.json',
];

/** Ends with one sentence and exit 1: never a stack trace. */
export function give(up) {
  process.stderr.write(`${up}\n`);
  process.exit(1);
}

/** Installs what is missing and builds what is stale. Progress goes to stderr. */
export async function prepare() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    give(`Node 20 or newer is needed; this is ${process.versions.node}.`);
  }
  const release = await takeLock();
  process.once('exit', release);
  try {
    install();
    await build();
  } catch (error) {
    give(`The build failed: ${error.message}`);
  } finally {
    release();
  }
}

function install() {
  const want = hashFiles([
    'package-lock.json',
    'package.json',
    ...listFiles('patches'),
  ]);
  const stamp = path.join(root, 'node_modules', '.pangzhu-stamp');
  if (read(stamp) === want) return;
  say('Installing packages…');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional'];
  const [command, all] = npm
    ? [process.execPath, [npm, ...args]]
    : ['npm', args];
  const done = spawnSync(command, all, {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    process.stderr.write(lastLines(done.stderr || done.stdout || ''));
    give('The packages could not be installed; the lines above are from npm.');
  }
  // Here, not in a hook of npm's, which a user's settings can turn off.
  run(
    'node_modules/patch-package/index.js',
    [],
    'The packages could not be patched',
  );
  fs.writeFileSync(stamp, want);
}

async function build() {
  const want = hashFiles(SOURCES.flatMap(listFiles));
  const stamp = path.join(root, 'build', 'stamp');
  if (read(stamp) === want) return;
  say('Building…');
  fs.rmSync(stamp, { force: true });
  run(
    'node_modules/@remix-run/dev/dist/cli.js',
    ['vite:build'],
    'The build failed',
  );
  // Remix's plugin overrides the input, so the server entries are a build of their own.
  await bundle('build/server', {
    main: 'app/server/main.ts',
    cli: 'app/server/cli.ts',
    'import-worker': 'app/import/worker.ts',
  });
  fs.writeFileSync(stamp, want);
}

/** Bundles programs for Node, by the names that they get. */
export async function bundle(outdir, entryPoints) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  await esbuild.stop(); // or its service lives as long as the desk
}

function run(script, args, failed) {
  const done = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (done.status === 0) return;
  process.stderr.write(lastLines(`${done.stdout}\n${done.stderr}`));
  give(`${failed}; the lines above say why.`);
}

/** npm inside an npm hook: without what the outer one set for itself. */
function cleanEnvironment() {
  const drop =
    /^npm_(lifecycle_|package_|command$|config_(omit|include|only|production|global|ignore_scripts|loglevel|workspace|dry_run|local_prefix|offline)$)|^NODE_ENV$/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !drop.test(name)),
  );
}

async function takeLock() {
  const lock = path.join(root, '.pangzhu-lock');
  let waited = false;
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(lock, { force: true });
    } catch (error) {
      // Where nothing can be written, nothing can be stale either.
      if (error.code !== 'EEXIST') return () => {};
    }
    const owner = Number(read(lock));
    if (owner && !isAlive(owner)) fs.rmSync(lock, { force: true });
    else {
      if (!waited) say('Another start is preparing; waiting for it…');
      waited = true;
      await new Promise(done => setTimeout(done, 200));
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function listFiles(name) {
  const at = path.join(root, name);
  if (!fs.existsSync(at)) return [];
  if (fs.statSync(at).isFile()) return [name];
  return fs
    .readdirSync(at, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.md'))
    .map(entry =>
      path.relative(
        root,
        path.join(entry.parentPath ?? entry.path, entry.name),
      ),
    )
    .sort();
}

function hashFiles(names) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const name of names) {
    hash.update(`\0${name}\0`).update(fs.readFileSync(path.join(root, name)));
  }
  return hash.digest('hex');
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const lastLines = text => `${text.trim().split('\n').slice(-30).join('\n')}\n`;

function say(line) {
  process.stderr.write(`${line}\n`);
}
