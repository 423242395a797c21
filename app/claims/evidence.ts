import type { Stance } from '#app/claims/claim.ts';
import type { SourceKind, Reliability } from '#app/sources/source.ts';

/**
 * What became of a quote when it was looked for in its snapshot: it stands there
 * letter for letter, or after the declared normalisation; it does not; there is
 * no text to look in, and somebody vouches for it; there is nothing to look in.
 */
export const QUOTE_CHECKS = [
  'exact',
  'normalised',
  'not-found',
  'attested',
  'no-snapshot',
] as const;
export type QuoteCheck = (typeof QUOTE_CHECKS)[number];

export const MAX_QUOTED = 20_000;
export const MAX_EVIDENCE_NOTE = 20_000;

/** Where in its snapshot a quote stands; what is not known is null. */
export type Locator = {
  /** From 1. */
  page: number | null;
  /** UTF-16 offsets into the snapshot's text, half-open. */
  start: number | null;
  end: number | null;
  /** Of a recording, or its transcript: `mm:ss` or `h:mm:ss`. */
  time: string | null;
};

export const NOWHERE: Locator = {
  page: null,
  start: null,
  end: null,
  time: null,
};

/** A person, as evidence names one. */
export type Who = { id: string; name: string };

/** Why a claim is held to be so: a source, and what it says. */
export type Evidence = {
  id: string;
  claim: string;
  stance: Stance;
  /**
   * The source as the viewer may know it. Of a confidential one that is not
   * theirs to know there is no more than who holds it: no id, quote, place or note.
   */
  source:
    | {
        id: string;
        title: string;
        /** Where it is found; null for nowhere on the web. */
        url: string | null;
        kind: SourceKind;
        reliability: Reliability | null;
        confidential: boolean;
        withdrawn: boolean;
      }
    | { id: null; heldBy: Who };
  /** Id of the snapshot in which it was looked for; null for none. */
  snapshot: string | null;
  quote: string;
  locator: Locator;
  note: string;
  quoteCheck: QuoteCheck;
  /** Whether it was found cut out of the middle of a figure: 3亿 of 13亿. */
  cutsFigure: boolean;
  /** Who vouches for what has no text to search; null for all else. */
  attestedBy: Who | null;
  /** The second person who does; null for nobody yet. */
  confirmedBy: Who | null;
  revision: number;
  createdBy: Who;
  /** RFC 3339. */
  createdAt: string;
};

/** Whether a verdict can rest on it. */
export const isFound = ({
  quoteCheck,
  confirmedBy,
}: {
  quoteCheck: QuoteCheck;
  confirmedBy: unknown;
}): boolean =>
  quoteCheck === 'exact' ||
  quoteCheck === 'normalised' ||
  (quoteCheck === 'attested' && confirmedBy !== null);

/** Seconds of `mm:ss` or `h:mm:ss`; null when it is neither. */
export function secondsOf(time: string): number | null {
  const match = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(time.trim());
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  if (match[1] !== undefined && Number(minutes) > 59) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Seconds as `mm:ss`, from an hour on as `h:mm:ss`. */
export function timeOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = `${two(minutes)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
