import { v7 } from 'uuid';

import type { Reply } from '#app/annotations/annotation.ts';
import type { LiveEvent } from '#app/live/event.ts';
import { Refusal, type Answer, type Change } from '#app/live/outbox.ts';
import type { Person } from '#app/people/person.ts';

/** What was done to a reply, as the device keeps it until it is answered. */
export type ReplyOperation =
  { type: 'reply'; reply: Reply } | { type: 'reply-remove'; reply: Reply };

/** A thread as it is shown. */
export type Thread = {
  /** How many replies there are. */
  count: number;
  /** The oldest first; null until they were asked for. */
  replies: readonly Reply[] | null;
  /** Where earlier ones go on; null when there are none. */
  earlier: string | null;
};

type Given = {
  article: string;
  base: string;
  me: Person;
  counts: readonly { id: string; count: number }[];
  send: (change: Change) => Promise<Answer>;
  ask: (path: string) => Promise<unknown>;
  /** A reply was refused; what was written goes back into its form. */
  onRefused: (reply: Reply, detail: string) => void;
};

const NONE: Thread = { count: 0, replies: null, earlier: null };

/** As many replies as are asked for at once. */
const PAGE = 50;

/**
 * The replies to an article's annotations. They are asked for thread by thread,
 * when one is looked at; what is written is shown at once and sent through `send`.
 */
export class ThreadStore {
  readonly #given: Given;
  readonly #threads = new Map<string, Thread>();
  readonly #listeners = new Set<() => void>();
  readonly #asking = new Set<string>();
  /** What was removed here: that it was once written is still told. */
  readonly #removed = new Set<string>();

  constructor(given: Given) {
    this.#given = given;
    for (const { id, count } of given.counts) {
      this.#threads.set(id, { ...NONE, count });
    }
  }

  /** The same object until it changes. */
  thread(annotation: string): Thread {
    return this.#threads.get(annotation) ?? NONE;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for a thread's newest replies, or for those before what is there. */
  async load(annotation: string): Promise<void> {
    const { replies, earlier, count } = this.thread(annotation);
    if (this.#asking.has(annotation)) return;
    if (replies ? earlier === null : count === 0) return;
    this.#asking.add(annotation);
    const cursor = earlier ? `&cursor=${earlier}` : '';
    const path = `/annotations/${annotation}/replies?limit=${PAGE}${cursor}`;
    const found = (await this.#given.ask(path)) as Page | null;
    this.#asking.delete(annotation);
    if (!found) return;
    const now = this.thread(annotation);
    const known = new Set((now.replies ?? []).map(({ id }) => id));
    const fresh = found.items.filter(({ id }) => !known.has(id)).reverse();
    this.#set(annotation, {
      ...now,
      replies: inOrder([...fresh, ...(now.replies ?? [])]),
      earlier: found.next,
    });
  }

  /** Replies to an annotation. */
  reply(annotation: string, body: string): void {
    const { me, base, article } = this.#given;
    const now = Date.now();
    const reply: Reply = {
      ...{ id: v7(), annotation, body, author: me, revision: 1 },
      createdAt: now,
      updatedAt: now,
    };
    this.#add(reply);
    const container = `/articles/${article}/annotations/`;
    const answered = this.#given.send({
      method: 'POST',
      path: container,
      headers: { Slug: reply.id },
      body: {
        motivation: 'replying',
        bodyValue: body,
        target: `${base}/api/v1${container}${annotation}`,
      },
      of: reply.id,
      about: { article, operation: { type: 'reply', reply } },
    });
    void this.#track({ type: 'reply', reply }, answered);
  }

  remove(reply: Reply): void {
    const { article } = this.#given;
    const operation: ReplyOperation = { type: 'reply-remove', reply };
    this.#remove(reply);
    const answered = this.#given.send({
      method: 'DELETE',
      path: `/annotations/${reply.id}`,
      of: reply.id,
      etag: `"${reply.revision}"`,
      about: { article, operation },
    });
    void this.#track(operation, answered);
  }

  /** Shows what was done on this device before, and takes its answer in. */
  adopt(operation: ReplyOperation, answered: Promise<Answer>): void {
    if (operation.type === 'reply') this.#add(operation.reply);
    else this.#remove(operation.reply);
    void this.#track(operation, answered);
  }

  /** Takes in what happened elsewhere, and what was sent from here. */
  receive({ thread, object, reply, verb }: LiveEvent): void {
    if (!thread || reply === undefined) return;
    const now = this.thread(thread);
    const known = now.replies?.some(({ id }) => id === object) ?? false;
    if (reply === null) {
      if (known || (!now.replies && verb === 'reply.delete')) {
        this.#set(thread, {
          ...now,
          count: Math.max(0, now.count - 1),
          replies: now.replies?.filter(({ id }) => id !== object) ?? null,
        });
      }
    } else if (known) {
      this.#set(thread, {
        ...now,
        replies: (now.replies ?? []).map(r => (r.id === object ? reply : r)),
      });
    } else if (
      verb === 'reply.restore' ||
      (verb === 'reply.create' && !this.#removed.has(object))
    ) {
      this.#add(reply);
    }
  }

  async #track(
    operation: ReplyOperation,
    answered: Promise<Answer>,
  ): Promise<void> {
    const { reply } = operation;
    try {
      await answered;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (operation.type === 'reply') this.#drop(reply);
      else {
        this.#removed.delete(reply.id);
        this.#add(reply);
      }
      this.#given.onRefused(reply, error.message);
    }
  }

  #add(reply: Reply): void {
    const now = this.thread(reply.annotation);
    if (now.replies?.some(({ id }) => id === reply.id)) return;
    // What was never asked for is asked for whole.
    const replies =
      now.replies || now.count === 0
        ? inOrder([...(now.replies ?? []), reply])
        : null;
    this.#set(reply.annotation, { ...now, count: now.count + 1, replies });
  }

  #remove(reply: Reply): void {
    this.#removed.add(reply.id);
    this.#drop(reply);
  }

  #drop({ id, annotation }: Reply): void {
    const now = this.thread(annotation);
    const rest = now.replies?.filter(reply => reply.id !== id) ?? null;
    if (rest && rest.length === now.replies?.length) return;
    const count = Math.max(0, now.count - 1);
    this.#set(annotation, { ...now, count, replies: rest });
  }

  #set(annotation: string, thread: Thread): void {
    this.#threads.set(annotation, thread);
    for (const listener of this.#listeners) listener();
  }
}

const inOrder = (replies: Reply[]): Reply[] =>
  replies.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

type Page = { items: Reply[]; next: string | null };
