import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { AwsClient } from 'aws4fetch';

import { dataDir } from '#app/data-dir.server.ts';
import { AppError } from '#app/errors.ts';
import { readS3, type S3Config } from '#app/sources/s3.server.ts';

/** Where bytes lie, once for each content, whoever brought it, by their SHA-256. */
type Store = {
  /** They are kept for good when it returns. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Null where there are none. */
  read(sha256: string): Promise<Uint8Array | null>;
};

const keyOf = (sha256: string): string =>
  `files/${sha256.slice(0, 2)}/${sha256}`;

/** In the data folder. */
const folder: Store = {
  async keep(sha256, bytes) {
    const place = path.join(dataDir(), keyOf(sha256));
    const there = await fs.stat(place).catch(() => null);
    if (there?.size === bytes.length) return;
    await fs.mkdir(path.dirname(place), { recursive: true });
    // Whole or not at all, also when the power goes.
    const draft = `${place}.${randomUUID()}`;
    const file = await fs.open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(draft, place);
  },
  read: sha256 =>
    fs.readFile(path.join(dataDir(), keyOf(sha256))).catch(() => null),
};

/** In a bucket of an S3-compatible store. @throws AppError unavailable when it can't be reached */
function bucket({ endpoint, name, region, key, secret }: S3Config): Store {
  const client = new AwsClient({
    accessKeyId: key,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries: 3,
  });
  const ask = async (
    method: 'GET' | 'HEAD' | 'PUT',
    sha256: string,
    given: RequestInit = {},
  ): Promise<Response> => {
    const address = `${endpoint}/${name}/${keyOf(sha256)}`;
    const answer = await client
      .fetch(address, { method, ...given })
      .catch(() => null);
    if (!answer || (!answer.ok && answer.status !== 404)) {
      throw new AppError('unavailable', 'store-away');
    }
    return answer;
  };
  return {
    async keep(sha256, bytes) {
      const there = await ask('HEAD', sha256);
      const size = Number(there.headers.get('content-length'));
      if (there.ok && size === bytes.length) return;
      const headers = {
        // The store refuses what does not come to this.
        'X-Amz-Content-Sha256': sha256,
        'Content-Type': 'application/octet-stream',
      };
      const body = new Uint8Array(bytes);
      const put = await ask('PUT', sha256, { body, headers });
      if (!put.ok) throw new AppError('unavailable', 'store-away');
    },
    async read(sha256) {
      const answer = await ask('GET', sha256);
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
  };
}

let store: Store | null = null;

function theStore(): Store {
  const s3 = readS3(process.env);
  store ??= s3 ? bucket(s3) : folder;
  return store;
}

const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Keeps bytes; gives their SHA-256, hexadecimal. */
export async function keepBytes(bytes: Uint8Array): Promise<string> {
  const sha256 = hashOf(bytes);
  await theStore().keep(sha256, bytes);
  return sha256;
}

/**
 * The bytes of a hash.
 *
 * @throws AppError conflict when they are gone, or are not what they were
 */
export async function readBytes(sha256: string): Promise<Uint8Array> {
  const bytes = await theStore().read(sha256);
  if (!bytes) throw new AppError('conflict', 'snapshot-gone');
  if (hashOf(bytes) !== sha256) {
    throw new AppError('conflict', 'snapshot-damaged');
  }
  return bytes;
}
