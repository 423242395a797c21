import { ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import {
  REVIEWS,
  type Decision,
  type Place,
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

/** Bytes of a row of `columnsIn`. */
const ROW = 53;

/** Columns of zeros for so many rows, and the bytes that they lie in. */
export function makeColumns(length: number): {
  bytes: Uint8Array<ArrayBuffer>;
  columns: Columns;
} {
  const buffer = new ArrayBuffer(length * ROW);
  return { bytes: new Uint8Array(buffer), columns: columnsIn(buffer, length) };
}

/** What became of an annotation's words, in one number. */
type Fate = Pick<Place, 'state' | 'style' | 'review'>;

/** What became of an annotation's words, from its number. */
export const fateOf = (number: number): Fate => ({
  state: ANCHOR_STATES[number & 7] ?? 'exact',
  style: (number & 8) !== 0,
  review: REVIEWS[(number >> 4) - 1] ?? null,
});

/** What an annotation says that says anything. */
export type Said = {
  row: number;
  body: string;
  replacement: string | null;
  decision: Decision | null;
  /** Of a claim: how it stands; null for all other kinds. */
  claim: ClaimStanding | null;
  assignee: string | null;
  due: string | null;
  /** The words that it had last, where it has no place. */
  lost: string | null;
};

/** What a page needs of an article's annotations, as the database has it. */
export type DeskTable = {
  /** How many there are, in the order that the page shows. */
  length: number;
  /** The columns, as `columnsIn` lays them out. */
  columns: Uint8Array<ArrayBuffer>;
  /** Those who made them: `author` counts in it. */
  people: Person[];
  said: readonly Said[];
  /** Their tags, in the order in which they were given. */
  tags: readonly { id: string; name: string }[];
  /** Whether one was made on an earlier version and has not been carried here. */
  isLate: boolean;
};

/** Nothing at all. */
export const NOTHING_PACKED: Packed = {
  ...{ version: 1, length: 0, people: [], tags: [], columns: '' },
  ...{ bodies: [], tagged: [], assigned: [], lost: [], edits: [], claims: [] },
};

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

function fromBase64(text: string): ArrayBuffer {
  // The browser's own, where it has one: ten times as fast.
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text).buffer;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
