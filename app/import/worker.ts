/**
 * Where articles and snapshots are read: beside the server's thread, so that a page that takes
 * long, or never ends, keeps nobody else waiting. One question at a time.
 */
import { parentPort } from 'node:worker_threads';

import { AppError } from '#app/errors.ts';
import {
  extractText,
  type Extract,
  type SnapshotFile,
} from '#app/import/extract.ts';
import { readArticle, type Material } from '#app/import/import.ts';
import type { Reading } from '#app/import/reading.ts';

/** What is asked: to read an article, or the words of a snapshot. */
export type Question = { article: Material } | { snapshot: SnapshotFile };

/** What comes back: what was read, or an expected failure in its parts. */
export type Outcome =
  | { answer: Reading | Extract }
  | {
      failure: Pick<AppError, 'code' | 'reason' | 'params' | 'fields'>;
    }
  | { fault: string };

parentPort?.on('message', (question: Question) => {
  void answer(question).then(outcome => parentPort?.postMessage(outcome));
});

async function answer(question: Question): Promise<Outcome> {
  try {
    const answered =
      'article' in question
        ? await readArticle(question.article)
        : await extractText(question.snapshot);
    return { answer: answered };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, reason, params, fields } = error;
      return { failure: { code, reason, params, fields } };
    }
    return { fault: error instanceof Error ? String(error.stack) : '' };
  }
}
