/**
 * Where articles are read: beside the server's thread, so that a page that takes
 * long, or never ends, keeps nobody else waiting. One question at a time.
 */
import { parentPort } from 'node:worker_threads';

import { AppError } from '#app/errors.ts';
import { readArticle, type Material } from '#app/import/import.ts';
import type { Reading } from '#app/import/reading.ts';

/** What comes back: a reading, or an expected failure in its parts. */
export type Outcome =
  | { reading: Reading }
  | {
      failure: Pick<AppError, 'code' | 'reason' | 'params' | 'fields'>;
    }
  | { fault: string };

parentPort?.on('message', (material: Material) => {
  void answer(material).then(outcome => parentPort?.postMessage(outcome));
});

async function answer(material: Material): Promise<Outcome> {
  try {
    return { reading: await readArticle(material) };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, reason, params, fields } = error;
      return { failure: { code, reason, params, fields } };
    }
    return { fault: error instanceof Error ? String(error.stack) : '' };
  }
}
