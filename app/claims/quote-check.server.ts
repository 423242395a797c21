import {
  secondsOf,
  type Locator,
  type QuoteCheck,
} from '#app/claims/evidence.ts';
import type { Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import { locatorOf, withoutSpan, type TextMap } from '#app/sources/locating.ts';
import type { Snapshot } from '#app/sources/source.ts';
import { verbatimText } from '#app/sources/snapshot-text.server.ts';
import { cutsFigure } from '#app/sources/verbatim.ts';

/** What somebody quotes from a snapshot, and where they say it stands. */
export type Quoted = { quote: string; locator: Locator };

/** A quote, what became of it when it was looked for, and where it stands. */
export type Checked = Quoted & {
  quoteCheck: QuoteCheck;
  /** Whether it begins or ends in the middle of a figure. */
  cutsFigure: boolean;
};

type Searched = Pick<Snapshot, 'id' | 'textLength' | 'typed'> & {
  map: TextMap;
};

/**
 * Looks for a quote in a snapshot. Letter for letter, then after the declared
 * normalisation, and in no other way (product rule 3). Where there is no text to
 * search, or somebody typed it, somebody has to vouch for it; without a snapshot
 * there is nothing to look in. A span without a quote quotes what stands there.
 *
 * @throws AppError invalid for a locator outside the snapshot, or a text quoted without words
 */
export async function checkQuote(
  ctx: Context,
  snapshot: Searched | null,
  given: Quoted,
): Promise<Checked> {
  const { locator } = given;
  expectTime(locator);
  if (!snapshot) {
    expectNoSpan(locator);
    return {
      ...given,
      locator: withoutSpan(locator),
      quoteCheck: 'no-snapshot',
      cutsFigure: false,
    };
  }
  expectInside(locator, snapshot);
  const verbatim = await verbatimText(ctx, snapshot.id);
  const { start, end } = locator;
  const quote =
    given.quote === '' && start !== null && end !== null
      ? verbatim.text.slice(start, end)
      : given.quote;
  if (snapshot.textLength === 0 || snapshot.typed) {
    const at = withoutSpan(locator);
    return { quote, locator: at, quoteCheck: 'attested', cutsFigure: false };
  }
  if (quote.trim() === '') throw invalid('quote', 'quote-missing');
  const pageStart = snapshot.map.pages[(locator.page ?? 0) - 1];
  const found = verbatim.find(quote, start ?? pageStart ?? 0);
  if (!found) {
    const nowhere = withoutSpan(locator);
    return {
      ...{ quote, locator: nowhere, quoteCheck: 'not-found' },
      cutsFigure: false,
    };
  }
  const at = locatorOf(found.start, found.end, snapshot.map);
  const { page, time } = locator;
  return {
    quote,
    quoteCheck: found.check,
    cutsFigure: cutsFigure(verbatim.text, found.start, found.end),
    // What the snapshot itself does not say, somebody may.
    locator: { ...at, page: at.page ?? page, time: at.time ?? time },
  };
}

/** @throws AppError invalid */
function expectTime({ time }: Locator): void {
  if (time !== null && secondsOf(time) === null) {
    throw invalid('locator.time', 'locator-time');
  }
}

function expectNoSpan({ start }: Locator): void {
  if (start !== null) throw invalid('locator', 'locator-outside');
}

/** @throws AppError invalid */
function expectInside(
  { page, start, end, time }: Locator,
  { textLength, map: { pages, duration } }: Searched,
): void {
  const outside =
    (start === null) !== (end === null) ||
    (start !== null && end !== null && (end <= start || end > textLength)) ||
    (page !== null && pages.length > 0 && page > pages.length) ||
    (time !== null && duration !== null && (secondsOf(time) ?? 0) > duration);
  if (outside) throw invalid('locator', 'locator-outside');
}

/** A locator of which a client may have left out parts. */
export type PartialLocator = {
  [Part in keyof Locator]?: Locator[Part] | undefined;
};

/** A locator with what a client leaves out. */
export const wholeLocator = (given: PartialLocator = {}): Locator => ({
  page: given.page ?? null,
  start: given.start ?? null,
  end: given.end ?? null,
  time: given.time ?? null,
});
