import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { addAccount, createToken } from '#app/people/accounts.server.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { readConfig } from '#app/server/config.ts';
import { openDatabase } from '#app/server/database.ts';

/** A desk of its own: own port, own data folder. The build must be there. */
export type Desk = {
  base: string;
  dataDir: string;
  child: ChildProcess;
  output: () => string;
  /** Ends it as Ctrl-C does; resolves with its exit status. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
};

export const start = path.join(projectRoot, 'app/server/launch/start.mjs');
const cli = path.join(projectRoot, 'app/server/launch/pangzhu.mjs');

/** An empty folder under the system's temporary one, removed with `removeDir`. */
export function makeDir(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pangzhu-test-'));
  fs.chmodSync(dir, 0o755);
  return dir;
}

/** Names the data folder to copy from, which a run makes once (`data-dir.ts`). */
export const TO_COPY = 'PANGZHU_TEST_DATA_DIR';

/** A folder for a desk: its database is there and empty, which saves it half of its start. */
export function makeDataDir(): string {
  const dir = makeDir();
  const made = process.env[TO_COPY];
  if (made) execFileSync('cp', ['-a', `${made}/.`, dir]);
  return dir;
}

export function removeDir(dir: string): void {
  fs.rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
}

const environment = (more: Record<string, string>): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, PUBLIC_URL: __, ...rest } = process.env;
  return { ...rest, NODE_ENV: 'production', LANG: 'C', PORT: '0', ...more };
};

/** Whoever waits longer for a desk to start would never have had one. */
const STARTS_WITHIN_MS = 60_000;

/** Starts a desk and waits until it prints its address. */
export async function startDesk(
  dataDir: string,
  env: Record<string, string> = {},
  within = STARTS_WITHIN_MS,
): Promise<Desk> {
  const child = spawn(process.execPath, [start], {
    env: environment({ DATA_DIR: dataDir, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  const exited = new Promise<number | null>(done => child.once('exit', done));
  const base = await new Promise<string>((done, fail) => {
    const look = setInterval(() => {
      const address = /^(https?:\/\/\S+)$/m.exec(output)?.[1];
      if (address) finish(() => done(address));
    }, 10);
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      finish(() => fail(new Error(`not started: ${output}`)));
    }, within);
    const finish = (end: () => void): void => {
      clearInterval(look);
      clearTimeout(late);
      end();
    };
    child.once('exit', code =>
      finish(() => fail(new Error(`exit ${code}: ${output}`))),
    );
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  return {
    base,
    dataDir,
    child,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

/** Runs a program of ours to its end. */
export function run(
  script: string,
  args: string[],
  env: Record<string, string>,
  input = '',
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    env: environment(env),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise(done =>
    child.once('close', code => done({ code, stdout, stderr })),
  );
}

/** Runs the command line on a desk's data folder. */
export const pangzhu = (
  dataDir: string,
  args: string[],
  input = '',
  env: Record<string, string> = {},
) => run(cli, args, { DATA_DIR: dataDir, ...env }, input);

/**
 * Makes an account, which speaks the language of `LANG`; returns an API token of
 * its. As the command line does it, without starting one.
 */
export async function makeToken(
  dataDir: string,
  role: string,
  name = role,
  env: { LANG?: string } = {},
): Promise<string> {
  const database = await openDatabase({ ...readConfig({}), dataDir });
  try {
    const actor = await addAccount(database, {
      ...{ name, role, password: 'correct horse battery' },
      email: `${name}@example.org`,
      language: env.LANG?.startsWith('zh') ? 'zh-CN' : 'en',
    });
    const { db, workspaceId } = database;
    const made = await createToken({ db, workspaceId, actor }, 'test', null);
    return made.text;
  } finally {
    await database.close();
  }
}

/** A caller of a desk's API with one token. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; headers: Headers; body: Json; text: string }>;

// The answers of an API under test: looked into, never trusted.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export function apiOf(base: string, token?: string): Api {
  return async (method, address, body, headers = {}) => {
    const raw = typeof body === 'string' || body instanceof FormData;
    const response = await fetch(
      address.startsWith('http') ? address : `${base}/api/v1${address}`,
      {
        method,
        headers: {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(body === undefined || body instanceof FormData
            ? {}
            : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: raw ? body : JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    let parsed: Json = null;
    try {
      parsed = JSON.parse(text);
    } catch {
      // A plain text.
    }
    return {
      status: response.status,
      headers: response.headers,
      body: parsed,
      text,
    };
  };
}
