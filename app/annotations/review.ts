import type { Alarm, AnchorState, Candidate } from '#app/anchoring/anchor.ts';
import type { Colour, Kind, Review } from '#app/annotations/annotation.ts';
import type { Person } from '#app/people/person.ts';

/** A place that an annotation without one may belong to, with its words. */
export type RankedPlace = Candidate & { exact: string };

/** An annotation in the queue of those that a new version touched. */
export type ReviewItem = {
  id: string;
  kind: Kind;
  colour: Colour | null;
  /** The beginning of what is said. */
  body: string;
  tags: string[];
  author: Person;
  /** Of its content: what the ETag says. */
  revision: number;
  state: AnchorState;
  style: boolean;
  /** 0 to 1. */
  confidence: number;
  alarms: Alarm[];
  voided: boolean;
  contextChanged: boolean;
  review: Review | null;
  /** The words that it was made of, or last held to be right for, and their version. */
  was: { version: number; start: number; end: number; exact: string };
  /** Its words now; null where it has no place. */
  is: { start: number; end: number; exact: string } | null;
  /** Where it may belong, the likeliest first; empty where it has a place. */
  places: RankedPlace[];
};

/** Whether somebody has to say that it still holds: its words changed, or, of a claim, its sentence or speaker did. */
export const isInDoubt = ({ state, kind, voided, is }: ReviewItem): boolean =>
  state === 'changed' || (kind === 'claim' && voided && is !== null);
