/** What became of an anchor in a version; see the README's rules A5 to A8. */
export const ANCHOR_STATES = [
  'exact',
  'moved',
  'changed',
  'ambiguous',
  'lost',
] as const;
export type AnchorState = (typeof ANCHOR_STATES)[number];

/** Where in a version's text something lies, and the words to know it by. */
export type Anchor = {
  /** UTF-16 offset into the version's text. */
  start: number;
  /** UTF-16 offset, exclusive; greater than `start`. */
  end: number;
  /** The text from `start` to `end`. */
  exact: string;
  /** Up to `CONTEXT` units before; shorter only where the text begins. */
  prefix: string;
  /** Up to `CONTEXT` units after; shorter only where the text ends. */
  suffix: string;
};

/** An anchor, with where it is expected in the later text, if anybody knows. */
export type Expected = Anchor & {
  /** UTF-16 offset into the later text, as an editor's steps map it. */
  hint?: number;
};

/** How much context an anchor keeps on either side, in UTF-16 units. */
export const CONTEXT = 32;

/** What must not change unnoticed, in a span or in its sentence. */
export const ALARMS = ['number', 'negation', 'name'] as const;
export type Alarm = (typeof ALARMS)[number];

/** A place in a later text that an anchor may mean; UTF-16, half-open. */
export type Candidate = {
  start: number;
  end: number;
  /** 0 to 1. */
  confidence: number;
};

/** Where an anchor is in a later text, or why that can't be said. */
export type Resolution = {
  state: AnchorState;
  /** Changed in width, quotation marks or white space alone. */
  style: boolean;
  /** 0 to 1; 1 only where the words and all their context are the same. */
  confidence: number;
  /** UTF-16 offsets into the later text; null where ambiguous or lost. */
  start: number | null;
  end: number | null;
  /** What changed in the span, or beside it in what is known of its sentence. */
  alarms: Alarm[];
  /** The places that come nearest, the best first; the chosen one is among them. */
  candidates: Candidate[];
};
