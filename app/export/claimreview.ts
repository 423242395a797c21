import {
  isDecided,
  saidIn,
  type Claim,
  type Verdict,
} from '#app/claims/claim.ts';
import type { ClaimWithEvidence, Names } from '#app/export/claims-csv.ts';

/** What is known of the article in which the claims are made. */
export type Appearance = {
  id: string;
  title: string;
  /** Where it is published; null for nowhere. */
  url: string | null;
  publisher: string | null;
  publishedAt: string | null;
  language: string;
};

type Given = {
  article: Appearance;
  claims: readonly ClaimWithEvidence[];
  /** Who reviews: the newsroom. */
  reviewer: { name: string; url: string };
  /** The address of this installation. */
  base: string;
  names: Names;
};

/** From 1, false, to 5, accurate; what can't be verified has no place between. */
const RATINGS: Partial<Record<Verdict, number>> = {
  accurate: 5,
  'partly-accurate': 3,
  misleading: 2,
  false: 1,
};

/**
 * The claims that somebody has come to an end with, as schema.org ClaimReview
 * (https://schema.org/ClaimReview, and what
 * https://developers.google.com/search/docs/appearance/structured-data/factcheck
 * asks for). Confidential sources are not in it.
 */
export function claimReview(given: Given): string {
  const reviews = given.claims
    .filter(claim => isDecided(claim.verdict))
    .map(claim => reviewOf(claim, given));
  const graph = { '@context': 'https://schema.org', '@graph': reviews };
  return `${JSON.stringify(graph, null, 2)}\n`;
}

function reviewOf(
  claim: ClaimWithEvidence,
  { article, reviewer, base, names }: Given,
): object {
  const citations = claim.supportedBy.flatMap(({ source }) =>
    source.id === null ? [] : [{ '@type': 'CreativeWork', name: source.title }],
  );
  return {
    '@type': 'ClaimReview',
    '@id': `urn:uuid:${claim.id}`,
    url: `${base}/articles/${article.id}?annotation=${claim.id}`,
    datePublished: claim.updatedAt.slice(0, 10),
    inLanguage: article.language,
    author: { '@type': 'Organization', ...reviewer },
    claimReviewed: saidIn(claim),
    reviewBody: claim.finding,
    reviewRating: ratingOf(claim, names),
    itemReviewed: {
      '@type': 'Claim',
      text: claim.quote,
      ...(claim.speaker
        ? { author: { '@type': 'Person', name: claim.speaker } }
        : {}),
      ...(article.publishedAt ? { datePublished: article.publishedAt } : {}),
      appearance: {
        '@type': 'NewsArticle',
        headline: article.title,
        url: article.url ?? `${base}/articles/${article.id}`,
        ...(article.publisher
          ? {
              publisher: { '@type': 'Organization', name: article.publisher },
            }
          : {}),
      },
    },
    ...(citations.length > 0 ? { citation: citations } : {}),
  };
}

function ratingOf(claim: Claim, names: Names): object {
  const value = RATINGS[claim.verdict];
  return {
    '@type': 'Rating',
    alternateName: names.verdict(claim),
    ...(value === undefined
      ? {}
      : { ratingValue: value, bestRating: 5, worstRating: 1 }),
  };
}
