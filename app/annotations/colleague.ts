import { createContext } from 'react';

import { complete } from '#app/annotations/complete.ts';
import type { Person } from '#app/people/person.ts';

/** Somebody who can be named, or asked, on an article. */
export type Colleague = Person & { initials: string[] };

/** Those of the article that is open. */
export const Colleagues = createContext<readonly Colleague[]>([]);

/** As long as a name that is being typed may be. */
const BEING_NAMED = /[@＠]([^\s@＠]{0,24})$/;

/** Whose name somebody begins to type, and how much of it there is; null when nobody's. */
export function beingNamed(
  before: string,
  colleagues: readonly Colleague[],
): { typed: string; offers: Colleague[] } | null {
  const typed = BEING_NAMED.exec(before)?.[1];
  if (typed === undefined) return null;
  const offers = complete(colleagues, typed, []);
  // A whole name with nobody else meant needs no help.
  const [only] = offers;
  if (offers.length === 0 || (offers.length === 1 && only?.name === typed)) {
    return null;
  }
  return { typed, offers };
}
