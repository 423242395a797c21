import path from 'node:path';

import { z } from 'zod';

import type { OidcConfig } from '#app/people/oidc.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { readS3 } from '#app/sources/s3.server.ts';

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
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'SMTP_URL is an address like smtp://host:25')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Pangzhu <pangzhu@localhost>'),
  DIGEST_HOURS: z.coerce
    .number('DIGEST_HOURS is a number of hours')
    .positive('DIGEST_HOURS is a number of hours')
    .default(24),
  OIDC_ISSUER: z.url('OIDC_ISSUER is an address').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).default('OpenID Connect'),
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
  /** Null: no e-mail is sent. */
  smtp: { url: string; from: string } | null;
  /** How long at least between two digests to one person, in hours. */
  digestHours: number;
  /** Null: nobody signs in elsewhere. */
  oidc: OidcConfig | null;
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
  readS3(given);
  return {
    host: e.HOST,
    port: e.PORT,
    dataDir: path.resolve(projectRoot, e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    publicUrl: (e.PUBLIC_URL ?? addressOf(e.HOST, e.PORT)).replace(/\/+$/, ''),
    publicUrlSet: e.PUBLIC_URL !== undefined,
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY,
    smtp: e.SMTP_URL ? { url: e.SMTP_URL, from: e.MAIL_FROM } : null,
    digestHours: e.DIGEST_HOURS,
    oidc:
      e.OIDC_ISSUER && e.OIDC_CLIENT_ID
        ? {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID,
            clientSecret: e.OIDC_CLIENT_SECRET ?? null,
            name: e.OIDC_NAME,
          }
        : null,
  };
}

/** `http://HOST:PORT`, with brackets around an IPv6 address. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
