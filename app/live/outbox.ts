import { v7 } from 'uuid';

/**
 * The one way in which a page changes the workspace. A change is shown at once
 * by whoever makes it; here it is sent, in the order of the changes, with an
 * Idempotency-Key, again and again until the server has answered.
 */
export type Change = {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The ETag to name, asked when it is this change's turn. */
  ifMatch?: () => string | undefined;
};

/** What the server said to a change that it took. */
export type Answer = { status: number; etag: string | null; body: unknown };

/** Why the server refused a change: its problem+json. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly current: unknown;

  constructor(status: number, detail: string, current?: unknown) {
    super(detail);
    this.status = status;
    this.current = current;
  }
}

/** `waiting`: the server can't be reached; `signed-out`: it does not know us any more. */
export type SavingState = 'saved' | 'saving' | 'waiting' | 'signed-out';

export type Saving = { state: SavingState; pending: number };

type Entry = Change & {
  key: string;
  resolve: (answer: Answer) => void;
  reject: (refusal: Refusal) => void;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export class Outbox {
  readonly #queue: Entry[] = [];
  readonly #listeners = new Set<() => void>();
  #saving: Saving = { state: 'saved', pending: 0 };
  #running = false;
  #wake: (() => void) | null = null;

  /**
   * Sends a change when those before it are done. Whoever awaits the answer has
   * it before the next change leaves, which may name the ETag that it brought.
   * @throws Refusal when the server says no
   */
  send(change: Change): Promise<Answer> {
    const key = v7();
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ ...change, key, resolve, reject });
    });
    const { state } = this.#saving;
    this.#update(state === 'saved' ? 'saving' : state);
    void this.#run();
    return answered;
  }

  /** How saving stands; the same object until it changes. */
  saving = (): Saving => this.#saving;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tries again at once: the network is back, the window has the focus. */
  nudge = (): void => this.#wake?.();

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let pause = FIRST_PAUSE_MS;
    for (let entry = this.#queue[0]; entry; entry = this.#queue[0]) {
      const outcome = await attempt(entry);
      if (outcome === 'unreachable' || outcome === 'signed-out') {
        this.#update(outcome === 'signed-out' ? 'signed-out' : 'waiting');
        await this.#rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pause = FIRST_PAUSE_MS;
      this.#queue.shift();
      this.#update(this.#queue.length > 0 ? 'saving' : 'saved');
      if (outcome instanceof Refusal) entry.reject(outcome);
      else entry.resolve(outcome);
      // Whoever awaited this answer runs before the next change leaves.
      await Promise.resolve();
    }
    this.#running = false;
  }

  #rest(ms: number): Promise<void> {
    return new Promise(done => {
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #update(state: SavingState): void {
    this.#saving = { state, pending: this.#queue.length };
    for (const listener of this.#listeners) listener();
  }
}

/** One try. What the server did not answer, or not as itself, is no answer. */
async function attempt(
  entry: Entry,
): Promise<Answer | Refusal | 'unreachable' | 'signed-out'> {
  const etag = entry.ifMatch?.();
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`/api/v1${entry.path}`, {
      method: entry.method,
      credentials: 'same-origin',
      headers: {
        'Idempotency-Key': entry.key,
        ...(entry.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...(etag === undefined ? {} : { 'If-Match': etag }),
        ...entry.headers,
      },
      ...(entry.body === undefined ? {} : { body: JSON.stringify(entry.body) }),
    });
    const text = await response.text();
    body = text === '' ? null : JSON.parse(text);
  } catch {
    return 'unreachable';
  }
  if (response.status === 401) return 'signed-out';
  if (response.status >= 500 || response.status === 429) return 'unreachable';
  if (response.ok) {
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      body,
    };
  }
  const { detail, current } = (body ?? {}) as {
    detail?: string;
    current?: unknown;
  };
  return new Refusal(response.status, detail ?? response.statusText, current);
}
