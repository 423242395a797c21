import { COLOURS, type Colour } from '#app/annotations/annotation.ts';
import { VERDICTS, type Verdict } from '#app/claims/claim.ts';

/** How a mark is drawn: a highlight's colour, a hairline, a struck edit, the sentence being checked, or a verdict's line. */
export type Look = Colour | 'note' | 'tag' | 'edit' | 'sentence' | Verdict;

/** What is painted of an annotation. */
export type Mark = {
  id: string;
  look: Look;
  /** UTF-16 offsets into the version's text, half-open. */
  start: number;
  end: number;
};

/** Marks sorted by start, the longer first; a mark is made of those alone that are drawn. */
export type Marks = {
  readonly length: number;
  start(i: number): number;
  end(i: number): number;
  at(i: number): Mark;
  get(id: string): Mark | undefined;
};

export const NO_MARKS: Marks = {
  length: 0,
  start: () => -1,
  end: () => -1,
  at: i => {
    throw new RangeError(`No mark at ${i}`);
  },
  get: () => undefined,
};

export const isColour = (look: Look): look is Colour =>
  (COLOURS as readonly string[]).includes(look);

export const isVerdict = (look: Look): look is Verdict =>
  (VERDICTS as readonly string[]).includes(look);
