/** What became of an anchor in a version; see the README's rule A5. */
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

/** How much context an anchor keeps on either side, in UTF-16 units. */
export const CONTEXT = 32;
