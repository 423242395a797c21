import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { AppError, invalid } from '#app/errors.ts';
import type { Extract, SnapshotFile } from '#app/import/extract.ts';
import type { Material } from '#app/import/import.ts';
import type { Reading } from '#app/import/reading.ts';
import type { Outcome, Question } from '#app/import/worker.ts';
import { projectRoot } from '#app/project-root.server.ts';

/** Longer than the largest honest file takes. */
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 700;
/** So many at once; others wait for their turn. */
const WORKERS = 2;
/** A worker that nobody needed for so long is let go. */
const IDLE_MS = 60_000;

type Job = {
  question: Question;
  /** The field of the input that a fault is of. */
  field: string;
  done(answer: Reading | Extract): void;
  fail(error: Error): void;
};

const waiting: Job[] = [];
const idle: Worker[] = [];
let running = 0;

/**
 * Reads an article beside the server's thread, within a time and a memory.
 *
 * @throws AppError invalid, too-large
 */
export function readInWorker(material: Material): Promise<Reading> {
  const field = typeof material.content === 'string' ? 'content' : 'file';
  return ask({ article: material }, field) as Promise<Reading>;
}

/**
 * Reads the words of a snapshot, likewise.
 *
 * @throws AppError invalid, too-large
 */
export function extractInWorker(file: SnapshotFile): Promise<Extract> {
  return ask({ snapshot: file }, 'file') as Promise<Extract>;
}

function ask(question: Question, field: string): Promise<Reading | Extract> {
  return new Promise((done, fail) => {
    waiting.push({ question, field, done, fail });
    next();
  });
}

function next(): void {
  if (running >= WORKERS) return;
  const job = waiting.shift();
  if (!job) return;
  running += 1;
  const worker = idle.pop() ?? start();
  run(worker, job);
}

function start(): Worker {
  const script = path.join(projectRoot, 'build/server/import-worker.js');
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    // Nothing of the desk's, its secrets least of all.
    env: {},
    stdout: false,
  });
  worker.unref();
  return worker;
}

function run(worker: Worker, { question, field, done, fail }: Job): void {
  const finish = (settle: () => void, reuse: boolean): void => {
    clearTimeout(late);
    // One by one: the worker listens to its own listeners coming and going.
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    running -= 1;
    if (reuse) rest(worker);
    else {
      // What it still does is nobody's any more.
      worker.on('error', () => {});
      void worker.terminate();
    }
    settle();
    next();
  };
  const late = setTimeout(() => {
    finish(() => fail(invalid(field, 'import-too-long')), false);
  }, TIME_LIMIT_MS);
  const onMessage = (outcome: Outcome): void => {
    if ('answer' in outcome) finish(() => done(outcome.answer), true);
    else if ('failure' in outcome) {
      const { code, reason, ...more } = outcome.failure;
      finish(() => fail(new AppError(code, reason, more)), true);
    } else finish(() => fail(unreadable(outcome.fault, field)), true);
  };
  const onError = (error: unknown): void => {
    finish(() => fail(unreadable(String(error), field)), false);
  };
  const onExit = (): void => {
    finish(() => fail(invalid(field, 'import-too-heavy')), false);
  };
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  worker.postMessage(question);
}

/** A file that a parser stumbles over, or that takes more memory than any should. */
function unreadable(fault: string, field: string): AppError {
  const heavy = /OUT_OF_MEMORY|Invalid (array|string) length|call stack/i;
  const reason = heavy.test(fault) ? 'import-too-heavy' : 'file-broken';
  const error = invalid(field, reason);
  error.cause = fault;
  return error;
}

function rest(worker: Worker): void {
  idle.push(worker);
  const leave = setTimeout(() => {
    const at = idle.indexOf(worker);
    if (at < 0) return;
    idle.splice(at, 1);
    void worker.terminate();
  }, IDLE_MS);
  leave.unref();
}
