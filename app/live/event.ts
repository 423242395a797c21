import type { Annotation, Reply } from '#app/annotations/annotation.ts';
import type { EvidenceCounts } from '#app/claims/claim.ts';

/**
 * A place in the activity log: PostgreSQL's transaction id and the row's number.
 * The number alone can show 10 before 9, because it is drawn before its
 * transaction commits. Written `transaction.number`, both decimal.
 */
export type Position = { transaction: string; number: string };

/** What happened, as the streams tell it to somebody who may know. */
export type LiveEvent = {
  position: string;
  /** `noun.verb`, such as `annotation.create`. */
  verb: string;
  /** Milliseconds since 1970. */
  at: number;
  person: { id: string; name: string };
  /** The id of what it happened to. */
  object: string;
  /** The article it belongs to; null where it belongs to none. */
  article: string | null;
  /** The object's revision after it; null where it has none. */
  revision: number | null;
  /**
   * An annotation as it is now for this viewer, on the version it was made on;
   * null when it is gone. Absent for all other objects.
   */
  annotation?: Annotation | null;
  /** The thread that a reply belongs to. */
  thread?: string;
  /** A reply as it is now; null when it is gone. Absent for all other objects. */
  reply?: Reply | null;
  /** The claim that evidence belongs to, and how much it has now (`evidence.*`). */
  claim?: { id: string; evidence: EvidenceCounts };
  /** The number of a new version (`article.version`). Absent for all else. */
  version?: number;
};

/** Somebody who has an article open, and what is selected there. */
export type Present = {
  /** The page on which it is open: one person may have several. */
  tab: string;
  person: { id: string; name: string; colour: number };
  /** UTF-16 span of the version's text; null for nothing. */
  selection: [start: number, end: number] | null;
};

/** Reads a position as it is written; null when it is none. */
export function readPosition(text: string): Position | null {
  const match = /^(\d{1,19})\.(\d{1,18})$/.exec(text);
  return match ? { transaction: match[1] ?? '', number: match[2] ?? '' } : null;
}

export const writePosition = ({ transaction, number }: Position): string =>
  `${transaction}.${number}`;

/** Whether one position comes after another. */
export function isAfter(a: Position, b: Position): boolean {
  const [x, y] = [BigInt(a.transaction), BigInt(b.transaction)];
  return x === y ? BigInt(a.number) > BigInt(b.number) : x > y;
}
