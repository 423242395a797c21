import type { Colour } from '#app/annotations/annotation.ts';

/** The key that paints each colour. */
export const COLOUR_KEYS: Record<Colour, string> = {
  yellow: '1',
  blue: '2',
  rose: '3',
  green: '4',
  violet: '5',
};
