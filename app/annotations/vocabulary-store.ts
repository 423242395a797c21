import { v7 } from 'uuid';

import type { Tag, TagReach } from '#app/annotations/tag.ts';
import { Refusal, type Answer, type Change } from '#app/live/outbox.ts';

export type TagChange = Partial<
  Pick<Tag, 'name' | 'colour' | 'description' | 'hotkey'>
> & { position?: number };

/** What the page has to say of the last action. */
export type TagNotice =
  | { type: 'refused'; detail: string }
  | { type: 'removed'; tag: Tag }
  | { type: 'merged'; tag: Tag; into: Tag };

export type VocabularySnapshot = {
  tags: readonly Tag[];
  notice: TagNotice | null;
};

/**
 * The vocabulary on its page. Each change is shown at once and sent through
 * `send`; a refusal takes it back and says why.
 */
export class VocabularyStore {
  readonly #send: (change: Change) => Promise<Answer>;
  readonly #listeners = new Set<() => void>();
  #snapshot: VocabularySnapshot;

  constructor(tags: Tag[], send: (change: Change) => Promise<Answer>) {
    this.#send = send;
    this.#snapshot = { tags, notice: null };
  }

  snapshot = (): VocabularySnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(name: string): void {
    const id = v7();
    const tag: Tag = {
      id,
      name,
      colour: null,
      description: '',
      hotkey: null,
      revision: 1,
      annotations: 0,
    };
    this.#deliver({ method: 'POST', path: '/tags', body: { id, name } }, [
      ...this.#snapshot.tags,
      tag,
    ]);
  }

  change(id: string, { position, ...change }: TagChange): void {
    const tags = this.#snapshot.tags.map(tag =>
      tag.id === id ? { ...tag, ...change } : tag,
    );
    if (position !== undefined) {
      const from = tags.findIndex(tag => tag.id === id);
      tags.splice(position, 0, ...tags.splice(from, 1));
    }
    const body = { ...change, ...(position === undefined ? {} : { position }) };
    this.#deliver(
      { method: 'PATCH', path: `/tags/${id}`, body, ...this.#match(id) },
      tags,
    );
  }

  remove(tag: Tag): void {
    const { id } = tag;
    this.#deliver(
      { method: 'DELETE', path: `/tags/${id}`, ...this.#match(id) },
      this.#snapshot.tags.filter(other => other.id !== id),
      { type: 'removed', tag },
    );
  }

  restore(tag: Tag): void {
    this.#deliver({ method: 'POST', path: `/tags/${tag.id}/restore` }, [
      ...this.#snapshot.tags,
      tag,
    ]);
  }

  merge(tag: Tag, into: Tag): void {
    const { id } = tag;
    const body = { into: into.id };
    this.#deliver(
      { method: 'POST', path: `/tags/${id}/merge`, body, ...this.#match(id) },
      this.#snapshot.tags.filter(other => other.id !== id),
      { type: 'merged', tag, into },
    );
  }

  dismiss(): void {
    this.#update({ notice: null });
  }

  #match(id: string): Pick<Change, 'of' | 'etag'> {
    const tag = this.#snapshot.tags.find(other => other.id === id);
    return { of: id, etag: tag && `"${tag.revision}"` };
  }

  #deliver(
    change: Change,
    tags: readonly Tag[],
    notice: TagNotice | null = null,
  ): void {
    const before = this.#snapshot.tags;
    this.#update({ tags, notice });
    this.#send(change).then(
      ({ body }) => this.#confirm(body),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        this.#update({
          tags: before,
          notice: { type: 'refused', detail: error.message },
        });
      },
    );
  }

  /** The server's word on one tag: its revision, and how often it is used. */
  #confirm(body: unknown): void {
    const { id } = (body ?? {}) as Partial<Tag>;
    if (!id) return;
    const known = body as Tag;
    const tags = this.#snapshot.tags.map(tag => (tag.id === id ? known : tag));
    this.#update({ tags });
  }

  #update(change: Partial<VocabularySnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** What a tag's change or end would touch; null when it can't be asked. */
export async function askReach(
  ask: (path: string) => Promise<unknown>,
  id: string,
): Promise<TagReach | null> {
  const tag = (await ask(`/tags/${id}`)) as { reach?: TagReach } | null;
  return tag?.reach ?? null;
}
