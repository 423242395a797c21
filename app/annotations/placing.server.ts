import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { describe } from '#app/anchoring/describe.ts';
import { locate } from '#app/anchoring/locate.ts';
import type { PlacedAnchor } from '#app/annotations/annotation.ts';
import {
  MAX_QUOTE,
  positionToUtf16,
  type PlaceRequest,
} from '#app/annotations/annotation.schema.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { getText } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';

/** Where an annotation is made: on which version, and where in it; null for the whole. */
export type Spot = { version: number; anchor: PlacedAnchor | null };

/** The same, and whether the article has gone on since. */
export type Placing = Spot & { isNewest: boolean };

/**
 * Finds the span that a target means and describes it. The position is taken
 * when the quote stands there; else the quote must stand in one place alone.
 */
export async function placeIn(
  ctx: Context,
  articleId: string,
  request: PlaceRequest,
): Promise<Placing> {
  const named = versionNamed(request.source, articleId);
  const found = await getText(ctx, articleId, named);
  const { number: version, text } = found;
  const isNewest = version === found.newest;
  if (!request.position && !request.span && !request.quote) {
    return { version, anchor: null, isNewest };
  }
  const { start, end } = spanOf(text, request);
  if (end - start > MAX_QUOTE)
    throw invalid('target.selector', 'quote-too-long');
  if (splitsGrapheme(text, start) || splitsGrapheme(text, end)) {
    throw invalid('target.selector', 'grapheme-cut');
  }
  const { exact, prefix, suffix } = describe(text, start, end);
  return {
    version,
    isNewest,
    anchor: {
      version,
      state: 'exact',
      style: false,
      confidence: 1,
      review: null,
      start,
      end,
      exact,
      prefix,
      suffix,
    },
  };
}

function spanOf(
  text: string,
  { position, span: given, quote }: PlaceRequest,
): { start: number; end: number } {
  const field = 'target.selector';
  const span = given
    ? within(text, given)
    : position && positionToUtf16(position, CodePoints.of(text));
  if (!quote) {
    if (!span) throw invalid(field, 'position-outside');
    return span;
  }
  if (span && text.slice(span.start, span.end) === quote.exact) return span;
  const located = locate(text, quote);
  if (located.found === 'once') return located;
  if (located.found === 'several') {
    throw invalid(field, 'quote-several', { times: located.times });
  }
  throw invalid(field, 'quote-none');
}

/** A span, if it lies in the text. */
const within = (text: string, span: { start: number; end: number }) =>
  span.end > span.start && span.end <= text.length ? span : null;

/** The annotation that a target's `source` names; null when it names something else. */
export function annotationNamed(
  source: string,
  articleId: string,
): string | null {
  const match =
    /(?:\/articles\/([0-9a-f-]{36}))?\/annotations\/([0-9a-f-]{36})\/?$/i.exec(
      source.replace(/[?#].*$/, ''),
    );
  const [, article, id] = match ?? [];
  if (!id || (article && article.toLowerCase() !== articleId.toLowerCase())) {
    return null;
  }
  return id.toLowerCase();
}

/**
 * The version that a target's `source` names; undefined when it names the
 * article. Its host is not looked at: behind a proxy there may be several.
 */
function versionNamed(source: string, articleId: string): number | undefined {
  const match =
    /\/articles\/([0-9a-f-]{36})(?:\/versions\/(\d{1,9}))?(?:\/text)?\/?$/i.exec(
      source.replace(/[?#].*$/, ''),
    );
  if (match?.[1]?.toLowerCase() !== articleId.toLowerCase()) {
    throw invalid('target.source', 'source-other');
  }
  return match[2] === undefined ? undefined : Number(match[2]);
}

/** Words as the API's own bodies name them: a span, or a quote, of a version. */
export type WordsNamed = {
  version: number;
  start?: number | undefined;
  end?: number | undefined;
  quote?: string | undefined;
  prefix?: string | undefined;
  suffix?: string | undefined;
};

/** The same as a place to be found. @throws AppError invalid where neither is whole */
export function placeNamed(
  articleId: string,
  { version, start, end, quote, prefix, suffix }: WordsNamed,
): PlaceRequest {
  if ((start === undefined) !== (end === undefined)) {
    throw invalid('end', 'position-invalid');
  }
  if (start === undefined && quote === undefined) {
    throw invalid('start', 'selector-missing');
  }
  return {
    source: `/articles/${articleId}/versions/${version}`,
    position: null,
    ...(start === undefined || end === undefined
      ? {}
      : { span: { start, end } }),
    quote:
      quote === undefined
        ? null
        : {
            exact: quote,
            ...(prefix === undefined ? {} : { prefix }),
            ...(suffix === undefined ? {} : { suffix }),
          },
  };
}

/** Faults of a target under the names of such bodies; other fields may be renamed, too. */
export function spanFaults(
  error: AppError,
  ...names: [from: string, to: string][]
): AppError {
  if (error.code !== 'invalid') return error;
  const { code, reason, params, fields } = error;
  const named = fields.map(fault => ({
    ...fault,
    field: fault.field.startsWith('target')
      ? fault.reason.startsWith('quote')
        ? 'quote'
        : 'start'
      : (names.find(([from]) => from === fault.field)?.[1] ?? fault.field),
  }));
  return new AppError(code, reason, { params, fields: named });
}
