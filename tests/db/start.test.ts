import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { placeFor } from '#db/embedded/place.ts';
import {
  makeDir,
  removeDir,
  run,
  start,
  startDesk,
} from '#tests/support/server.ts';

const dirs: string[] = [];
const dataDir = (): string => {
  const dir = makeDir();
  dirs.push(dir);
  return dir;
};
afterAll(() => dirs.forEach(removeDir));

const freePort = (): Promise<number> =>
  new Promise(done => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

describe('npm start', () => {
  it('stops cleanly on SIGTERM and starts again with everything', async () => {
    const dir = dataDir();
    const first = await startDesk(dir);
    expect(await first.stop()).toBe(0);
    const second = await startDesk(dir);
    expect(second.output()).toContain('Setup code:');
    expect(await second.stop()).toBe(0);
  });

  it('serves two desks on one data folder, and stops the database after the last', async () => {
    const dir = dataDir();
    const [one, two] = await Promise.all([startDesk(dir), startDesk(dir)]);
    expect(await one.stop()).toBe(0);
    expect((await fetch(`${two.base}/readyz`)).status).toBe(200);
    expect(await two.stop()).toBe(0);
  });

  const sentence = async (env: Record<string, string>): Promise<string> => {
    const { code, stderr } = await run(start, [], env);
    expect(code).toBe(1);
    const said = stderr
      .replace(/^(Building|Installing|Another).*\n/gm, '')
      .trim();
    expect(said.split('\n')).toHaveLength(1);
    return said;
  };

  it('says in one sentence that the port is in use', async () => {
    const holder = net.createServer();
    const port = await new Promise<number>(done =>
      holder.listen(0, '127.0.0.1', () =>
        done((holder.address() as AddressInfo).port),
      ),
    );
    expect(
      await sentence({ DATA_DIR: dataDir(), PORT: String(port) }),
    ).toContain(`Port ${port}`);
    holder.close();
  });

  it('says in one sentence that the database cannot be reached', async () => {
    const port = await freePort();
    const said = await sentence({
      DATA_DIR: dataDir(),
      PORT: '0',
      DATABASE_URL: `postgres://nobody:secret@127.0.0.1:${port}/none`,
    });
    expect(said).toContain('cannot be reached');
    expect(said).not.toContain('secret');
  });

  it('says in one sentence that the data folder cannot be written', async () => {
    const file = path.join(dataDir(), 'file');
    fs.writeFileSync(file, '');
    expect(
      await sentence({ DATA_DIR: path.join(file, 'data'), PORT: '0' }),
    ).toContain('cannot be written');
  });

  it('says in one sentence that the environment is wrong', async () => {
    expect(await sentence({ DATA_DIR: dataDir(), PORT: 'many' })).toContain(
      'PORT',
    );
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('works where the data folder cannot be entered by others', async () => {
    const closed = dataDir();
    fs.chmodSync(closed, 0o700);
    const desk = await startDesk(path.join(closed, 'data'));
    expect(desk.output()).toMatch(/\/var\/lib\/pangzhu\/[0-9a-f]+/);
    expect((await fetch(`${desk.base}/readyz`)).status).toBe(200);
    expect(await desk.stop()).toBe(0);
    const lies = /\/var\/lib\/pangzhu\/[0-9a-f]+/.exec(desk.output())?.[0];
    if (lies) removeDir(lies);
  });
});

describe('an external PostgreSQL', () => {
  const debian = '/usr/lib/postgresql/15/bin';
  let url = '';
  let stop = (): void => {};

  beforeAll(async () => {
    const dir = dataDir();
    const place = placeFor(dir);
    const bin = fs.existsSync(debian)
      ? debian
      : path.join(place.binaries, 'bin');
    const identity =
      place.uid === undefined ? {} : { uid: place.uid, gid: place.gid ?? 0 };
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'pangzhu-external-'));
    dirs.push(home);
    if (place.uid !== undefined) fs.chownSync(home, place.uid, place.gid ?? 0);
    const cluster = path.join(home, 'cluster');
    const options = {
      ...identity,
      cwd: '/',
      env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
    };
    execFileSync(
      path.join(bin, 'initdb'),
      [
        '-D',
        cluster,
        '-U',
        'desk',
        '--auth=trust',
        '--encoding=UTF8',
        '--locale=C',
      ],
      options,
    );
    const port = await freePort();
    const child = spawn(
      path.join(bin, 'postgres'),
      [
        '-D',
        cluster,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
      ],
      { ...options, stdio: 'ignore' },
    );
    stop = () => child.kill('SIGINT');
    url = `postgres://desk@127.0.0.1:${port}/postgres`;
    for (let i = 0; i < 100; i += 1) {
      const tried = spawnSync(path.join(bin, 'pg_isready'), [
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
      ]);
      if (tried.status === 0) return;
      // The embedded binaries bring no pg_isready; a connection says as much.
      if (tried.error && (await connects(port))) return;
      await new Promise(done => setTimeout(done, 100));
    }
  });
  afterAll(() => stop());

  const connects = (port: number): Promise<boolean> =>
    new Promise(done => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => done(false));
    });

  it('serves as well, on its version 15 or newer', async () => {
    const desk = await startDesk(dataDir(), { DATABASE_URL: url });
    expect((await fetch(`${desk.base}/readyz`)).status).toBe(200);
    const page = await fetch(`${desk.base}/setup`);
    expect(page.status).toBe(200);
    expect(await desk.stop()).toBe(0);
    expect(fs.existsSync(path.join(desk.dataDir, 'postgres'))).toBe(false);
  });
});
