import { unzipSync } from 'fflate';

import { AppError, invalid } from '#app/errors.ts';

/** What all parts of a file that are read may come to, unpacked, in bytes. */
const MAX_UNPACKED = 150_000_000;
const MAX_ENTRIES = 20_000;

/** The names of a zip file's parts. @throws AppError invalid when it is none, too-large */
export function namesIn(bytes: Uint8Array, field: string): string[] {
  const names: string[] = [];
  unzip(bytes, field, name => {
    names.push(name);
    return false;
  });
  return names;
}

/**
 * Unpacks the parts that `wanted` names, in memory alone: a name is looked up and
 * never a path. What a part claims to come to is what it may come to.
 *
 * @throws AppError invalid when it is no zip file, too-large for one that is a bomb
 */
export function unzipParts(
  bytes: Uint8Array,
  field: string,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  let total = 0;
  const parts = unzip(bytes, field, (name, size) => {
    if (!wanted(name)) return false;
    total += size;
    if (total > MAX_UNPACKED)
      throw new AppError('too-large', 'unpacks-too-far');
    return true;
  });
  return new Map(Object.entries(parts));
}

function unzip(
  bytes: Uint8Array,
  field: string,
  filter: (name: string, size: number) => boolean,
): Record<string, Uint8Array> {
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > MAX_ENTRIES) {
          throw new AppError('too-large', 'unpacks-too-far');
        }
        return filter(name, originalSize);
      },
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(field, 'file-broken');
  }
}
