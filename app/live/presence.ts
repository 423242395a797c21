import type { Present } from '#app/live/event.ts';

/** Whoever has not said for so long that they are there has gone, in milliseconds. */
const GONE_MS = 25_000;

type Said = { articleId: string; tab: string; present: Present | null };

/** Who has which article open: what one process has heard, from all of them. */
export class Presence {
  readonly #articles = new Map<
    string,
    Map<string, { present: Present; at: number }>
  >();
  readonly #onChange: (articleId: string) => void;

  constructor(onChange: (articleId: string) => void) {
    this.#onChange = onChange;
  }

  /** Takes in what a process has told all others, itself among them. */
  hear(payload: string): void {
    // Our own process wrote it.
    const { articleId, tab, present } = JSON.parse(payload) as Said;
    const there = this.#articles.get(articleId) ?? new Map();
    const before = JSON.stringify(there.get(tab)?.present ?? null);
    if (present) there.set(tab, { present, at: Date.now() });
    else there.delete(tab);
    if (there.size > 0) this.#articles.set(articleId, there);
    else this.#articles.delete(articleId);
    if (before !== JSON.stringify(present)) this.#onChange(articleId);
  }

  on(articleId: string): Present[] {
    const there = this.#articles.get(articleId) ?? new Map();
    return [...there.values()].map(({ present }) => present as Present);
  }

  forgetOld(): void {
    const last = Date.now() - GONE_MS;
    for (const [articleId, there] of this.#articles) {
      const old = [...there].filter(([, { at }]) => at < last);
      for (const [tab] of old) there.delete(tab);
      if (there.size === 0) this.#articles.delete(articleId);
      if (old.length > 0) this.#onChange(articleId);
    }
  }
}
