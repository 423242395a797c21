import { v7 } from 'uuid';

import { describe } from '#app/anchoring/describe.ts';
import type {
  Annotation,
  AnnotationContent,
} from '#app/annotations/annotation.ts';
import { byPlace } from '#app/annotations/annotation.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { contentToWire, iri, targetOf } from '#app/annotations/wire.ts';
import type { Span } from '#app/articles/article.ts';
import { Refusal, type Change, type Answer } from '#app/live/outbox.ts';
import type { Person } from '#app/people/person.ts';

/** What has gone wrong with a change that was already shown. */
export type Failure = { id: string; detail: string };

export type Snapshot = {
  /** In text order. */
  annotations: Annotation[];
  /** Removed on this page, latest last; each can be brought back. */
  removed: Annotation[];
  failure: Failure | null;
};

/**
 * An article's annotations on the page. Each change is shown at once and sent
 * through `send`; a refusal takes it back and says why.
 */
export class AnnotationStore {
  readonly #article: string;
  readonly #version: number;
  readonly #text: string;
  readonly #points: CodePoints;
  readonly #me: Person;
  readonly #send: (change: Change) => Promise<Answer>;
  readonly #base: string;
  readonly #etags = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(given: {
    article: string;
    version: number;
    text: string;
    annotations: Annotation[];
    me: Person;
    base: string;
    send: (change: Change) => Promise<Answer>;
  }) {
    this.#article = given.article;
    this.#version = given.version;
    this.#text = given.text;
    this.#points = new CodePoints(given.text);
    this.#me = given.me;
    this.#base = given.base;
    this.#send = given.send;
    for (const { id, revision } of given.annotations) {
      this.#etags.set(id, `"${revision}"`);
    }
    const annotations = [...given.annotations].sort(byPlace);
    this.#snapshot = { annotations, removed: [], failure: null };
  }

  snapshot = (): Snapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Annotates a span; returns the new annotation's id at once. */
  create([start, end]: Span, content: AnnotationContent): string {
    const id = v7();
    const now = new Date().toISOString();
    const anchor = describe(this.#text, start, end);
    const made: Annotation = {
      ...content,
      id,
      articleId: this.#article,
      version: this.#version,
      revision: 1,
      anchor: {
        ...anchor,
        version: this.#version,
        state: 'exact',
        style: false,
        confidence: 1,
      },
      author: this.#me,
      createdAt: now,
      updatedAt: now,
    };
    this.#put(made);
    void this.#deliver(
      id,
      {
        method: 'POST',
        path: this.#path(),
        headers: { Slug: id },
        body: this.#wire(made),
      },
      () => this.#drop(id),
    );
    return id;
  }

  /** Changes what an annotation says. */
  change(id: string, content: Partial<AnnotationContent>): void {
    const before = this.#find(id);
    if (!before) return;
    const after = {
      ...before,
      ...content,
      updatedAt: new Date().toISOString(),
    };
    this.#put(after);
    void this.#deliver(
      id,
      {
        method: 'PUT',
        path: this.#path(id),
        body: this.#wire(after),
        ifMatch: () => this.#etags.get(id),
      },
      () => this.#put(before),
    );
  }

  /** Removes an annotation; `restore` brings it back. */
  remove(id: string): void {
    const before = this.#find(id);
    if (!before) return;
    this.#drop(id);
    this.#update({ removed: [...this.#snapshot.removed, before] });
    void this.#deliver(
      id,
      {
        method: 'DELETE',
        path: this.#path(id),
        ifMatch: () => this.#etags.get(id),
      },
      () => this.#putBack(before),
    );
  }

  /** Brings a removed annotation back. */
  restore(id: string): void {
    const before = this.#snapshot.removed.find(a => a.id === id);
    if (!before) return;
    this.#putBack(before);
    void this.#deliver(
      id,
      { method: 'POST', path: `${this.#path(id)}/restore` },
      () => {
        this.#drop(id);
        this.#update({ removed: [...this.#snapshot.removed, before] });
      },
    );
  }

  /** Takes the notice of a refusal, or of a removal, away. */
  dismiss(): void {
    this.#update({ failure: null, removed: [] });
  }

  #path(id?: string): string {
    const container = `/articles/${this.#article}/annotations`;
    return id ? `${container}/${id}` : `${container}/`;
  }

  #wire(annotation: Annotation): object {
    const { anchor, articleId } = annotation;
    return {
      ...contentToWire(annotation),
      target: {
        ...targetOf(this.#base, { articleId, ...anchor }, this.#points),
        source: iri.text(this.#base, articleId, anchor.version),
      },
    };
  }

  async #deliver(
    id: string,
    change: Change,
    takeBack: () => void,
  ): Promise<void> {
    try {
      const { etag } = await this.#send(change);
      if (etag) this.#etags.set(id, etag);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      takeBack();
      this.#update({ failure: { id, detail: error.message } });
    }
  }

  #find(id: string): Annotation | undefined {
    return this.#snapshot.annotations.find(a => a.id === id);
  }

  #put(annotation: Annotation): void {
    const others = this.#snapshot.annotations.filter(
      a => a.id !== annotation.id,
    );
    const annotations = [...others, annotation].sort(byPlace);
    this.#update({ annotations });
  }

  #putBack(annotation: Annotation): void {
    const { removed } = this.#snapshot;
    this.#update({ removed: removed.filter(a => a.id !== annotation.id) });
    this.#put(annotation);
  }

  #drop(id: string): void {
    const { annotations } = this.#snapshot;
    this.#update({ annotations: annotations.filter(a => a.id !== id) });
  }

  #update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
