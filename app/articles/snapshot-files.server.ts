import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { dataDir } from '#app/data-dir.server.ts';

/** Where bytes lie: once for each content, whoever brought it. */
const placeOf = (sha256: string): string =>
  path.join(dataDir(), 'files', sha256.slice(0, 2), sha256);

/** Keeps bytes; gives their SHA-256, hexadecimal. They are on the disk when it returns. */
export async function keepBytes(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const place = placeOf(sha256);
  const there = await fs.stat(place).catch(() => null);
  if (there?.size === bytes.length) return sha256;
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
  return sha256;
}
