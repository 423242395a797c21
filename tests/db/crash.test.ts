import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
  type Api,
  type Desk,
} from '#tests/support/server.ts';

const ROUNDS = process.env['SOAK'] ? 50 : 3;

/** Whoever waits longer for an answer would never have had one. */
const UNANSWERED_MS = 40_000;

const sleep = (ms: number) => new Promise(done => setTimeout(done, ms));

const dataDir = makeDataDir();
let desk: Desk | null = null;

afterAll(async () => {
  await desk?.stop();
  removeDir(dataDir);
});

/** The postmaster's pid, as PostgreSQL itself notes it. */
function postmaster(): number {
  const file = path.join(dataDir, 'postgres/cluster/postmaster.pid');
  return Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
}

function killDatabase(): void {
  process.kill(postmaster(), 'SIGKILL');
}

function killKeeper(): void {
  const file = path.join(dataDir, 'postgres/keeper.json');
  const { pid } = JSON.parse(fs.readFileSync(file, 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
}

/** Answers that neither took a change nor said to try again. */
const faults: string[] = [];

/** Writes without a pause until told to stop; keeps what was acknowledged. */
function writeUntilStopped(api: Api, acknowledged: string[]) {
  let stopped = false;
  const writer = async (): Promise<void> => {
    while (!stopped) {
      try {
        const made = await Promise.race([
          api('POST', '/articles', { content: '一\n二三' }),
          sleep(UNANSWERED_MS).then(() => null),
        ]);
        if (!made) {
          faults.push('no answer');
          return;
        }
        if (made.status === 201) acknowledged.push(made.body.id);
        // Unreachable for the moment is an answer; a fault of ours is not.
        else if (made.status !== 503)
          faults.push(`${made.status} ${made.text}`);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // the connection was cut
        await new Promise(done => setTimeout(done, 5));
      }
    }
  };
  const writers = [writer(), writer(), writer()];
  return async (): Promise<void> => {
    stopped = true;
    await Promise.all(writers);
  };
}

async function until(
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Never: ${what}`);
    await new Promise(done => setTimeout(done, 50));
  }
}

describe('after a SIGKILL', () => {
  it(
    `of the app, the database, both, or the keeper, under writes, nothing acknowledged is lost (${ROUNDS} rounds)`,
    { timeout: ROUNDS * 60_000 },
    async () => {
      desk = await startDesk(dataDir);
      const token = await makeToken(dataDir, 'owner');
      const acknowledged: string[] = [];
      const victims = ['app', 'database', 'both', 'keeper'] as const;
      for (let round = 0; round < ROUNDS; round += 1) {
        const victim = victims[round % victims.length];
        const api = apiOf(desk.base, token);
        const before = acknowledged.length;
        const stop = writeUntilStopped(api, acknowledged);
        await until('writes', () =>
          Promise.resolve(acknowledged.length > before + 5),
        );
        await sleep((round * 37) % 150);
        if (victim === 'database' || victim === 'both') killDatabase();
        if (victim === 'keeper') killKeeper();
        if (victim === 'app' || victim === 'both') {
          await desk.kill();
          await stop();
          desk = await startDesk(dataDir);
        } else {
          await sleep(300);
          const again = acknowledged.length;
          await until(`writes after ${victim}`, () =>
            Promise.resolve(acknowledged.length > again),
          );
          await stop();
        }
        expect([faults, faults.length > 0 ? desk.output() : '']).toEqual([
          [],
          '',
        ]);
        const { base } = desk;
        await until(
          'readiness',
          async () => (await fetch(`${base}/readyz`)).ok,
        );
        const now = apiOf(base, token);
        for (const id of acknowledged.slice(before)) {
          // On a slow machine a database that lost its keeper ends only now.
          let status = 503;
          await until('an answer', async () => {
            ({ status } = await now('GET', `/articles/${id}`));
            return status !== 503;
          });
          expect([id, status, victim]).toEqual([id, 200, victim]);
        }
      }
      const last = apiOf(desk.base, token);
      for (const id of acknowledged) {
        expect((await last('GET', `/articles/${id}/text`)).status).toBe(200);
      }
      expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
      if (process.env['SOAK']) {
        process.stdout.write(
          `${ROUNDS} rounds, ${acknowledged.length} acknowledged, 0 lost\n`,
        );
      }
    },
  );

  it('of the app alone leaves no database running', async () => {
    const own = makeDataDir();
    const other = await startDesk(own);
    const pidFile = path.join(own, 'postgres/cluster/postmaster.pid');
    expect(fs.existsSync(pidFile)).toBe(true);
    await other.kill();
    // Its file goes a little before the process does.
    await until('an end', () => {
      const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
      return Promise.resolve(!fs.existsSync(pidFile) && !left.includes(own));
    });
    removeDir(own);
  });
});
