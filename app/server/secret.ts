import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The installation's secret, made on the first start and kept in the data folder. */
export function readSecretFile(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret');
  try {
    const made = randomBytes(32).toString('hex');
    fs.writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex');
}

/** Crockford's base 32: no letters that are read for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code that the first visit is made against: `XXXX-XXXX-XXXX`, the same until there is an owner. */
export function setupCodeOf(secret: Buffer): string {
  const bytes = createHmac('sha256', secret).update('setup').digest();
  const letters = Array.from(bytes.subarray(0, 12), b => LETTERS[b % 32]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
