import {
  asksReview,
  byPlace,
  LOST,
  startOf,
  WHOLE,
  COLOURS,
  KINDS,
  VISIBILITIES,
  type Annotation,
  type Colour,
  type Kind,
} from '#app/annotations/annotation.ts';
import {
  columnsOf,
  fateOf,
  idAt,
  NOTHING_PACKED,
  wordsOf,
  type Columns,
  type Packed,
} from '#app/annotations/packed.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { ClaimStanding } from '#app/claims/claim.ts';
import type { Person } from '#app/people/person.ts';
import type { Look, Mark, Marks } from '#app/reader/marks/mark.ts';

/**
 * Annotations in text order, as columns: what is asked of all of them (where
 * they lie, what kind they are) is read without making an object, and an object
 * is made of those alone that somebody looks at. Immutable: a change makes
 * another list, which shares what has not changed.
 */
export class AnnotationList {
  readonly #rows: Rows;
  /** The rows of this list, in text order; from `rows.length` on, `#made`. */
  readonly #order: Int32Array;
  readonly #made: readonly Annotation[];
  #marks: Marks | null = null;

  private constructor(
    rows: Rows,
    order: Int32Array,
    made: readonly Annotation[],
  ) {
    this.#rows = rows;
    this.#order = order;
    this.#made = made;
  }

  /** What a page was sent; the text is the version's, for their words. */
  static unpack(
    packed: Packed,
    articleId: string,
    text: string,
  ): AnnotationList {
    const order = new Int32Array(packed.length);
    for (let i = 0; i < order.length; i += 1) order[i] = i;
    return new AnnotationList(new Rows(packed, articleId, text), order, []);
  }

  static of(annotations: readonly Annotation[]): AnnotationList {
    const made = [...annotations].sort(byPlace);
    const order = Int32Array.from(made, (_, i) => i);
    return new AnnotationList(NO_ROWS, order, made);
  }

  get length(): number {
    return this.#order.length;
  }

  /** @throws RangeError outside the list */
  at(i: number): Annotation {
    const row = this.#order[i];
    if (row === undefined) throw new RangeError(`No annotation at ${i}`);
    return this.#madeAt(i) ?? this.#rows.annotation(row);
  }

  id(i: number): string {
    return this.#madeAt(i)?.id ?? this.#rows.id(this.#row(i));
  }

  /** UTF-16 offset; `WHOLE` for the whole article, `LOST` for what has lost its place. */
  start(i: number): number {
    const made = this.#madeAt(i);
    if (!made) return this.#rows.columns.start[this.#row(i)] ?? WHOLE;
    return startOf(made);
  }

  /** UTF-16 offset; -1 where there is no place in the text. */
  end(i: number): number {
    const made = this.#madeAt(i);
    if (!made) return this.#rows.columns.end[this.#row(i)] ?? -1;
    return made.anchor?.end ?? -1;
  }

