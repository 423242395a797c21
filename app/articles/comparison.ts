import type { Block, Span } from '#app/articles/article.ts';
import { compareBlocks, type Row } from '#app/articles/compare.ts';

/** One of two versions that are laid beside each other. */
export type Side = {
  /** Its number; null for a draft, which has none yet. */
  version: number | null;
  /** What somebody calls it; null for nothing. */
  name: string | null;
  title: string;
  byline: string[];
  publishedAt: string | null;
  /** Who made it, and when (RFC 3339); nobody yet where it is only suggested. */
  by: string;
  at: string;
};

/** What the page that compares is made of. */
export type Comparison = {
  before: Side;
  after: Side;
  rows: Row[];
  /** The later version's blocks. */
  blocks: Block[];
  /** The later version's sentences; none where it has no place for annotations yet. */
  sentences: Span[];
  /** Where the earlier one's blocks begin, UTF-16 offsets into its text. */
  starts: number[];
  /** Those of the earlier one's that are not the same there, by index. */
  others: [index: number, block: Block][];
};

/** Lays two versions beside each other; what both say goes over the wire once. */
export function compare(
  before: Side & { blocks: Block[] },
  after: Side & { blocks: Block[]; sentences?: Span[] },
): Comparison {
  const rows = compareBlocks(before.blocks, after.blocks);
  const { blocks: was, ...from } = before;
  const { blocks, sentences = [], ...to } = after;
  const others = rows.flatMap((row): [number, Block][] => {
    const { before: at, same, moved } = row;
    const block = at === null || (same && !moved) ? undefined : was[at];
    return at === null || !block ? [] : [[at, block]];
  });
  const starts = was.map(block => block.start);
  return { before: from, after: to, rows, blocks, sentences, starts, others };
}

/** Rows that are shown, or a run of them that say the same in both and are folded. */
export type Stretch =
  | { type: 'row'; row: Row; at: number }
  | { type: 'fold'; from: number; to: number };

/** As many unchanged rows as are not worth a fold. */
const SHORT = 4;

/**
 * The rows of a comparison with what did not change folded, but for what stands
 * next to a change.
 *
 * @param open indices of first rows of folds that somebody has opened; null for all
 */
export function foldRows(
  rows: readonly Row[],
  open: ReadonlySet<number> | null,
): Stretch[] {
  const isSame = (at: number): boolean => {
    const row = rows[at];
    return row !== undefined && row.same && row.moved === null;
  };
  const stretches: Stretch[] = [];
  let at = 0;
  while (at < rows.length) {
    let end = at;
    while (isSame(end)) end += 1;
    // What stands next to a change stays in sight.
    const from = at === 0 ? at : at + 1;
    const to = end === rows.length ? end : end - 1;
    const folds = open !== null && to - from >= SHORT && !open.has(from);
    for (const upTo of folds ? [from, end] : [end]) {
      for (; at < upTo; at += 1) stretches.push(rowAt(rows, at));
      if (folds && upTo === from) {
        stretches.push({ type: 'fold', from, to });
        at = to;
      }
    }
    if (at < rows.length) stretches.push(rowAt(rows, at));
    at += 1;
  }
  return stretches;
}

function rowAt(rows: readonly Row[], at: number): Stretch {
  const row = rows[at];
  if (!row) throw new RangeError(`No row at ${at}`);
  return { type: 'row', row, at };
}
