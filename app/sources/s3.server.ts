import { z } from 'zod';

/** An S3-compatible store in which snapshots lie. */
export type S3Config = {
  /** Without a trailing slash. */
  endpoint: string;
  /** The bucket. */
  name: string;
  region: string;
  key: string;
  secret: string;
};

const missing = (name: string): string =>
  `${name} is missing: S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together`;

const S3 = z.object({
  S3_ENDPOINT: z.url({
    protocol: /^https?$/,
    error: 'S3_ENDPOINT is an address like https://s3.example.org',
  }),
  S3_BUCKET: z
    .string(missing('S3_BUCKET'))
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'S3_BUCKET is a bucket’s name',
    ),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string(missing('S3_ACCESS_KEY_ID')).min(1),
  S3_SECRET_ACCESS_KEY: z.string(missing('S3_SECRET_ACCESS_KEY')).min(1),
});

/**
 * The store that the environment names (`S3_*`); null for the data folder.
 *
 * @throws Error with one sentence when a variable is wrong or missing
 */
export function readS3(
  env: Record<string, string | undefined>,
): S3Config | null {
  if (!env['S3_ENDPOINT']) return null;
  const parsed = S3.safeParse(env);
  if (!parsed.success) {
    throw new Error(`${parsed.error.issues[0]?.message ?? 'Bad S3 settings'}.`);
  }
  const s3 = parsed.data;
  return {
    endpoint: s3.S3_ENDPOINT.replace(/\/+$/, ''),
    name: s3.S3_BUCKET,
    region: s3.S3_REGION,
    key: s3.S3_ACCESS_KEY_ID,
    secret: s3.S3_SECRET_ACCESS_KEY,
  };
}
