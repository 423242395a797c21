import type { Language } from '#app/people/person.ts';

/** A letter: which one, to whom, and what is put into its places. */
export type Letter = {
  to: string;
  language: Language;
  /** Its subject and text are `mail.<message>.subject` and `.text` of the catalogue. */
  message: 'reset' | 'digest';
  params: Record<string, string | number>;
};

/** Where letters go out. */
export type Mail = { send(letter: Letter): Promise<void> };
