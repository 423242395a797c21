import type {
  AnchoredAnnotation,
  Colour,
  Foreign,
  StoredContent,
  StoredKind,
} from '#app/annotations/annotation.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import type { ClaimContent } from '#app/claims/claim.ts';

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

/** An annotation as JSON-LD, without the context. */
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
  foreign: Foreign['target'] = {},
): Wire {
  const { selector: unknownSelectors, ...rest } = foreign;
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
  if (Array.isArray(unknownSelectors)) selector.push(...unknownSelectors);
  return {
    ...rest,
    type: 'SpecificResource',
    source: iri.text(base, articleId, anchor?.version ?? version),
    scope: iri.page(base, articleId),
    ...(selector.length > 0 ? { selector } : {}),
  };
}

/** What an author decides, as JSON-LD terms. */
export function contentToWire(
  content: StoredContent,
  foreign: Foreign = {},
): Wire {
  const { others, ...bodyTerms } = foreign.body ?? {};
  const body: unknown[] = [];
  if (content.body !== '') {
    body.push({
      ...bodyTerms,
      type: 'TextualBody',
      value: content.body,
      purpose: 'commenting',
    });
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
  if (Array.isArray(others)) body.push(...others);
  return {
    type: 'Annotation',
    motivation: MOTIVATIONS[content.kind],
    ...(body.length > 0 ? { body } : {}),
    ...(content.colour ? { colour: content.colour } : {}),
    visibility: content.visibility,
    resolved: content.resolved,
    ...(content.assignee ? { assignee: `urn:uuid:${content.assignee}` } : {}),
    ...(content.due ? { due: content.due } : {}),
    ...(content.claim ? claimToWire(content.claim) : {}),
  };
}

const claimToWire = ({
  kind,
  value,
  speaker,
  priority,
  verdict,
  finding,
}: ClaimContent): Wire => ({
  speaker,
  claimKind: kind,
  priority,
  verdict,
  value: value && `urn:uuid:${value}`,
  finding,
});

/** An annotation as it is given out, on the version that its anchor is in. */
export function toWire(
  base: string,
  annotation: AnchoredAnnotation & { foreign?: Foreign },
  points: CodePoints,
): Wire {
  const { id, articleId, author, foreign = {} } = annotation;
  return {
    ...foreign.annotation,
    id: iri.annotation(base, articleId, id),
    ...contentToWire(annotation, foreign),
    creator: {
      id: `urn:uuid:${author.id}`,
      type: 'Person',
      name: author.name,
    },
    ...(annotation.decision ? { decision: annotation.decision } : {}),
    ...(annotation.claim ? { number: annotation.claim.number } : {}),
    created: new Date(annotation.createdAt).toISOString(),
    modified: new Date(annotation.updatedAt).toISOString(),
    target: annotation.replyTo
      ? iri.annotation(base, articleId, annotation.replyTo)
      : targetOf(base, annotation, points, foreign.target),
  };
}

/** The colour that a highlight gets when none is named. */
export const DEFAULT_COLOUR: Colour = 'yellow';
