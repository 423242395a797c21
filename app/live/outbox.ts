import { v7 } from 'uuid';

import { memoryShelf, type Kept, type Shelf } from '#app/live/shelf.ts';

/**
 * The one way in which a page changes the workspace. A change is shown at once
 * by whoever makes it; here it is kept on the device and sent, in the order of
 * the changes, with an Idempotency-Key, again and again until the server has
 * answered: by this page, by another of this browser's, or after a reload.
 */
export type Change = Pick<
  Kept,
  'method' | 'path' | 'body' | 'headers' | 'about'
> & {
  /** The object whose ETag is named. */
  of?: string | undefined;
  /** The ETag that was seen. What an earlier change of this page's brings goes before it. */
  etag?: string | undefined;
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
export type SavingState =
  'saved' | 'saving' | 'waiting' | 'signed-out' | 'conflict';

export type Saving = { state: SavingState; pending: number };

/** A change that waits, or was refused while nobody looked; and its answer. */
export type Waiting = { kept: Kept; answered: Promise<Answer> };

type Waiter = {
  resolve: (answer: Answer) => void;
  reject: (refusal: Refusal) => void;
};

/** What the pages of a browser tell each other. */
type Told =
  | { type: 'put' }
  | { type: 'answered'; key: string; answer: Answer }
  | { type: 'refused'; key: string; refused: NonNullable<Kept['refused']> };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export class Outbox {
  readonly #tab = v7();
  readonly #waiters = new Map<string, Waiter>();
  readonly #listeners = new Set<() => void>();
  /** The newest ETag that an answer brought, by page and object. */
  readonly #etags = new Map<string, string>();
  /** What has a conflict that nobody has decided yet. */
  readonly #conflicts = new Set<string>();
  #shelf: Shelf;
  #person = '';
  #channel: BroadcastChannel | null = null;
  #saving: Saving = { state: 'saved', pending: 0 };
  /** The keys that were on the shelf when it was read last. */
  #shelved: ReadonlySet<string> = new Set();
  #state: SavingState = 'saved';
  #running = false;
  #again = false;
  #wake: (() => void) | null = null;
  /** Nothing is sent while this page takes over what another left. */
  #claimed: Promise<unknown> = Promise.resolve();

  constructor(shelf: Shelf = memoryShelf()) {
    this.#shelf = shelf;
  }

  /** Begins to send what a person left on this device; their changes alone. */
  open(person: string, shelf: Shelf): void {
    if (this.#person === person) return;
    this.#person = person;
    this.#shelf = shelf;
    if (typeof BroadcastChannel !== 'undefined') {
      this.#channel?.close();
      this.#channel = new BroadcastChannel(`pangzhu.outbox.${person}`);
      this.#channel.onmessage = ({ data }: MessageEvent<Told>) =>
        void this.#hear(data);
    }
    void this.#run();
  }

  /**
   * Sends a change when those before it are done. Whoever awaits the answer has
   * it before the next change leaves.
   * @throws Refusal when the server says no
   */
  send({ of, etag, ...change }: Change): Promise<Answer> {
    const kept: Kept = {
      ...change,
      key: v7(),
      person: this.#person,
      tab: this.#tab,
      ...(of === undefined ? {} : { of }),
      ...(etag === undefined ? {} : { etag }),
    };
    const answered = this.#await(kept.key);
    if (this.#state === 'saved') this.#state = 'saving';
    this.#update();
    void this.#shelf.put(kept).then(() => {
      this.#channel?.postMessage({ type: 'put' } satisfies Told);
      return this.#run();
    });
    return answered;
  }

  /** What waits, or was refused, about an article; this page takes it over. */
  takeOver(article: string): Promise<Waiting[]> {
    const claim = this.#takeOver(article);
    this.#claimed = claim.catch(() => []);
    return claim;
  }

  async #takeOver(article: string): Promise<Waiting[]> {
    const all = await this.#shelf.all(this.#person);
    const mine = all.filter(kept => kept.about?.article === article);
    const found: Waiting[] = [];
    for (const kept of mine) {
      if (this.#waiters.has(kept.key)) continue;
      const answered = this.#await(kept.key);
      if (kept.refused) this.#refuse(kept.key, kept.refused);
      else await this.#shelf.put({ ...kept, tab: this.#tab });
      found.push({ kept, answered });
    }
    return found;
  }

  /** What somebody decided about a conflict is done with. */
  decided(of: string): void {
    if (this.#conflicts.delete(of)) this.#update();
  }

  /** How saving stands; the same object until it changes. */
  saving = (): Saving => this.#saving;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tries again at once: the network is back, the window has the focus. */
  nudge = (): void => this.#wake?.();

  #await(key: string): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      this.#waiters.set(key, { resolve, reject });
    });
  }

  /** Sends what there is, one page of a browser at a time. */
  async #run(): Promise<void> {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#alone(() => this.#sendAll());
      }
    } finally {
      this.#running = false;
    }
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    const { locks } = globalThis.navigator ?? {};
    if (!locks) return Promise.resolve().then(work);
    await locks.request(`pangzhu.outbox.${this.#person}`, () => work());
  }

  async #sendAll(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      await this.#claimed;
      const waiting = await this.#waiting();
      const [next] = waiting;
      if (!next) break;
      if (this.#state === 'saved') this.#state = 'saving';
      this.#update();
      const outcome = await attempt(next, this.#etagFor(next));
      if (outcome === 'unreachable' || outcome === 'signed-out') {
        this.#state = outcome === 'signed-out' ? 'signed-out' : 'waiting';
        this.#update();
        await this.#rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pause = FIRST_PAUSE_MS;
      this.#state = 'saving';
      await this.#settle(next, outcome, waiting);
      // Whoever awaited this answer runs before the next change leaves.
      await Promise.resolve();
    }
    this.#settled();
  }

  /** What the shelf has to send. */
  async #waiting(): Promise<Kept[]> {
    const all = await this.#shelf.all(this.#person);
    const waiting = all.filter(kept => !kept.refused);
    this.#shelved = new Set(waiting.map(({ key }) => key));
    return waiting;
  }

  /** Nothing is left on the shelf; this page may still have put nothing there. */
  #settled(): void {
    if (this.#pending === 0) this.#state = 'saved';
    this.#update();
  }

  /** How many changes nobody has answered. */
  get #pending(): number {
    const unshelved = [...this.#waiters.keys()].filter(
      key => !this.#shelved.has(key),
    );
    return this.#shelved.size + unshelved.length;
  }

  async #settle(
    kept: Kept,
    outcome: Answer | Refusal,
    waiting: readonly Kept[],
  ): Promise<void> {
    const { key, of, tab } = kept;
    if (outcome instanceof Refusal) {
      const { status, message: detail, current } = outcome;
      const refused = { status, detail, current };
      // Kept until a page has taken it in: what was written is in it.
      if (kept.about) await this.#shelf.put({ ...kept, refused });
      else await this.#shelf.remove(key);
      this.#channel?.postMessage({
        type: 'refused',
        key,
        refused,
      } satisfies Told);
      if (status === STALE && of) this.#conflicts.add(of);
      this.#refuse(key, refused);
      return;
    }
    if (of && outcome.etag) {
      this.#etags.set(`${tab} ${of}`, outcome.etag);
      this.#conflicts.delete(of);
      // After a reload nobody else remembers.
      for (const later of waiting) {
        if (later.key === key || later.of !== of || later.tab !== tab) continue;
        await this.#shelf.put({ ...later, etag: outcome.etag });
      }
    }
    await this.#shelf.remove(key);
    this.#channel?.postMessage({
      type: 'answered',
      key,
      answer: outcome,
    } satisfies Told);
    this.#waiters.get(key)?.resolve(outcome);
    this.#waiters.delete(key);
  }

  #refuse(
    key: string,
    { status, detail, current }: NonNullable<Kept['refused']>,
  ): void {
    const waiter = this.#waiters.get(key);
    if (!waiter) return;
    this.#waiters.delete(key);
    waiter.reject(new Refusal(status, detail, current));
    void this.#shelf.remove(key);
  }

  /** The newer of the ETag that was seen and the one that an earlier change of the same page brought. */
  #etagFor({ of, etag, tab }: Kept): string | undefined {
    const brought = of && this.#etags.get(`${tab} ${of}`);
    if (!brought || !etag) return brought || etag;
    return revisionOf(brought) > revisionOf(etag) ? brought : etag;
  }

  async #hear(told: Told): Promise<void> {
    if (told.type === 'put') return this.#run();
    const waiter = this.#waiters.get(told.key);
    if (told.type === 'refused') this.#refuse(told.key, told.refused);
    else if (waiter) {
      this.#waiters.delete(told.key);
      waiter.resolve(told.answer);
    }
    await this.#waiting();
    this.#settled();
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

  #update(): void {
    const pending = this.#pending;
    const state =
      this.#state === 'saved' && this.#conflicts.size > 0
        ? 'conflict'
        : this.#state;
    if (state === this.#saving.state && pending === this.#saving.pending)
      return;
    this.#saving = { state, pending };
    for (const listener of this.#listeners) listener();
  }
}

/** Precondition Failed (RFC 9110): somebody else was first. */
const STALE = 412;

/** Our ETags are revisions in quotation marks. */
const revisionOf = (etag: string): number => Number(etag.slice(1, -1));

/** One try. What the server did not answer, or not as itself, is no answer. */
async function attempt(
  kept: Kept,
  etag: string | undefined,
): Promise<Answer | Refusal | 'unreachable' | 'signed-out'> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`/api/v1${kept.path}`, {
      method: kept.method,
      credentials: 'same-origin',
      headers: {
        'Idempotency-Key': kept.key,
        // Another's session does not write in this one's name.
        'Pangzhu-Person': kept.person,
        ...(kept.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...(etag === undefined ? {} : { 'If-Match': etag }),
        ...kept.headers,
      },
      ...(kept.body === undefined ? {} : { body: JSON.stringify(kept.body) }),
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
