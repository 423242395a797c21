import { v7 } from 'uuid';

import { describe } from '#app/anchoring/describe.ts';
import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type {
  Annotation,
  AnnotationContent,
} from '#app/annotations/annotation.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import {
  applies,
  did,
  idOf,
  inverse,
  without,
  type History,
  type Operation,
} from '#app/annotations/history.ts';
import { contentToWire, targetOf } from '#app/annotations/wire.ts';
import type { Span } from '#app/articles/article.ts';
import type { LiveEvent } from '#app/live/event.ts';
import { Refusal, type Answer, type Change } from '#app/live/outbox.ts';
import type { Person } from '#app/people/person.ts';

/** What the page has to say: a removal that can be undone, a refusal, an undo that may not be. */
export type Notice =
  | { type: 'removed' }
  | { type: 'refused'; detail: string }
  /** Somebody else was first: what is there now stands, what was meant is here. */
  | { type: 'conflict'; operation: Extract<Operation, { type: 'change' }> }
  | { type: 'undone' | 'redone' | 'not-mine' | 'nothing-left' };

export type Snapshot = {
  annotations: AnnotationList;
  notice: Notice | null;
};

/** Where steps are kept between two loads of the page. */
export type HistoryShelf = { read(): History; write(history: History): void };

type Given = {
  article: string;
  version: number;
  text: string;
  annotations: AnnotationList;
  me: Person;
  base: string;
  history: HistoryShelf;
  send: (change: Change) => Promise<Answer>;
  /** What an annotation says now, and its revision; null when it can't be had. */
  ask: (id: string) => Promise<Present | null>;
};

/** What an annotation says now, as its history has it. */
export type Present = { content: AnnotationContent; revision: number };

/**
 * An article's annotations on the page. Each change is shown at once and sent
 * through `send`; a refusal takes it back and says why. Changes can be undone,
 * as far back as the shelf remembers.
 */
export class AnnotationStore {
  readonly #given: Given;
  readonly #points: CodePoints;
  readonly #etags = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  /** How many changes of each annotation are on their way. */
  readonly #underway = new Map<string, number>();
  /** What others did to them meanwhile: taken in when those are answered. */
  readonly #meanwhile = new Map<string, LiveEvent>();
  #snapshot: Snapshot;

  constructor(given: Given) {
    this.#given = given;
    this.#points = CodePoints.of(given.text);
    this.#snapshot = { annotations: given.annotations, notice: null };
  }

  snapshot = (): Snapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** As it is now; undefined when it is not there. */
  get(id: string): Annotation | undefined {
    return this.#snapshot.annotations.get(id);
  }

  /** Annotates a span, or with null the whole article; returns the new id at once. */
  create(span: Span | null, content: AnnotationContent): string {
    const { article, version, text, me } = this.#given;
    const now = Date.now();
    const made: Annotation = {
      ...content,
      id: v7(),
      articleId: article,
      version,
      revision: 1,
      anchor: span && {
        start: span[0],
        end: span[1],
        exact: text.slice(...span),
        version,
        state: 'exact',
        style: false,
        confidence: 1,
      },
      author: me,
      createdAt: now,
      updatedAt: now,
    };
    const { id } = made;
    this.#put(made, null);
    this.#remember({ type: 'restore', annotation: made });
    const body = this.#wire(made);
    void this.#deliver(
      id,
      { method: 'POST', path: this.#path(), headers: { Slug: id }, body },
      () => this.#drop(id, null),
    );
    return id;
  }

  /** Changes what an annotation says. */
  change(id: string, content: Partial<AnnotationContent>): void {
    const before = this.get(id);
    if (!before) return;
    const to = { ...contentOf(before), ...content };
    const operation: Operation = {
      type: 'change',
      id,
      from: contentOf(before),
      to,
    };
    this.#run(operation, null);
    this.#remember(operation);
  }

  /** Removes an annotation; `undo` brings it back. */
  remove(id: string): void {
    const annotation = this.get(id);
    if (!annotation) return;
    const operation: Operation = { type: 'remove', annotation };
    this.#run(operation, { type: 'removed' });
    this.#remember(operation);
  }

  /** Takes the latest action back. Returns the id that it touched, null when it may not be. */
  undo(): string | null {
    const { done, undone } = this.#given.history.read();
    const latest = done.at(-1);
    if (!latest) return this.#say({ type: 'nothing-left' });
    const rest = { done: done.slice(0, -1), undone: [...undone, latest] };
    return this.#retrace(inverse(latest), rest, 'undone');
  }

  /** Does again what was undone last. */
  redo(): string | null {
    const { done, undone } = this.#given.history.read();
    const latest = undone.at(-1);
    if (!latest) return this.#say({ type: 'nothing-left' });
    const rest = { done: [...done, latest], undone: undone.slice(0, -1) };
    return this.#retrace(latest, rest, 'redone');
  }

