import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { KINDS, type Kind } from '#app/annotations/annotation.ts';
import type { Block } from '#app/articles/article.ts';

/** How many of each kind lie on a block. */
export type KindCounts = Record<Kind, number>;

/**
 * What lies on each block that anything lies on, by the block's index. An
 * annotation over several blocks counts on each.
 */
export function lyingOn(
  blocks: readonly Block[],
  annotations: AnnotationList,
): Map<number, KindCounts> {
  const counts = new Map<number, KindCounts>();
  const last = annotations.firstFrom(Infinity);
  let first = 0;
  for (let at = annotations.firstFrom(0); at < last; at += 1) {
    const start = annotations.start(at);
    const end = annotations.end(at);
    const kind = annotations.kind(at);
    while ((blocks[first]?.end ?? Infinity) <= start) first += 1;
    for (let i = first; (blocks[i]?.start ?? Infinity) < end; i += 1) {
      const there = counts.get(i);
      if (there) there[kind] += 1;
      else counts.set(i, { ...NONE, [kind]: 1 });
    }
  }
  return counts;
}

const NONE: KindCounts = {
  ...{ claim: 0, highlight: 0, note: 0, tag: 0, edit: 0, query: 0 },
};

export const totalOf = (counts: KindCounts): number =>
  KINDS.reduce((sum, kind) => sum + counts[kind], 0);
