import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { projectRoot } from '#app/project-root.server.ts';

export type BenchPeer = { base: string; pid: number; stop(): void };

/**
 * Starts a bench's peer, a server that prints its address.
 *
 * @param script its path below `tests/bench`
 * @throws Error when it ends without one
 */
export async function startPeer(
  script: string,
  ...args: string[]
): Promise<BenchPeer> {
  const child = spawn(
    process.execPath,
    [
      path.join(projectRoot, 'node_modules/tsx/dist/cli.mjs'),
      path.join(projectRoot, 'tests/bench', script),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: process.env },
  );
  const base = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (line: Buffer) => done(line.toString().trim()));
    child.once('exit', code => fail(new Error(`${script} ended: ${code}`)));
  });
  return { base, pid: answering(child), stop: () => void child.kill() };
}

/** The process that answers: tsx starts one of its own. */
function answering({ pid = 0 }: ChildProcess): number {
  const children = fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim();
  return children === '' ? pid : Number(children.split(' ')[0]);
}
