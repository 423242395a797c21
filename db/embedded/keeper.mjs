/**
 * The keeper: a small process that runs one embedded PostgreSQL for as long as
 * somebody holds a connection to it, and not a moment longer.
 *
 * Every process that uses the database connects to the keeper's loopback port
 * and keeps that connection open. A connection ends with its process, also by
 * SIGKILL, so the keeper always knows whether anybody is left; when the last
 * one is gone it stops PostgreSQL and exits. `keeper.json` in the data folder
 * is both the address and the lock: whoever links it first is the keeper.
 *
 * Plain JavaScript with Node's own modules alone: it is spawned from source by
 * the built server, by the tests and by the command line alike.
 *
 * Usage: node keeper.mjs '{"home": …, "cluster": …, "binaries": …, "uid"?, "gid"?}'
 * Prints one line: "held" when another keeper serves this folder, "listening"
 * once this one does, or "failed: reason".
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const { home, cluster, binaries, uid, gid } = JSON.parse(process.argv[2]);
const lockFile = path.join(home, 'keeper.json');
const portFile = path.join(home, 'port');
const password = fs.readFileSync(path.join(home, 'password'), 'utf8').trim();
const token = randomBytes(24).toString('hex');
const identity = uid === undefined ? {} : { uid, gid };

/** How long nobody may hold on before the database stops, in ms. */
const LINGER = 400;
/** How long to wait for an earlier postgres to leave, in ms. */
const PATIENCE = 60_000;

const sleep = ms => new Promise(done => setTimeout(done, ms));

let state = 'starting'; // starting | ready | stopping
let port = 0;
let told = false; // the port, to those who hold on
let postgres = null;
const holders = new Set();
let idle = setTimeout(stopWhenIdle, 10_000);

const server = net.createServer(socket => {
  let greeted = false;
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', text => {
    if (greeted) return;
    if (text.trim() !== token) return socket.destroy();
    greeted = true;
    if (state === 'stopping') return socket.end('stopping\n');
    clearTimeout(idle);
    holders.add(socket);
    if (state === 'ready') tell(socket);
  });
  socket.on('close', () => {
    if (!holders.delete(socket) || holders.size > 0) return;
    idle = setTimeout(stopWhenIdle, LINGER);
  });
});

function tell(socket) {
  socket.write(`ready ${JSON.stringify({ port, password })}\n`);
}

function stopWhenIdle() {
  if (holders.size === 0) void stop(0);
}

async function stop(code) {
  if (state === 'stopping') return;
  state = 'stopping';
  if (postgres && postgres.exitCode === null && !postgres.signalCode) {
    const gone = new Promise(done => postgres.once('exit', done));
    postgres.kill('SIGINT'); // "fast": roll back what is open, write a checkpoint
    await gone;
  }
  if (holdsLock()) fs.rmSync(lockFile, { force: true });
  process.exit(code);
}

function readLock() {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  } catch {
    return null;
  }
}

const holdsLock = () => readLock()?.token === token;

/** Whether the keeper that a lock names still answers. */
function answers(lock) {
  return new Promise(done => {
    const socket = net.connect(lock.port, '127.0.0.1');
    socket.setTimeout(3000, () => finish(false));
    socket.on('connect', () => finish(true));
    socket.on('error', () => finish(false));
    const finish = yes => {
      socket.destroy();
      done(yes);
    };
  });
}

