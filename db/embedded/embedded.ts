import { spawn, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import postgres from 'postgres';

import { projectRoot } from '#app/project-root.server.ts';
import { placeFor, type Place } from '#db/embedded/place.ts';

/** A held embedded database server. */
export type Embedded = {
  /** Connection string of a database on it. */
  url(database: string): string;
  /** Makes the database if it is not there, and returns its connection string. */
  ensure(database: string): Promise<string>;
  /** Lets go; the server stops when nobody holds it any more. */
  release(): void;
  /** Where it lies when that is outside the data folder. */
  elsewhere?: string;
};

const START_PATIENCE_MS = 90_000;

/**
 * Holds the embedded PostgreSQL of a data folder, starting it when nobody has.
 * If its keeper is killed, it is started anew by itself while this process
 * holds on; queries in between fail and succeed again afterwards.
 *
 * @throws Error with one sentence when the server cannot be started.
 */
export async function holdEmbedded(dataDir: string): Promise<Embedded> {
  const place = placeFor(dataDir);
  ensurePassword(place);
  ensureCluster(place);

  let released = false;
  let hold = await acquire(place);
  const { port, password } = hold;

  const watch = (): void => {
    hold.socket.once('close', () => {
      if (released) return;
      acquire(place).then(
        next => {
          hold = next;
          watch();
        },
        () => setTimeout(watch, 1000),
      );
    });
  };
  watch();

  const url = (database: string): string =>
    `postgres://pangzhu:${password}@127.0.0.1:${port}/${database}`;
  return {
    url,
    ensure: async database => {
      await ensureDatabase(url('postgres'), database);
      return url(database);
    },
    release: () => {
      released = true;
      hold.socket.destroy();
    },
    ...(place.elsewhere ? { elsewhere: place.elsewhere } : {}),
  };
}

type Hold = { socket: net.Socket; port: number; password: string };

async function acquire(place: Place): Promise<Hold> {
  const deadline = Date.now() + START_PATIENCE_MS;
  let reason = 'it did not answer in time';
  while (Date.now() < deadline) {
    const hold = await connect(place);
    if (hold) return hold;
    const said = await startKeeper(place);
    if (said.startsWith('failed')) {
      reason = said.slice('failed: '.length);
      break;
    }
    if (said === 'held') await sleep(100);
  }
  const log = path.join(place.home, 'postgres.log');
  throw new Error(
    `The embedded database does not start: ${reason}. Its log is ${log}.`,
  );
}

/** Null when there is no keeper, or one that is stopping. */
function connect(place: Place): Promise<Hold | null> {
  let lock: { port: number; token: string };
  try {
    const file = path.join(place.home, 'keeper.json');
    lock = JSON.parse(fs.readFileSync(file, 'utf8')) as typeof lock;
  } catch {
    return Promise.resolve(null);
  }
  return new Promise(done => {
    const socket = net.connect(lock.port, '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('connect', () => socket.write(`${lock.token}\n`));
    socket.on('data', (text: string) => {
      said += text;
      const line = /^ready (.*)\n/.exec(said);
      if (!line?.[1]) return;
      socket.unref();
      const ready = JSON.parse(line[1]) as { port: number; password: string };
      socket.removeAllListeners('data').resume();
      done({ socket, ...ready });
    });
    // A stopping keeper closes once postgres is gone; then it is time to start.
    socket.on('close', () => done(null));
  });
}

function startKeeper(place: Place): Promise<string> {
  const script = path.join(projectRoot, 'db', 'embedded', 'keeper.mjs');
  const keeper = spawn(process.execPath, [script, JSON.stringify(place)], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment(),
  });
  return new Promise(done => {
    let said = '';
    keeper.stdout.setEncoding('utf8');
    keeper.stdout.on('data', (text: string) => {
      said += text;
      if (!said.includes('\n')) return;
      keeper.unref();
      keeper.stdout.destroy();
      done(said.split('\n')[0] ?? '');
    });
    keeper.on('error', error => done(`failed: ${error.message}`));
    keeper.on('exit', () => done(said.trim() || 'failed: the keeper ended'));
  });
}

/** PostgreSQL must not depend on the locale of whoever starts it. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LANG: 'C',
  LC_ALL: 'C',
});

function ensurePassword(place: Place): void {
  const file = path.join(place.home, 'password');
  try {
    const password = randomBytes(24).toString('hex');
    fs.writeFileSync(file, password, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** initdb under a temporary name, then rename: a killed one leaves no half. */
function ensureCluster(place: Place): void {
  if (fs.existsSync(path.join(place.cluster, 'PG_VERSION'))) return;
  const shelf = path.join(path.dirname(place.cluster), 'new');
  const part = path.join(shelf, `cluster-${process.pid}`);
  const secret = path.join(shelf, `password-${process.pid}`);
  const identity =
    place.uid === undefined ? {} : { uid: place.uid, gid: place.gid };
  fs.rmSync(part, { recursive: true, force: true });
  fs.copyFileSync(path.join(place.home, 'password'), secret);
  try {
    if (place.uid !== undefined && place.gid !== undefined) {
      fs.chownSync(secret, place.uid, place.gid);
    }
    execFileSync(
      path.join(place.binaries, 'bin', 'initdb'),
      [
        ['-D', part],
        ['--username=pangzhu', `--pwfile=${secret}`],
        ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
        ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ].flat(),
      { ...identity, cwd: '/', stdio: 'pipe', env: environment() },
    );
    fs.renameSync(part, place.cluster);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!fs.existsSync(path.join(place.cluster, 'PG_VERSION'))) throw error;
  } finally {
    fs.rmSync(secret, { force: true });
    fs.rmSync(part, { recursive: true, force: true });
  }
}

async function ensureDatabase(server: string, name: string): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const sql = postgres(server, { max: 1, onnotice: () => {} });
    try {
      const found =
        await sql`select 1 from pg_database where datname = ${name}`;
      if (found.length === 0) await sql`create database ${sql(name)}`;
      return;
    } catch (error) {
      // 57P03: still recovering after a kill. 42P04, 23505: somebody was quicker.
      const { code } = error as { code?: string };
      if (code === '42P04' || code === '23505') return;
      const starting = code === '57P03' || code === 'ECONNREFUSED';
      if (!starting || Date.now() > deadline) throw error;
      await sleep(100);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

const sleep = (ms: number): Promise<void> =>
  new Promise(done => setTimeout(done, ms));
