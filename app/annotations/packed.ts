import { ANCHOR_STATES, type AnchorState } from '#app/anchoring/anchor.ts';
import {
  COLOURS,
  KINDS,
  REVIEWS,
  VISIBILITIES,
  type Colour,
  type Decision,
  type Kind,
  type Place,
  type Review,
  type Visibility,
} from '#app/annotations/annotation.ts';
import type { ClaimStanding } from '#app/claims/claim.ts';
import type { Person } from '#app/people/person.ts';

/**
 * An article's annotations as a page gets them: columns of numbers as one piece
 * of base64, names once, and no words that the text itself holds. Ten thousand
 * are half a megabyte, and are read without making a single object.
 */
export type Packed = {
  version: number;
  /** How many there are. */
  length: number;
  people: Person[];
  tags: string[];
  /** The columns, as `columnsIn` lays them out; base64. */
  columns: string;
  /** What those say that say anything, by row. */
  bodies: [row: number, body: string][];
  /** Indices into `tags`, for the rows that have any. */
  tagged: [row: number, tags: number[]][];
  /** Who is to see to it, and by when, for the rows that say so. */
  assigned: [row: number, assignee: string | null, due: string | null][];
  /** The words that they had last, for the rows that have no place. */
  lost: [row: number, exact: string][];
  /** What edits put in place of the words, and what was decided of them. */
  edits: [row: number, replacement: string, decision: Decision | null][];
  /** How claims stand. */
  claims: [row: number, claim: ClaimStanding][];
};

/** A row is an annotation; one number of each column. */
export type Columns = {
  /** Milliseconds since 1970. */
  createdAt: Float64Array;
  updatedAt: Float64Array;
  /** UTF-16 offsets; the start may be `WHOLE` or `LOST`. */
  start: Int32Array;
  end: Int32Array;
  revision: Int32Array;
  /** Four numbers a row: the sixteen bytes of its UUID. */
  id: Int32Array;
  /** Index into `people`. */
  author: Uint16Array;
  /** The version it was made on. */
  madeOn: Uint16Array;
  /** What became of its words, as `fateOf` writes it. */
  fate: Uint8Array;
  /** Indices into the nouns' lists; a colour is -1 where there is none. */
  kind: Uint8Array;
  colour: Int8Array;
  visibility: Uint8Array;
  resolved: Uint8Array;
};

/** The columns of so many rows in one buffer, the widest first, so that each is aligned. */
export function columnsIn(buffer: ArrayBuffer, length: number): Columns {
  let at = 0;
  const take = <T>(
    column: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    bytes: number,
    numbers = length,
  ): T => {
    const made = new column(buffer, at, numbers);
    at += bytes * numbers;
    return made;
  };
  return {
    createdAt: take(Float64Array, 8),
    updatedAt: take(Float64Array, 8),
    start: take(Int32Array, 4),
    end: take(Int32Array, 4),
    revision: take(Int32Array, 4),
    id: take(Int32Array, 4, length * 4),
    author: take(Uint16Array, 2),
    madeOn: take(Uint16Array, 2),
    fate: take(Uint8Array, 1),
    kind: take(Uint8Array, 1),
    colour: take(Int8Array, 1),
    visibility: take(Uint8Array, 1),
    resolved: take(Uint8Array, 1),
  };
}

/** Bytes of a row in all columns together. */
const ROW_BYTES = 8 + 8 + 4 + 4 + 4 + 16 + 2 + 2 + 1 + 1 + 1 + 1 + 1;

/** What became of an annotation's words, in one number. */
type Fate = Pick<Place, 'state' | 'style' | 'review'>;

function numberOf({ state, style, review }: Fate): number {
  const decided = review === null ? 0 : REVIEWS.indexOf(review) + 1;
  return ANCHOR_STATES.indexOf(state) | (Number(style) << 3) | (decided << 4);
}

/** What became of an annotation's words, from its number. */
export const fateOf = (number: number): Fate => ({
  state: ANCHOR_STATES[number & 7] ?? 'exact',
  style: (number & 8) !== 0,
  review: REVIEWS[(number >> 4) - 1] ?? null,
});