/** Links our lock file into place; false when a living keeper has it. */
async function takeLock() {
  const own = path.join(home, `keeper.${process.pid}.json`);
  const content = { pid: process.pid, port: server.address().port, token };
  fs.writeFileSync(own, JSON.stringify(content), { mode: 0o600 });
  try {
    for (;;) {
      try {
        fs.linkSync(own, lockFile);
        return true;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const lock = readLock();
      if (lock && (await answers(lock))) return false;
      // Left behind by a killed keeper. Move it aside, then look whether what
      // moved is what we looked at: another newcomer may have been quicker.
      const aside = path.join(home, `keeper.${process.pid}.stale`);
      try {
        fs.renameSync(lockFile, aside);
        const moved = JSON.parse(fs.readFileSync(aside, 'utf8'));
        if (moved.token !== lock?.token) fs.linkSync(aside, lockFile);
      } catch {
        // Somebody else moved it: look again.
      }
      fs.rmSync(aside, { force: true });
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Holding the lock, any postgres in this cluster is an orphan: end it. */
async function endOrphan() {
  const pidFile = path.join(cluster, 'postmaster.pid');
  const started = Date.now();
  for (let asked = false; Date.now() - started < PATIENCE; await sleep(50)) {
    let pid;
    try {
      pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
    } catch {
      return;
    }
    if (!pid || !alive(pid) || !isPostgres(pid)) return;
    if (!asked) process.kill(pid, 'SIGINT');
    asked = true;
  }
  throw new Error('an earlier PostgreSQL does not stop');
}

/** A pid may have been given to another program since; only Linux tells cheaply. */
function isPostgres(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

/** The port of last time if it is free, so that clients find it again. */
async function choosePort() {
  const last = Number(fs.existsSync(portFile) && fs.readFileSync(portFile));
  for (const candidate of [last, 0]) {
    if (candidate === 0 || candidate > 1023) {
      const found = await listenOnce(candidate);
      if (found) return found;
    }
  }
  throw new Error('no free port on 127.0.0.1');
}

function listenOnce(candidate) {
  return new Promise(done => {
    const probe = net.createServer();
    probe.on('error', () => done(0));
    probe.listen(candidate, '127.0.0.1', () => {
      const found = probe.address().port;
      probe.close(() => done(found));
    });
  });
}

/**
 * Whether the postmaster `pid`, begun at `started` (ms), takes connections, by the
 * pid file that it writes: as pg_ctl asks, which also allows clocks two seconds.
 * An answer on the port would not tell: another program may have taken it since it
 * was chosen, even the PostgreSQL of another folder.
 */
function accepts(pid, started) {
  try {
    const file = path.join(cluster, 'postmaster.pid');
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    if (Number(lines[0]) !== pid || lines[7]?.trim() !== 'ready') return false;
    return Number(lines[2]) >= started / 1000 - 2;
  } catch {
    return false; // not written yet
  }
}

async function runPostgres() {
  const log = fs.openSync(path.join(home, 'postgres.log'), 'a', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const options = Object.entries(settings).flatMap(([k, v]) => [
    '-c',
    `${k}=${v}`,
  ]);
  const child = spawn(
    path.join(binaries, 'bin', 'postgres'),
    ['-D', cluster, ...options],
    { ...identity, cwd: '/', stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  postgres = child;
  let gone = false;
  child.once('error', () => (gone = true));
  child.once('exit', () => (gone = true));
  const started = Date.now();
  while (!gone && Date.now() - started < PATIENCE) {
    if (accepts(child.pid, started)) return true;
    await sleep(25);
  }
  child.kill('SIGKILL');
  return false;
}

/** Starts postgres, and again whenever it dies under us. */
async function keepRunning() {
  const started = Date.now();
  // The first tries can fail while a killed postmaster's children still leave.
  // Who was told a port looks for PostgreSQL there until they let go.
  for (;;) {
    if (!told) port = await choosePort();
    if (await runPostgres()) break;
    if (Date.now() - started > PATIENCE) throw new Error('see postgres.log');
    await sleep(200);
    await endOrphan();
  }
  if (!told) fs.writeFileSync(portFile, String(port), { mode: 0o600 });
  told = true;
  postgres.once('exit', () => {
    if (state === 'stopping') return;
    state = 'starting';
    keepRunning().catch(fail);
  });
  state = 'ready';
  for (const socket of holders) tell(socket);
}

function fail(error) {
  process.stdout.write(`failed: ${error.message}\n`);
  void stop(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // A Ctrl-C meant for the app must not end the database under other holders.
  process.on(signal, () => {});
}
process.stdout.on('error', () => {});

server.listen(0, '127.0.0.1', async () => {
  try {
    if (!(await takeLock())) {
      process.stdout.write('held\n');
      process.exit(0);
    }
    process.stdout.write('listening\n');
    await endOrphan();
    await keepRunning();
  } catch (error) {
    fail(error);
  }
});
