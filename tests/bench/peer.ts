import { spawn } from 'node:child_process';
import path from 'node:path';

import { projectRoot } from '#app/project-root.server.ts';

export type BenchPeer = { base: string; pid: number; stop(): void };

/**
 * Starts a bench's peer, a server that prints its address.
 *
 * @param script its path below `tests/bench`, without its ending
 * @throws Error when it ends without one
 */
export async function startPeer(
  script: string,
  ...args: string[]
): Promise<BenchPeer> {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'build/bench', `${script}.js`), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: process.env },
  );
  const base = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (line: Buffer) => done(line.toString().trim()));
    child.once('exit', code => fail(new Error(`${script} ended: ${code}`)));
  });
  return { base, pid: child.pid ?? 0, stop: () => void child.kill() };
}
