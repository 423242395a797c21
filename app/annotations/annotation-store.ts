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
  type Step,
} from '#app/annotations/history.ts';
import { contentToWire, targetOf } from '#app/annotations/wire.ts';
import type { Span } from '#app/articles/article.ts';
import { claimContentOf, restood } from '#app/claims/claim.ts';
import type { LiveEvent } from '#app/live/event.ts';
import { Refusal, type Answer, type Change } from '#app/live/outbox.ts';
import type { Person } from '#app/people/person.ts';

/** What the page has to say: a removal that can be undone, a refusal, an undo that may not be. */
export type Notice =
  | { type: 'removed' }
  /** What was written is here, so that it can be taken elsewhere. */
  | { type: 'refused'; detail: string; words: string }
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
  ask: (id: string) => Promise<Standing | null>;
};

/** What an annotation says now, as its history has it. */
export type Standing = { content: AnnotationContent; revision: number };

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
        review: null,
      },
      decision: null,
      claim: restood(null, content.claim),
      author: me,
      createdAt: now,
      updatedAt: now,
    };
    const { id } = made;
    this.#put(made, null);
    this.#remember([{ type: 'restore', annotation: made }]);
    const body = this.#wire(made);
    const operation: Operation = { type: 'restore', annotation: made };
    this.#deliver(
      { method: 'POST', path: this.#path(), headers: { Slug: id }, body },
      operation,
      () => this.#drop(id, null),
    );
    return id;
  }

  /**
   * Shows what was done on this device before the page was loaded and has not
   * been answered yet, and takes its answer in.
   */
  adopt(operation: Operation, answered: Promise<Answer>): void {
    const id = idOf(operation);
    const before = this.get(id);
    this.#show(operation);
    void this.#track(operation, answered, () => {
      if (before) this.#put(before, null);
      else this.#drop(id, null);
    });
  }

  /** Changes what an annotation says. */
  change(id: string, content: Partial<AnnotationContent>): void {
    this.changeAll([id], () => content);
  }

  /** Changes what several say, as one step; null leaves one as it is. */
  changeAll(
    ids: readonly string[],
    content: (before: Annotation) => Partial<AnnotationContent> | null,
  ): void {
    const step = ids.flatMap((id): Operation[] => {
      const before = this.get(id);
      const change = before && content(before);
      if (!change) return [];
      const from = contentOf(before);
      return [{ type: 'change', id, from, to: { ...from, ...change } }];
    });
    this.#do(step, null);
  }

  /** Removes an annotation; `undo` brings it back. */
  remove(id: string): void {
    this.removeAll([id]);
  }

  /** Removes several, as one step. */
  removeAll(ids: readonly string[]): void {
    const step = ids.flatMap((id): Operation[] => {
      const annotation = this.get(id);
      return annotation ? [{ type: 'remove', annotation }] : [];
    });
    this.#do(step, { type: 'removed' });
  }

  #do(step: Step, notice: Notice | null): void {
    if (step.length === 0) return;
    for (const operation of step) this.#run(operation, notice);
    this.#remember(step);
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
    const { object: id, annotation, claim } = event;
    if (claim) return this.#count(claim);
    if (annotation === undefined) return;
    if (this.#underway.has(id)) {
      this.#meanwhile.set(id, event);
      return;
    }
    const revision = event.revision ?? Infinity;
    // What was told before may be told again, and of what has been removed here
    // since an earlier change is still told: it has become something else.
    if (revision <= Number(this.#etag(id)?.slice(1, -1) ?? 0)) return;
    if (annotation === null) {
      if (event.revision) this.#etags.set(id, `"${event.revision}"`);
      if (this.get(id)) this.#drop(id, this.#snapshot.notice);
      return;
    }
    // What lies in another version is for the desks that have that one open.
    const { anchor } = annotation;
    if (anchor && anchor.version !== this.#given.version) return;
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

  #remember(step: Step): void {
    const { history } = this.#given;
    history.write(did(history.read(), step));
  }

  #retrace(
    step: Step,
    rest: History,
    type: 'undone' | 'redone',
  ): string | null {
    const mine = step.filter(o => applies(o, this.get(idOf(o))));
    const others = step.filter(o => !mine.includes(o));
    this.#given.history.write(
      others.reduce((left, o) => without(left, idOf(o)), rest),
    );
    if (mine.length === 0) return this.#say({ type: 'not-mine' });
    for (const operation of mine) this.#run(operation, { type });
    const [first] = mine;
    return first ? idOf(first) : null;
  }

  /** Shows an operation and sends it. */
  #run(operation: Operation, notice: Notice | null): void {
    const id = idOf(operation);
    const path = this.#path(id);
    const before = this.get(id);
    this.#show(operation, notice);
    if (operation.type === 'change') {
      const after = this.get(id);
      if (!before || !after) return;
      this.#deliver(
        { method: 'PUT', path, body: this.#wire(after), etag: this.#etag(id) },
        operation,
        () => this.#put(before, null),
      );
    } else if (operation.type === 'remove') {
      const { annotation } = operation;
      this.#deliver(
        { method: 'DELETE', path, etag: this.#etag(id) },
        operation,
        () => this.#put(annotation, null),
      );
    } else {
      const change: Change = { method: 'POST', path: `${path}/restore` };
      this.#deliver(change, operation, () => this.#drop(id, null));
    }
  }

  #show(operation: Operation, notice: Notice | null = null): void {
    const id = idOf(operation);
    if (operation.type === 'remove') return this.#drop(id, notice);
    if (operation.type === 'restore') {
      return this.#put(operation.annotation, notice);
    }
    const before = this.get(id);
    if (!before) return;
    const updatedAt = Date.now();
    const claim = restood(before.claim, operation.to.claim);
    this.#put({ ...before, ...operation.to, claim, updatedAt }, notice);
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

  #deliver(change: Change, operation: Operation, takeBack: () => void): void {
    const about = { article: this.#given.article, operation };
    const of = idOf(operation);
    const answered = this.#given.send({ ...change, of, about });
    void this.#track(operation, answered, takeBack);
  }

  /** Waits for the answer to an operation that is shown already. */
  async #track(
    operation: Operation,
    answered: Promise<Answer>,
    takeBack: () => void,
  ): Promise<void> {
    const id = idOf(operation);
    this.#underway.set(id, (this.#underway.get(id) ?? 0) + 1);
    try {
      const { etag, body } = await answered;
      if (etag) this.#etags.set(id, etag);
      this.#number(id, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      takeBack();
      const { history } = this.#given;
      history.write(without(history.read(), id));
      if (error.status === STALE) await this.#refresh(id);
      const conflict =
        error.status === STALE &&
        operation.type === 'change' &&
        saysOtherwise(operation.from, operation.to)
          ? operation
          : null;
      this.#say(
        conflict
          ? { type: 'conflict', operation: conflict }
          : {
              type: 'refused',
              detail: error.message,
              words: wordsOf(operation),
            },
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
    const claim = restood(known.claim, content.claim);
    this.#put({ ...known, ...content, claim, revision }, null);
  }

  /** Somebody has changed how much evidence a claim has: no words of its own. */
  #count({ id, evidence }: NonNullable<LiveEvent['claim']>): void {
    const known = this.get(id);
    if (!known?.claim) return;
    const claim = { ...known.claim, evidence };
    this.#put({ ...known, claim }, this.#snapshot.notice);
  }

  /** The server numbers a new claim. */
  #number(id: string, body: unknown): void {
    const { number } = (body ?? {}) as { number?: number };
    const known = this.get(id);
    if (!known?.claim || known.claim.number !== null || !number) return;
    this.#put(
      { ...known, claim: { ...known.claim, number } },
      this.#snapshot.notice,
    );
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

/** What somebody wrote in an operation; empty where nothing was. */
function wordsOf(operation: Operation): string {
  if (operation.type === 'change') {
    const { from, to } = operation;
    if (to.body !== from.body) return to.body;
    const finding = to.claim?.finding ?? '';
    return finding === from.claim?.finding ? '' : finding;
  }
  return operation.type === 'restore' ? operation.annotation.body : '';
}

const contentOf = (annotation: AnnotationContent): AnnotationContent => ({
  kind: annotation.kind,
  colour: annotation.colour,
  replacement: annotation.replacement,
  claim: annotation.claim && claimContentOf(annotation.claim),
  body: annotation.body,
  tags: annotation.tags,
  visibility: annotation.visibility,
  resolved: annotation.resolved,
  assignee: annotation.assignee,
  due: annotation.due,
});