  kind(i: number): Kind {
    const made = this.#madeAt(i);
    return made?.kind ?? known(KINDS, this.#rows.columns.kind[this.#row(i)]);
  }

  colour(i: number): Colour | null {
    const made = this.#madeAt(i);
    if (made) return made.colour;
    return COLOURS[this.#rows.columns.colour[this.#row(i)] ?? -1] ?? null;
  }

  resolved(i: number): boolean {
    const made = this.#madeAt(i);
    return made?.resolved ?? this.#rows.columns.resolved[this.#row(i)] === 1;
  }

  /** Whether it is a suggested edit that has been accepted, or rejected. */
  isDecided(i: number): boolean {
    const made = this.#madeAt(i);
    return (made ? made.decision : this.#rows.decision(this.#row(i))) !== null;
  }

  /** How a claim stands; null for all other kinds. */
  claim(i: number): ClaimStanding | null {
    const made = this.#madeAt(i);
    return made ? made.claim : this.#rows.claim(this.#row(i));
  }

  author(i: number): Person {
    return this.#madeAt(i)?.author ?? this.#rows.author(this.#row(i));
  }

  /** Id of who is to see to it; null for nobody. */
  assignee(i: number): string | null {
    const made = this.#madeAt(i);
    return made ? made.assignee : this.#rows.assigned(this.#row(i)).assignee;
  }

  tags(i: number): readonly string[] {
    return this.#madeAt(i)?.tags ?? this.#rows.tags(this.#row(i));
  }

  /** Whether it is a highlight that says nothing: it needs no card. */
  isBare(i: number): boolean {
    if (this.kind(i) !== 'highlight' || this.tags(i).length > 0) return false;
    const made = this.#madeAt(i);
    if (made)
      return made.body === '' && !(made.anchor && asksReview(made.anchor));
    const row = this.#row(i);
    return this.#rows.body(row) === '' && !asksReview(this.#rows.fate(row));
  }

  /** Where an annotation stands in this list; -1 when it is not in it. */
  indexOf(id: string): number {
    const slot = this.#made.findIndex(a => a.id === id);
    // A changed one has left the row that it came in.
    const row = slot < 0 ? this.#rows.rowOf(id) : this.#rows.length + slot;
    return row < 0 ? -1 : this.#order.indexOf(row);
  }

  get(id: string): Annotation | undefined {
    const i = this.indexOf(id);
    return i < 0 ? undefined : this.at(i);
  }

  /** The first that begins at an offset or after it; `length` when none does. */
  firstFrom(offset: number): number {
    return lowest(0, this.length, i => this.start(i) >= offset);
  }

  /** Those that share a character with `[start, end)`, by their indices. */
  within(start: number, end: number): number[] {
    const found: number[] = [];
    const to = this.firstFrom(end);
    for (let i = 0; i < to; i += 1) if (this.end(i) > start) found.push(i);
    return found;
  }

  /** Those that pass. */
  where(passes: (i: number) => boolean): AnnotationList {
    const order = this.#order.filter((_, i) => passes(i));
    return new AnnotationList(this.#rows, order, this.#made);
  }

  /** With an annotation in its place, instead of an earlier state of it. */
  with(annotation: Annotation): AnnotationList {
    const { id } = annotation;
    const rest = this.without(id);
    const at = lowest(
      0,
      rest.length,
      i => byPlace(rest.#placeAt(i), annotation) >= 0,
    );
    const made = [...this.#made];
    const known = made.findIndex(a => a.id === id);
    const slot = known < 0 ? made.length : known;
    made[slot] = annotation;
    const order = new Int32Array(rest.length + 1);
    order.set(rest.#order.subarray(0, at));
    order[at] = this.#rows.length + slot;
    order.set(rest.#order.subarray(at), at + 1);
    return new AnnotationList(this.#rows, order, made);
  }

  without(id: string): AnnotationList {
    const at = this.indexOf(id);
    if (at < 0) return this;
    const order = new Int32Array(this.length - 1);
    order.set(this.#order.subarray(0, at));
    order.set(this.#order.subarray(at + 1), at);
    return new AnnotationList(this.#rows, order, this.#made);
  }

  *[Symbol.iterator](): Generator<Annotation> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i);
  }

  /** What is painted of them: nothing of those without a place in the text. */
  get marks(): Marks {
    this.#marks ??= new ListMarks(this);
    return this.#marks;
  }

  #row(i: number): number {
    return this.#order[i] ?? 0;
  }

  #madeAt(i: number): Annotation | undefined {
    const slot = this.#row(i) - this.#rows.length;
    // Asked of each of ten thousand: a negative index is slow to answer.
    return slot < 0 ? undefined : this.#made[slot];
  }

  /** As much of it as says where it belongs. */
  #placeAt(i: number): Parameters<typeof byPlace>[0] {
    const made = this.#madeAt(i);
    if (made) return made;
    const start = this.start(i);
    if (start === WHOLE) return { id: this.id(i), anchor: null };
    const placed = start === LOST ? null : start;
    const anchor = { start: placed, end: placed === null ? null : this.end(i) };
    return { id: this.id(i), anchor };
  }
}

/** The marks of a list; those without a place in the text, which come first, have none. */
class ListMarks implements Marks {
  readonly #list: AnnotationList;
  readonly #first: number;
  readonly length: number;

  constructor(list: AnnotationList) {
    this.#list = list;
    this.#first = list.firstFrom(0);
    this.length = list.firstFrom(Infinity) - this.#first;
  }

  start = (i: number): number => this.#list.start(this.#first + i);

  end = (i: number): number => this.#list.end(this.#first + i);

  at = (i: number): Mark => new ListMark(this.#list, this.#first + i);

  get(id: string): Mark | undefined {
    const i = this.#list.indexOf(id) - this.#first;
    return i >= 0 && i < this.length ? this.at(i) : undefined;
  }
}

/** One of them. Its id is written out when it is asked for: hundreds are painted without. */
class ListMark implements Mark {
  readonly look: Look;
  readonly start: number;
  readonly end: number;
  readonly #list: AnnotationList;
  readonly #at: number;

  constructor(list: AnnotationList, at: number) {
    this.look = lookOf(list, at);
    this.start = list.start(at);
    this.end = list.end(at);
    this.#list = list;
    this.#at = at;
  }

  get id(): string {
    return this.#list.id(this.#at);
  }
}

/** How an annotation is drawn. */
function lookOf(list: AnnotationList, at: number): Look {
  const kind = list.kind(at);
  if (kind === 'highlight') return list.colour(at) ?? 'yellow';
  if (kind === 'claim') return list.claim(at)?.verdict ?? 'unchecked';
  if (kind === 'query') return 'note';
  return kind === 'edit' && list.isDecided(at) ? 'tag' : kind;
}

/** As many objects as are kept, so that what is looked at again is the same one. */
const MOST_KEPT = 500;

/** What a page was sent, row by row. */
class Rows {
  readonly columns: Columns;
  readonly length: number;
  readonly #version: number;
  readonly #people: readonly Person[];
  readonly #articleId: string;
  readonly #text: string;
  readonly #bodies: ReadonlyMap<number, string>;
  readonly #tags: ReadonlyMap<number, string[]>;
  readonly #assigned: ReadonlyMap<number, Assigned>;
  readonly #lost: ReadonlyMap<number, string>;
  readonly #edits: ReadonlyMap<number, Edited>;
  readonly #claims: ReadonlyMap<number, ClaimStanding>;
  readonly #kept = new Map<number, Annotation>();

  constructor(packed: Packed, articleId: string, text: string) {
    this.columns = columnsOf(packed);
    this.length = packed.length;
    // Not the whole of it: its columns as they travelled weigh as much as they do.
    this.#version = packed.version;
    this.#people = packed.people;
    this.#articleId = articleId;
    this.#text = text;
    this.#bodies = new Map(packed.bodies);
    this.#lost = new Map(packed.lost);
    this.#claims = new Map(packed.claims);
    this.#edits = new Map(
      packed.edits.map(([row, replacement, decision]) => [
        row,
        { replacement, decision },
      ]),
    );
    this.#tags = new Map(
      packed.tagged.map(([row, tags]) => [
        row,
        tags.map(tag => known(packed.tags, tag)),
      ]),
    );
    this.#assigned = new Map(
      packed.assigned.map(([row, assignee, due]) => [row, { assignee, due }]),
    );
  }

  assigned = (row: number): Assigned => this.#assigned.get(row) ?? NOBODY;

  id = (row: number): string => idAt(this.columns.id, row * 4);

  decision = (row: number): Annotation['decision'] =>
    (this.#edits.get(row) ?? NO_EDIT).decision;

  claim = (row: number): ClaimStanding | null => this.#claims.get(row) ?? null;

  body = (row: number): string => this.#bodies.get(row) ?? '';

  fate = (row: number): ReturnType<typeof fateOf> =>
    fateOf(this.columns.fate[row] ?? 0);

  tags = (row: number): readonly string[] => this.#tags.get(row) ?? NO_TAGS;

  author = (row: number): Person =>
    known(this.#people, this.columns.author[row]);

  /** The row of an id; -1 when there is none. */
  rowOf(id: string): number {
    const [a, b, c, d] = wordsOf(id);
    const { id: words } = this.columns;
    // The last words differ most: an id begins with its time.
    for (let at = words.indexOf(d); at >= 0; at = words.indexOf(d, at + 1)) {
      if (
        at % 4 === 3 &&
        words[at - 1] === c &&
        words[at - 2] === b &&
        words[at - 3] === a
      ) {
        return (at - 3) / 4;
      }
    }
    return -1;
  }

  annotation(row: number): Annotation {
    const kept = this.#kept.get(row);
    if (kept) return kept;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const made = this.#make(row);
    this.#kept.set(row, made);
    return made;
  }

  #make(row: number): Annotation {
    const { columns } = this;
    const version = this.#version;
    const start = columns.start[row] ?? WHOLE;
    const end = columns.end[row] ?? -1;
    return {
      id: this.id(row),
      articleId: this.#articleId,
      version: columns.madeOn[row] ?? version,
      kind: known(KINDS, columns.kind[row]),
      colour: COLOURS[columns.colour[row] ?? -1] ?? null,
      ...(this.#edits.get(row) ?? NO_EDIT),
      claim: this.claim(row),
      body: this.body(row),
      tags: [...this.tags(row)],
      visibility: known(VISIBILITIES, columns.visibility[row]),
      resolved: columns.resolved[row] === 1,
      ...this.assigned(row),
      revision: columns.revision[row] ?? 1,
      author: this.author(row),
      createdAt: columns.createdAt[row] ?? 0,
      updatedAt: columns.updatedAt[row] ?? 0,
      anchor:
        start === WHOLE
          ? null
          : {
              version,
              ...this.fate(row),
              confidence: 1,
              start: start === LOST ? null : start,
              end: start === LOST ? null : end,
              exact: this.#lost.get(row) ?? this.#text.slice(start, end),
            },
    };
  }
}

type Assigned = Pick<Annotation, 'assignee' | 'due'>;

type Edited = Pick<Annotation, 'replacement' | 'decision'>;

const NO_EDIT: Edited = { replacement: null, decision: null };

const NOBODY: Assigned = { assignee: null, due: null };

const NO_TAGS: readonly string[] = [];

const NO_ROWS = new Rows(NOTHING_PACKED, '', '');

function known<T>(list: readonly T[], index: number | undefined): T {
  const found = index === undefined ? undefined : list[index];
  if (found === undefined) throw new RangeError(`Nothing packed at ${index}`);
  return found;
}
