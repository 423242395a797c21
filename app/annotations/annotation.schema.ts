import { z } from 'zod';

import {
  COLOURS,
  MAX_BODY,
  MAX_TAGS,
  VISIBILITIES,
  type StoredContent,
  type Foreign,
} from '#app/annotations/annotation.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { ClaimTerms } from '#app/claims/claim.schema.ts';
import { DEFAULT_COLOUR, kindOf } from '#app/annotations/wire.ts';
import { TagName } from '#app/annotations/tag.schema.ts';
import { plainText } from '#app/plain-text.schema.ts';

/** Longest quote that can be annotated, in UTF-16 units. */
export const MAX_QUOTE = 20_000;

const Tags = z
  .array(TagName)
  .max(MAX_TAGS, 'tags-too-many')
  .transform(names => {
    const seen = new Map(names.map(name => [name.toLowerCase(), name]));
    return [...seen.values()];
  });

const Comment = plainText(MAX_BODY, 'body-too-long');
const Replacement = Comment.nullable();

const QuoteSelector = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: plainText(MAX_QUOTE, 'quote-too-long').min(1, 'quote-empty'),
  prefix: plainText(MAX_QUOTE, 'quote-too-long').optional(),
  suffix: plainText(MAX_QUOTE, 'quote-too-long').optional(),
});

const PositionSelector = z.object({
  type: z.literal('TextPositionSelector'),
  start: z.int('position-invalid').min(0, 'position-invalid'),
  end: z.int('position-invalid').min(0, 'position-invalid'),
});

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item).max(100), item.transform(one => [one])]);

const Typed = z.looseObject({ type: z.string().optional() });

const Target = z.looseObject({
  source: z.string('source-missing'),
  selector: oneOrMany(Typed).optional(),
});

/** A member's id, plain or as the IRI that `creator` has. */
const Assignee = z
  .string()
  .transform(text => text.replace(/^urn:uuid:/i, '').toLowerCase())
  .pipe(z.uuid('person-unknown'));

/** The workspace's own word for a verdict, by its id. */
const Value = z
  .string()
  .transform(text => text.replace(/^urn:uuid:/i, '').toLowerCase())
  .pipe(z.uuid('verdict-unknown'));

/** A day, `2026-03-14`; of a time its day counts. */
const Day = z
  .string()
  .transform(text => text.replace(/T.*$/, ''))
  .pipe(z.iso.date('day-invalid'));

/**
 * An annotation as a client sends it: the W3C data model. Terms that we don't
 * know pass; those that the server manages are ignored.
 */
export const WireAnnotation = z
  .looseObject({
    motivation: oneOrMany(z.string()).optional(),
    body: oneOrMany(z.union([z.string(), Typed])).optional(),
    bodyValue: Comment.optional(),
    target: z.union([z.string(), Target]),
    visibility: z.enum(VISIBILITIES, 'visibility-unknown').optional(),
    resolved: z.boolean().optional(),
    colour: z.enum(COLOURS, 'colour-unknown').optional(),
    assignee: Assignee.nullable().optional(),
    due: Day.nullable().optional(),
    // Of a claim.
    speaker: ClaimTerms.shape.speaker,
    claimKind: ClaimTerms.shape.kind,
    priority: ClaimTerms.shape.priority,
    verdict: ClaimTerms.shape.verdict,
    value: Value.nullable().optional(),
    finding: ClaimTerms.shape.finding,
  })
  .meta({ id: 'Annotation', description: 'W3C Web Annotation (JSON-LD)' });

/** What a client asks for, in the program's own terms. */
export type AnnotationRequest = {
  content: ContentRequest;
  place: PlaceRequest;
  foreign: Foreign;
  /** The `id` that a foreign system gave it; ours ends up in `via`. */
  foreignId: string | null;
};

/** Of a claim no more than the client says: the rest stays, or is the server's to fill in. */
export type ContentRequest = Omit<StoredContent, 'claim'> & {
  claim: ClaimTerms | null;
};

export type PlaceRequest = {
  /** The address that the client names as the text. */
  source: string;
  /** Counted in code points, as the standard does. Without it and a quote the whole article is meant. */
  position: { start: number; end: number } | null;
  /** Counted in UTF-16 units; instead of `position`. */
  span?: { start: number; end: number };
  quote: { exact: string; prefix?: string; suffix?: string } | null;
};

/** Terms that the server manages: ignored when a client sends them. */
const MANAGED = new Set([
  ...['@context', 'id', 'type', 'creator', 'created', 'modified'],
  ...['motivation', 'body', 'bodyValue', 'target', 'visibility', 'resolved'],
  ...['colour', 'anchoring', 'assignee', 'due', 'decision', 'number'],
  ...['speaker', 'claimKind', 'priority', 'verdict', 'value', 'finding'],
]);

const without = (
  object: Record<string, unknown>,
  known: Set<string>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !known.has(key)));

