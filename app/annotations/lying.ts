import {
  KINDS,
  type Annotation,
  type Kind,
} from '#app/annotations/annotation.ts';
import type { Block } from '#app/articles/article.ts';

/** How many of each kind lie on a block. */
export type KindCounts = Record<Kind, number>;

/**
 * What lies on each block that anything lies on, by the block's index. An
 * annotation over several blocks counts on each.
 *
 * @param annotations in text order
 */
export function lyingOn(
  blocks: readonly Block[],
  annotations: readonly Annotation[],
): Map<number, KindCounts> {
  const counts = new Map<number, KindCounts>();
  let first = 0;
  for (const { kind, anchor } of annotations) {
    const { start, end } = anchor ?? {};
    if (start == null || end == null) continue;
    while ((blocks[first]?.end ?? Infinity) <= start) first += 1;
    for (let i = first; (blocks[i]?.start ?? Infinity) < end; i += 1) {
      const there = counts.get(i);
      if (there) there[kind] += 1;
      else counts.set(i, { highlight: 0, note: 0, tag: 0, [kind]: 1 });
    }
  }
  return counts;
}

export const totalOf = (counts: KindCounts): number =>
  KINDS.reduce((sum, kind) => sum + counts[kind], 0);
