import { v7 } from 'uuid';

import {
  isAfter,
  readPosition,
  type LiveEvent,
  type Present,
} from '#app/live/event.ts';

/** How long to wait before a stream that was refused is asked for again, in milliseconds. */
const AGAIN_MS = 5_000;

/** What a page wants to hear of. */
export type Listener = {
  /** The article that is open on it; null for none. */
  article: string | null;
  /** Whether what happens on all articles is meant. */
  everything?: boolean;
  onEvent(event: LiveEvent): void;
  onPresence(people: Present[]): void;
};

/** What a page hears of, and up to where it has heard. */
type Page = { article: string | null; everything: boolean; position: string };

/** What the pages of a browser tell each other. */
type Told =
  /** A page is there, and has heard everything up to a position. */
  | ({ type: 'here'; tab: string } & Page)
  | { type: 'gone'; tab: string }
  /** Another page holds the stream now: who is there? */
  | { type: 'who' }
  | { type: 'event'; event: LiveEvent }
  | { type: 'position'; position: string }
  | { type: 'presence'; article: string; people: Present[] };

/**
 * What happens, for all pages of one person in this browser, over one stream.
 * One page holds it (a Web Lock says which) and tells the others; when it goes,
 * another takes over. A page that comes from an earlier position makes the
 * stream go back there, and each page drops what it has heard already: nothing
 * is missed, nothing comes twice.
 */
export class SharedStream {
  readonly tab = v7();
  readonly #listener: Listener;
  readonly #channel: BroadcastChannel | null;
  readonly #stop = new AbortController();
  /** What this page has heard. */
  #position: string;
  /** The pages, while this one holds the stream. */
  #pages: Map<string, Page> | null = null;
  #source: EventSource | null = null;
  /** The articles that the stream was asked for. */
  #asked = '';
  #timer = 0;

  constructor(person: string, position: string, listener: Listener) {
    this.#position = position;
    this.#listener = listener;
    const name = `pangzhu.live.${person}`;
    const shared = typeof BroadcastChannel !== 'undefined' && navigator.locks;
    this.#channel = shared ? new BroadcastChannel(name) : null;
    if (this.#channel) {
      this.#channel.onmessage = ({ data }: MessageEvent<Told>) =>
        this.#hear(data);
      this.#say(this.#here());
    }
    window.addEventListener('pagehide', this.stop, { once: true });
    if (!shared) {
      this.#lead();
      return;
    }
    navigator.locks
      .request(name, { signal: this.#stop.signal }, () => {
        this.#lead();
        return new Promise<void>(done =>
          this.#stop.signal.addEventListener('abort', () => done()),
        );
      })
      .catch(() => {
        // Stopped while it waited.
      });
  }

  stop = (): void => {
    if (this.#stop.signal.aborted) return;
    this.#say({ type: 'gone', tab: this.tab });
    this.#stop.abort();
    window.removeEventListener('pagehide', this.stop);
    window.clearTimeout(this.#timer);
    this.#source?.close();
    this.#channel?.close();
  };

  #here(): Told {
    return { type: 'here', tab: this.tab, ...this.#page() };
  }

  #page(): Page {
    const { article, everything = false } = this.#listener;
    return { article, everything, position: this.#position };
  }

  #say(told: Told): void {
    this.#channel?.postMessage(told);
  }

  #hear(told: Told): void {
    switch (told.type) {
      case 'here':
        return this.#join(told);
      case 'gone':
        this.#pages?.delete(told.tab);
        return;
      case 'who':
        return this.#say(this.#here());
      case 'event':
        return this.#take(told.event);
      case 'position':
        return this.#reach(told.position);
      case 'presence':
        if (told.article === this.#listener.article) {
          this.#listener.onPresence(told.people);
        }
    }
  }

  /** This page holds the stream from now on. */
  #lead(): void {
    this.#pages = new Map();
    this.#join({ tab: this.tab, ...this.#page() });
    this.#say({ type: 'who' });
  }

  #join(page: Page & { tab: string }): void {
    if (!this.#pages) return;
    const { tab, article, everything, position } = page;
    this.#pages.set(tab, { article, everything, position });
    const behind = comesAfter(this.#position, position);
    if (!this.#source || behind || !this.#isAsked(article, everything)) {
      this.#open(behind ? position : this.#position);
    }
  }

  #isAsked(article: string | null, everything: boolean): boolean {
    if (everything && !this.#asked.includes('all')) return false;
    return article === null || this.#asked.includes(article);
  }

  #open(after: string): void {
    window.clearTimeout(this.#timer);
    this.#source?.close();
    const pages = [...(this.#pages?.values() ?? [])];
    const articles = new Set(pages.flatMap(({ article }) => article ?? []));
    const query = new URLSearchParams({ after });
    for (const article of articles) query.append('article', article);
    const everything = pages.some(page => page.everything);
    if (everything) query.set('all', '1');
    this.#asked = [...articles, ...(everything ? ['all'] : [])].join();
    const source = new EventSource(`/api/v1/events?${query.toString()}`);
    this.#source = source;
    source.onmessage = ({ data }) => {
      // Our own server, on our own page: the shape is known.
      const event = JSON.parse(String(data)) as LiveEvent;
      this.#say({ type: 'event', event });
      this.#take(event);
    };
    source.addEventListener('position', ({ lastEventId }) => {
      this.#say({ type: 'position', position: lastEventId });
      this.#reach(lastEventId);
    });
    source.addEventListener('presence', ({ data }) => {
      const told = JSON.parse(String(data)) as Omit<
        Extract<Told, { type: 'presence' }>,
        'type'
      >;
      this.#say({ type: 'presence', ...told });
      this.#hear({ type: 'presence', ...told });
    });
    source.onerror = () => {
      // The browser itself goes on trying, but for a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#timer = window.setTimeout(
        () => this.#open(this.#position),
        AGAIN_MS,
      );
    };
  }

  #take(event: LiveEvent): void {
    if (!comesAfter(event.position, this.#position)) return;
    this.#position = event.position;
    const { article, everything } = this.#listener;
    if (everything || event.article === null || event.article === article) {
      this.#listener.onEvent(event);
    }
  }

  #reach(position: string): void {
    if (comesAfter(position, this.#position)) this.#position = position;
  }
}

function comesAfter(a: string, b: string): boolean {
  const [x, y] = [readPosition(a), readPosition(b)];
  return x !== null && y !== null && isAfter(x, y);
}