  /** Takes in what somebody did elsewhere. What is being sent from here comes first. */
  receive(event: LiveEvent): void {
    const { object: id, annotation } = event;
    if (annotation === undefined) return;
    if (this.#underway.has(id)) {
      this.#meanwhile.set(id, event);
      return;
    }
    const known = this.get(id);
    const seen = Number(this.#etag(id)?.slice(1, -1) ?? 0);
    // What was told before may be told again: it has become something else since.
    if (known && (event.revision ?? Infinity) <= seen) return;
    if (annotation === null) {
      if (known) this.#drop(id, this.#snapshot.notice);
      this.#etags.delete(id);
      return;
    }
    if (annotation.version !== this.#given.version) return;
    this.#etags.set(id, `"${annotation.revision}"`);
    this.#put(annotation, this.#snapshot.notice);
  }

  /** Takes the notice away. */
  dismiss(): void {
    this.#update({ notice: null });
  }

  #say(notice: Notice): null {
    this.#update({ notice });
    return null;
  }

  #remember(operation: Operation): void {
    const { history } = this.#given;
    history.write(did(history.read(), operation));
  }

  #retrace(
    operation: Operation,
    rest: History,
    type: 'undone' | 'redone',
  ): string | null {
    const id = idOf(operation);
    const present = this.get(id);
    if (!applies(operation, present)) {
      this.#given.history.write(without(rest, id));
      return this.#say({ type: 'not-mine' });
    }
    this.#given.history.write(rest);
    this.#run(operation, { type });
    return id;
  }

  /** Shows an operation and sends it. */
  #run(operation: Operation, notice: Notice | null): void {
    const id = idOf(operation);
    const ifMatch = (): string | undefined => this.#etag(id);
    const path = this.#path(id);
    if (operation.type === 'change') {
      const before = this.get(id);
      if (!before) return;
      const updatedAt = Date.now();
      const after = { ...before, ...operation.to, updatedAt };
      this.#put(after, notice);
      const body = this.#wire(after);
      void this.#deliver(
        id,
        { method: 'PUT', path, body, ifMatch },
        () => this.#put(before, null),
        operation,
      );
    } else if (operation.type === 'remove') {
      const { annotation } = operation;
      this.#drop(id, notice);
      void this.#deliver(id, { method: 'DELETE', path, ifMatch }, () =>
        this.#put(annotation, null),
      );
    } else {
      this.#put(operation.annotation, notice);
      const change: Change = { method: 'POST', path: `${path}/restore` };
      void this.#deliver(id, change, () => this.#drop(id, null));
    }
  }

  #path(id?: string): string {
    const container = `/articles/${this.#given.article}/annotations`;
    return id ? `${container}/${id}` : `${container}/`;
  }

  #wire(annotation: Annotation): object {
    const { base, text } = this.#given;
    const { anchor } = annotation;
    const placed =
      anchor?.start != null && anchor.end != null
        ? { ...anchor, ...describe(text, anchor.start, anchor.end) }
        : null;
    return {
      ...contentToWire(annotation),
      target: targetOf(base, { ...annotation, anchor: placed }, this.#points),
    };
  }

  async #deliver(
    id: string,
    change: Change,
    takeBack: () => void,
    operation?: Extract<Operation, { type: 'change' }>,
  ): Promise<void> {
    this.#underway.set(id, (this.#underway.get(id) ?? 0) + 1);
    try {
      const { etag } = await this.#given.send(change);
      if (etag) this.#etags.set(id, etag);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      takeBack();
      const { history } = this.#given;
      history.write(without(history.read(), id));
      if (error.status === STALE) await this.#refresh(id);
      const conflict = error.status === STALE && operation;
      this.#say(
        conflict && saysOtherwise(conflict.from, conflict.to)
          ? { type: 'conflict', operation: conflict }
          : { type: 'refused', detail: error.message },
      );
    } finally {
      const left = (this.#underway.get(id) ?? 1) - 1;
      if (left > 0) this.#underway.set(id, left);
      else this.#answered(id);
    }
  }

  /** Takes in what an annotation says now. */
  async #refresh(id: string): Promise<void> {
    const present = await this.#given.ask(id);
    const known = this.get(id);
    if (!present || !known) return;
    const { content, revision } = present;
    this.#etags.set(id, `"${revision}"`);
    this.#put({ ...known, ...content, revision }, null);
  }

  #answered(id: string): void {
    this.#underway.delete(id);
    const event = this.#meanwhile.get(id);
    this.#meanwhile.delete(id);
    if (event) this.receive(event);
  }

  /** The ETag that a change names; undefined when nothing is known of it. */
  #etag(id: string): string | undefined {
    const told = this.#etags.get(id);
    if (told) return told;
    const revision = this.#given.annotations.get(id)?.revision;
    return revision === undefined ? undefined : `"${revision}"`;
  }

  #put(annotation: Annotation, notice: Notice | null): void {
    const annotations = this.#snapshot.annotations.with(annotation);
    this.#update({ annotations, notice });
  }

  #drop(id: string, notice: Notice | null): void {
    const annotations = this.#snapshot.annotations.without(id);
    this.#update({ annotations, notice });
  }

  #update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Precondition Failed (RFC 9110): somebody else was first. */
const STALE = 412;

/** Whether two say different words: what nobody may lose. */
export const saysOtherwise = (
  a: Pick<AnnotationContent, 'body' | 'tags'>,
  b: Pick<AnnotationContent, 'body' | 'tags'>,
): boolean => a.body !== b.body || a.tags.join('\n') !== b.tags.join('\n');

const contentOf = (annotation: AnnotationContent): AnnotationContent => ({
  kind: annotation.kind,
  colour: annotation.colour,
  body: annotation.body,
  tags: annotation.tags,
  visibility: annotation.visibility,
  resolved: annotation.resolved,
});
