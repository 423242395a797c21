import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import type { Passage } from '#app/articles/article.ts';

/**
 * SHA-256 over the RFC 8785 JSON of what counts as the words of a version:
 * title, byline, publishedAt and all blocks (type, speaker, level, text). What
 * is absent is left out, so that no default can change a hash. Lower-case hex.
 */
export function versionHash(words: {
  title: string;
  byline: string[];
  publishedAt: string | null;
  blocks: Passage[];
}): string {
  const blocks = words.blocks.map(({ type, speaker, level, text }) => ({
    type,
    text,
    ...(speaker === undefined ? {} : { speaker }),
    ...(level === undefined ? {} : { level }),
  }));
  const { title, byline, publishedAt } = words;
  const json = canonicalize({ title, byline, publishedAt, blocks }) ?? '';
  return createHash('sha256').update(json, 'utf8').digest('hex');
}
