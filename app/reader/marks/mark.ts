import type { Colour, Kind } from '#app/annotations/annotation.ts';

/** What is painted of an annotation. */
export type Mark = {
  id: string;
  kind: Kind;
  colour: Colour | null;
  /** UTF-16 offsets into the version's text, half-open. */
  start: number;
  end: number;
};
