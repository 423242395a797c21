/**
 * What a client wants of a container (RFC 7240; Web Annotation Protocol, 4.2):
 * its annotations whole, their addresses alone, or neither.
 */
export type Contained = 'descriptions' | 'iris' | 'minimal';

const TERMS: Record<string, Contained> = {
  'http://www.w3.org/ns/oa#PreferContainedDescriptions': 'descriptions',
  'http://www.w3.org/ns/oa#PreferContainedIRIs': 'iris',
  'http://www.w3.org/ns/ldp#PreferMinimalContainer': 'minimal',
};

/**
 * The preference that a `Prefer` header states; null when it states none of
 * these. Of contradicting ones whole descriptions count, as the protocol asks.
 */
export function containedIn(header: string | null): Contained | null {
  const include = /(?:^|[;,\s])include\s*=\s*"([^"]*)"/i.exec(
    header ?? '',
  )?.[1];
  const stated = (include ?? '').split(/\s+/).map(term => TERMS[term]);
  const known = stated.filter(term => term !== undefined);
  if (known.includes('descriptions')) return 'descriptions';
  return known[0] ?? null;
}
