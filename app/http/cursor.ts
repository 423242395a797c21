import type { z } from 'zod';

import { invalid } from '#app/errors.ts';

/** Where a list goes on, as its clients hand it back: opaque to them. @throws AppError invalid when it is none of ours */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  try {
    const json = Buffer.from(cursor, 'base64url').toString('utf8');
    return schema.parse(JSON.parse(json));
  } catch {
    throw invalid('cursor', 'cursor-invalid');
  }
}

export const writeCursor = <T>(schema: z.ZodType<T>, place: T): string =>
  Buffer.from(JSON.stringify(schema.parse(place))).toString('base64url');