/** Reads a client's JSON-LD. A transform of the schema, so that faults name their field. */
export const AnnotationFromWire = WireAnnotation.transform(
  (wire, ctx): AnnotationRequest => {
    const fault = (path: (string | number)[], message: string): never => {
      ctx.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };

    const bodies = (wire.body ?? []).map(body =>
      typeof body === 'string' ? { id: body } : body,
    );
    const isText = (body: Record<string, unknown>): boolean =>
      body['type'] === 'TextualBody' && typeof body['value'] === 'string';
    const isTag = (body: Record<string, unknown>): boolean =>
      isText(body) && body['purpose'] === 'tagging';
    const isEdit = (body: Record<string, unknown>): boolean =>
      isText(body) && body['purpose'] === 'editing';
    const comment = bodies.find(
      body =>
        isText(body) &&
        (body['purpose'] === undefined || body['purpose'] === 'commenting'),
    );
    const edit =
      wire.motivation?.[0] === 'editing' ? bodies.find(isEdit) : undefined;
    const others = bodies.filter(
      body => !isTag(body) && body !== comment && body !== edit,
    );

    const tags = Tags.safeParse(bodies.filter(isTag).map(tag => tag['value']));
    if (!tags.success) {
      return fault(['body'], tags.error.issues[0]?.message ?? 'tag-too-long');
    }
    const text = Comment.safeParse(comment?.['value'] ?? wire.bodyValue ?? '');
    if (!text.success) {
      return fault(['body'], text.error.issues[0]?.message ?? 'body-too-long');
    }

    const replacement = Replacement.safeParse(edit?.['value'] ?? null);
    if (!replacement.success) {
      return fault(
        ['body'],
        replacement.error.issues[0]?.message ?? 'body-too-long',
      );
    }
    const motivation = wire.motivation?.[0];
    const kind = motivation
      ? kindOf(motivation)
      : text.data !== ''
        ? 'note'
        : tags.data.length > 0
          ? 'tag'
          : 'highlight';
    if (!kind) return fault(['motivation'], 'kind-not-yet');
    if (kind === 'reply' && tags.data.length > 0) {
      return fault(['body'], 'reply-tags');
    }
    if (wire.colour && kind !== 'highlight') {
      return fault(['colour'], 'colour-without-highlight');
    }

    const { speaker, claimKind, priority, verdict, value, finding } = wire;
    const place = readTarget(wire.target);
    if ('message' in place) return fault(place.path, place.message);

    const { type: _, value: __, purpose: ___, ...bodyTerms } = comment ?? {};
    const annotation = without(wire, MANAGED);
    const body = {
      ...bodyTerms,
      ...(others.length > 0 ? { others } : {}),
    };
    const some = (terms: object): boolean => Object.keys(terms).length > 0;
    return {
      content: {
        kind,
        colour: kind === 'highlight' ? (wire.colour ?? DEFAULT_COLOUR) : null,
        replacement: kind === 'edit' ? replacement.data : null,
        claim:
          kind === 'claim'
            ? { speaker, kind: claimKind, priority, verdict, value, finding }
            : null,
        body: text.data,
        tags: tags.data,
        visibility: wire.visibility ?? 'team',
        resolved: wire.resolved ?? false,
        assignee: wire.assignee ?? null,
        due: wire.due ?? null,
      },
      place: place.request,
      foreign: {
        ...(some(annotation) ? { annotation } : {}),
        ...(some(body) ? { body } : {}),
        ...(some(place.terms) ? { target: place.terms } : {}),
      },
      foreignId: typeof wire['id'] === 'string' ? wire['id'] : null,
    };
  },
);

type ReadTarget =
  | { request: PlaceRequest; terms: Record<string, unknown> }
  | { path: string[]; message: string };

function readTarget(
  target: z.output<typeof WireAnnotation>['target'],
): ReadTarget {
  const path = ['target', 'selector'];
  if (typeof target === 'string') {
    const request = { source: target, position: null, quote: null };
    return { request, terms: {} };
  }
  let position: PlaceRequest['position'] = null;
  let quote: PlaceRequest['quote'] = null;
  const unknown: unknown[] = [];
  const selectors = target.selector ?? [];
  for (const selector of selectors) {
    const schema =
      selector.type === 'TextQuoteSelector'
        ? QuoteSelector
        : selector.type === 'TextPositionSelector'
          ? PositionSelector
          : null;
    if (!schema) {
      unknown.push(selector);
      continue;
    }
    const read = schema.safeParse(selector);
    if (!read.success) {
      const message = read.error.issues[0]?.message ?? '';
      const ours = /^[a-z-]+$/.test(message);
      return { path, message: ours ? message : 'selector-invalid' };
    }
    if (read.data.type === 'TextPositionSelector') {
      position = { start: read.data.start, end: read.data.end };
    } else {
      const { exact, prefix, suffix } = read.data;
      quote = {
        exact,
        ...(prefix === undefined ? {} : { prefix }),
        ...(suffix === undefined ? {} : { suffix }),
      };
    }
  }
  if (!position && !quote && selectors.length > 0) {
    return { path, message: 'selector-missing' };
  }
  const known = new Set(['type', 'source', 'scope', 'selector', 'id']);
  const terms = {
    ...without(target, known),
    ...(unknown.length > 0 ? { selector: unknown } : {}),
  };
  return { request: { source: target.source, position, quote }, terms };
}

/** UTF-16 span of a code point position; null when outside the text or upside down. */
export function positionToUtf16(
  position: { start: number; end: number },
  points: CodePoints,
): { start: number; end: number } | null {
  const start = points.toUtf16(position.start);
  const end = points.toUtf16(position.end);
  return start === null || end === null || end <= start ? null : { start, end };
}
