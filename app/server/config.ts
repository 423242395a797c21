import path from 'node:path';

import { z } from 'zod';

import { projectRoot } from '#app/project-root.server.ts';

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce
    .number('PORT is a number from 0 to 65535')
    .int('PORT is a number from 0 to 65535')
    .min(0, 'PORT is a number from 0 to 65535')
    .max(65535, 'PORT is a number from 0 to 65535')
    .default(3000),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      'DATABASE_URL is an address like postgres://user:password@host:5432/name',
    )
    .optional(),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'PUBLIC_URL is an address like https://desk.example.org',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'LOG_LEVEL is one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform(value => !['', '0', 'off', 'false', 'no'].includes(value)),
});

/** How this process is set up. */
export type Config = {
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** Address in links and identifiers, without a trailing slash; follows the port when unset. */
  publicUrl: string;
  /** Whether `PUBLIC_URL` was given. */
  publicUrlSet: boolean;
  logLevel: string;
  trustProxy: boolean;
};

/** Reads the environment. @throws Error with one sentence when a variable is wrong */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(`${parsed.error.issues[0]?.message ?? 'Bad environment'}.`);
  }
  const e = parsed.data;
  return {
    host: e.HOST,
    port: e.PORT,
    dataDir: path.resolve(projectRoot, e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    publicUrl: (e.PUBLIC_URL ?? addressOf(e.HOST, e.PORT)).replace(/\/+$/, ''),
    publicUrlSet: e.PUBLIC_URL !== undefined,
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY,
  };
}

/** `http://HOST:PORT`, with brackets around an IPv6 address. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
