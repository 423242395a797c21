import type { Stance, Verdict } from '#app/claims/claim.ts';
import type { Locator, QuoteCheck } from '#app/claims/evidence.ts';

/** Words quoted from a source, and the claims that they bear on. */
export type Excerpt = {
  /** Id of the first piece of evidence that quotes them. */
  id: string;
  snapshot: string | null;
  quote: string;
  /** What stands around them in the snapshot; empty where they were not found. */
  before: string;
  after: string;
  locator: Locator;
  quoteCheck: QuoteCheck;
  claims: {
    id: string;
    number: number;
    article: string;
    said: string;
    stance: Stance;
    verdict: Verdict;
  }[];
};