/** What a page needs of an annotation, as the database has it. */
export type DeskRow = {
  id: string;
  kind: Kind;
  colour: Colour | null;
  replacement: string | null;
  decision: Decision | null;
  /** Of a claim: how it stands; null for all other kinds. */
  claim: ClaimStanding | null;
  /** UTF-16 offset, `WHOLE` or `LOST`. */
  start: number;
  /** -1 where there is no place. */
  end: number;
  body: string;
  createdBy: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  visibility: Visibility;
  resolved: boolean;
  revision: number;
  assignee: string | null;
  due: string | null;
  /** The version it was made on. */
  version: number;
  /** What became of its words; null where it was made without any. */
  state: AnchorState | null;
  style: boolean | null;
  review: Review | null;
  /** The words that it had last, where it has no place. */
  lost: string | null;
  /** Whether it was made on an earlier version and has not been carried here. */
  isLate: boolean;
};

/**
 * @param given the annotations in the order that the page shows, those who made
 * them, and their tags in the order in which they were given
 */
export function pack(given: {
  version: number;
  rows: readonly DeskRow[];
  people: Person[];
  tags: readonly { id: string; name: string }[];
}): Packed {
  const { version, rows, people } = given;
  const names = [...new Set(given.tags.map(tag => tag.name))];
  const nameIndex = new Map(names.map((name, i) => [name, i]));
  const personIndex = new Map(people.map(({ id }, i) => [id, i]));
  const tagsOf = new Map<string, number[]>();
  for (const { id, name } of given.tags) {
    const tags = tagsOf.get(id) ?? [];
    tags.push(nameIndex.get(name) ?? 0);
    tagsOf.set(id, tags);
  }
  const buffer = new ArrayBuffer(rows.length * ROW_BYTES);
  const columns = columnsIn(buffer, rows.length);
  const bodies: Packed['bodies'] = [];
  const tagged: Packed['tagged'] = [];
  const assigned: Packed['assigned'] = [];
  const lost: Packed['lost'] = [];
  const edits: Packed['edits'] = [];
  const claims: Packed['claims'] = [];
  rows.forEach((row, i) => {
    columns.createdAt[i] = Math.round(row.createdAt);
    columns.updatedAt[i] = Math.round(row.updatedAt);
    columns.start[i] = row.start;
    columns.end[i] = row.end;
    columns.madeOn[i] = row.version;
    const { state, style, review } = row;
    columns.fate[i] = state
      ? numberOf({ state, style: style ?? false, review })
      : 0;
    if (row.lost !== null) lost.push([i, row.lost]);
    if (row.replacement !== null) {
      edits.push([i, row.replacement, row.decision]);
    }
    if (row.claim !== null) claims.push([i, row.claim]);
    columns.revision[i] = row.revision;
    columns.id.set(wordsOf(row.id), i * 4);
    columns.author[i] = personIndex.get(row.createdBy) ?? 0;
    columns.kind[i] = KINDS.indexOf(row.kind);
    columns.colour[i] = row.colour ? COLOURS.indexOf(row.colour) : -1;
    columns.visibility[i] = VISIBILITIES.indexOf(row.visibility);
    columns.resolved[i] = row.resolved ? 1 : 0;
    if (row.body !== '') bodies.push([i, row.body]);
    const tags = tagsOf.get(row.id);
    if (tags) tagged.push([i, tags]);
    const { assignee, due } = row;
    if (assignee !== null || due !== null) assigned.push([i, assignee, due]);
  });
  return {
    version,
    length: rows.length,
    people,
    tags: names,
    columns: toBase64(new Uint8Array(buffer)),
    bodies,
    tagged,
    assigned,
    lost,
    edits,
    claims,
  };
}

/** The columns of what was packed. */
export const columnsOf = ({ columns, length }: Packed): Columns =>
  columnsIn(fromBase64(columns), length);

/** A UUID as four numbers of 32 bits. */
export function wordsOf(id: string): [number, number, number, number] {
  const hex = id.replaceAll('-', '');
  const word = (i: number): number =>
    Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) | 0;
  return [word(0), word(1), word(2), word(3)];
}

/** The UUID of four numbers that begin at `at`. */
export function idAt(words: Int32Array, at: number): string {
  let hex = '';
  for (let i = 0; i < 4; i += 1) {
    hex += ((words[at + i] ?? 0) >>> 0).toString(16).padStart(8, '0');
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

declare global {
  interface Uint8ArrayConstructor {
    /** https://tc39.es/proposal-arraybuffer-base64/ */
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}

/** As many bytes as are made characters at once: each is an argument of a call. */
const PIECE = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(i, i + PIECE));
  }
  return btoa(binary);
}

function fromBase64(text: string): ArrayBuffer {
  // The browser's own, where it has one: ten times as fast.
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text).buffer;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
