import type {
  AnchoredAnnotation,
  Colour,
  Foreign,
  StoredContent,
  StoredKind,
} from '#app/annotations/annotation.ts';
import { CodePoints } from '#app/annotations/code-points.ts';

/**
 * Annotations on the wire: W3C Web Annotation Data Model, JSON-LD.
 * https://www.w3.org/TR/annotation-model/
 */
export const MEDIA_TYPE =
  'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

export const ANNO_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** Our own terms, beside the standard's. */
const OWN_CONTEXT = {
  pangzhu: 'urn:pangzhu:',
  visibility: 'pangzhu:visibility',
  resolved: 'pangzhu:resolved',
  assignee: 'pangzhu:assignee',
  due: 'pangzhu:due',
  colour: 'pangzhu:colour',
  anchoring: 'pangzhu:anchoring',
  decision: 'pangzhu:decision',
  speaker: 'pangzhu:speaker',
  claimKind: 'pangzhu:claimKind',
  priority: 'pangzhu:priority',
  verdict: 'pangzhu:verdict',
  value: { '@id': 'pangzhu:value', '@type': '@id' },
  finding: 'pangzhu:finding',
  number: 'pangzhu:number',
};

export const CONTEXT = [ANNO_CONTEXT, OWN_CONTEXT];

const MOTIVATIONS: Record<StoredKind, string> = {
  claim: 'assessing',
  highlight: 'highlighting',
  note: 'commenting',
  tag: 'tagging',
  edit: 'editing',
  query: 'questioning',
  reply: 'replying',
};

/** The kind that a motivation says; null when it is none that is built. */
export function kindOf(motivation: string): StoredKind | null {
  const kinds = Object.keys(MOTIVATIONS) as StoredKind[];
  return kinds.find(kind => MOTIVATIONS[kind] === motivation) ?? null;
}

/** The addresses of an article's parts, below an installation's public one. */
export const iri = {
  page: (base: string, article: string) => `${base}/articles/${article}`,
  text: (base: string, article: string, version: number) =>
    `${base}/api/v1/articles/${article}/versions/${version}/text`,
  container: (base: string, article: string) =>
    `${base}/api/v1/articles/${article}/annotations/`,
  annotation: (base: string, article: string, id: string) =>
    `${base}/api/v1/articles/${article}/annotations/${id}`,
};

/** An annotation as JSON-LD, without the context; what is undefined is not sent. */
export type Wire = Record<string, unknown>;

/**
 * A target with both selectors; positions are counted in code points. What is
 * about the whole article has none.
 */
export function targetOf(
  base: string,
  {
    articleId,
    anchor,
    version,
  }: Pick<AnchoredAnnotation, 'articleId' | 'anchor' | 'version'>,
  points: CodePoints,
  foreign?: Wire,
): Wire {
  const selector: unknown[] = [];
  if (anchor) {
    const { exact, prefix, suffix, start, end } = anchor;
    selector.push({ type: 'TextQuoteSelector', exact, prefix, suffix });
    if (start !== null && end !== null) {
      selector.push({
        type: 'TextPositionSelector',
        start: points.fromUtf16(start),
        end: points.fromUtf16(end),
      });
    }
  }
  const unknown = foreign?.['selector'];
  if (Array.isArray(unknown)) selector.push(...(unknown as unknown[]));
  return together(foreign, {
    type: 'SpecificResource',
    source: iri.text(base, articleId, anchor?.version ?? version),
    scope: iri.page(base, articleId),
    selector: selector.length > 0 ? selector : undefined,
  });
}

/**
 * Terms in one object, the later over the earlier. By `assign`: literals that
 * spread several objects take six times as long, and a page has two hundred.
 */
const together = (...terms: (Wire | undefined)[]): Wire =>
  Object.assign({}, ...terms) as Wire;

/** What an author decides, as JSON-LD terms. */
export function contentToWire(content: StoredContent, foreign?: Wire): Wire {
  const body: unknown[] = [];
  if (content.body !== '') {
    const said = {
      type: 'TextualBody',
      value: content.body,
      purpose: 'commenting',
    };
    body.push(together(foreign, { others: undefined }, said));
  }
  if (content.replacement !== null) {
    body.push({
      type: 'TextualBody',
      value: content.replacement,
      purpose: 'editing',
    });
  }
  for (const value of content.tags) {
    body.push({ type: 'TextualBody', value, purpose: 'tagging' });
  }
  const others = foreign?.['others'];
  if (Array.isArray(others)) body.push(...(others as unknown[]));
  const { claim } = content;
  return {
    type: 'Annotation',
    motivation: MOTIVATIONS[content.kind],
    body: body.length > 0 ? body : undefined,
    colour: content.colour ?? undefined,
    visibility: content.visibility,
    resolved: content.resolved,
    assignee: content.assignee ? `urn:uuid:${content.assignee}` : undefined,
    due: content.due ?? undefined,
    speaker: claim?.speaker,
    claimKind: claim?.kind,
    priority: claim?.priority,
    verdict: claim?.verdict,
    value: claim?.value ? `urn:uuid:${claim.value}` : claim?.value,
    finding: claim?.finding,
  };
}

/** An annotation as it is given out, on the version that its anchor is in. */
export function toWire(
  base: string,
  annotation: AnchoredAnnotation & { foreign?: Foreign },
  points: CodePoints,
): Wire {
  const { id, articleId, author, replyTo, foreign } = annotation;
  return together(
    foreign?.annotation,
    { id: iri.annotation(base, articleId, id) },
    contentToWire(annotation, foreign?.body),
    {
      creator: {
        id: `urn:uuid:${author.id}`,
        type: 'Person',
        name: author.name,
      },
      decision: annotation.decision ?? undefined,
      number: annotation.claim?.number,
      created: new Date(annotation.createdAt).toISOString(),
      modified: new Date(annotation.updatedAt).toISOString(),
      target: replyTo
        ? iri.annotation(base, articleId, replyTo)
        : targetOf(base, annotation, points, foreign?.target),
    },
  );
}

/** The colour that a highlight gets when none is named. */
export const DEFAULT_COLOUR: Colour = 'yellow';
