import { diffArrays } from 'diff';

import type { Block, Passage } from '#app/articles/article.ts';

/** A piece of two texts: in both, or in the later or the earlier alone. */
export type Piece = { text: string; type: 'same' | 'added' | 'removed' };

/** Two versions beside each other: a block of each, or of one where the other has none. */
export type Row = {
  /** Index of the earlier version's block; null where it is new. */
  before: number | null;
  /** Index of the later version's block; null where it is gone. */
  after: number | null;
  /**
   * Of a block that is elsewhere in the other version there are two rows: `away`
   * where it was, `here` where it is. Null for all others.
   */
  moved: 'away' | 'here' | null;
  /** Whether both say the same, by the same speaker. */
  same: boolean;
};

/** What a block says, and as what: two of one key are the same. */
const keyOf = ({ type, speaker, level, text }: Passage): string =>
  JSON.stringify([type, speaker ?? null, level ?? null, text]);

/** Blocks that share this much are one, reworded. */
const ALIKE = 0.4;

/** Blocks shorter than this are not followed elsewhere: many say the same. */
const OWN_WORDS = 8;

/**
 * The blocks of two versions in the order of the later one: equal ones first
 * (Myers, 1986), then between them those that are alike, then those that say
 * elsewhere what they said before.
 */
export function compareBlocks(
  before: readonly Block[],
  after: readonly Block[],
): Row[] {
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  let [gone, come]: [number[], number[]] = [[], []];
  const close = (): void => {
    rows.push(...pairUp(gone, come, before, after));
    [gone, come] = [[], []];
  };
  for (const part of diffArrays(before.map(keyOf), after.map(keyOf))) {
    const range = (from: number) =>
      Array.from({ length: part.value.length }, (_, k) => from + k);
    if (part.removed) {
      gone.push(...range(i));
      i += part.value.length;
    } else if (part.added) {
      come.push(...range(j));
      j += part.value.length;
    } else {
      close();
      for (const k of range(0)) {
        rows.push({ before: i + k, after: j + k, moved: null, same: true });
      }
      i += part.value.length;
      j += part.value.length;
    }
  }
  close();
  return followMoved(rows, before, after);
}

/** Lays what was replaced beside what replaced it, in order, the likest together. */
function pairUp(
  gone: number[],
  come: number[],
  before: readonly Block[],
  after: readonly Block[],
): Row[] {
  const text = (blocks: readonly Block[], at: number): string =>
    blocks[at]?.text ?? '';
  // best[i][j]: the most likeness that gone from i and come from j can have.
  const width = come.length + 1;
  const best = new Float64Array((gone.length + 1) * width);
  const alike = new Float64Array((gone.length + 1) * width);
  for (let i = gone.length - 1; i >= 0; i -= 1) {
    for (let j = come.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      const like = likeness(
        text(before, gone[i] ?? 0),
        text(after, come[j] ?? 0),
      );
      alike[at] = like;
      const together = like >= ALIKE ? like + (best[at + width + 1] ?? 0) : 0;
      best[at] = Math.max(together, best[at + width] ?? 0, best[at + 1] ?? 0);
    }
  }
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    const at = i * width + j;
    const like = alike[at] ?? 0;
    const both = i < gone.length && j < come.length;
    if (
      both &&
      like >= ALIKE &&
      best[at] === like + (best[at + width + 1] ?? 0)
    ) {
      const [from, to] = [gone[i] ?? 0, come[j] ?? 0];
      rows.push({ before: from, after: to, moved: null, same: false });
      i += 1;
      j += 1;
    } else if (i < gone.length && (!both || best[at] === best[at + width])) {
      rows.push({
        before: gone[i] ?? 0,
        after: null,
        moved: null,
        same: false,
      });
      i += 1;
    } else {
      rows.push({
        before: null,
        after: come[j] ?? 0,
        moved: null,
        same: false,
      });
      j += 1;
    }
  }
  return rows;
}

/** Of what went in one place and came in another, says so in both. */
function followMoved(
  rows: Row[],
  before: readonly Block[],
  after: readonly Block[],
): Row[] {
  const gone = rows.filter(row => row.after === null);
  for (const row of rows) {
    if (row.before !== null) continue;
    const here = after[row.after ?? 0]?.text ?? '';
    if (here.length < OWN_WORDS) continue;
    const [from] = gone
      .filter(({ after: taken }) => taken === null)
      .map(one => ({
        one,
        like: likeness(before[one.before ?? 0]?.text ?? '', here),
      }))
      .filter(({ like }) => like >= 2 * ALIKE)
      .sort((a, b) => b.like - a.like);
    if (!from) continue;
    row.before = from.one.before;
    row.moved = 'here';
    row.same = from.like === 1;
    from.one.after = row.after;
    from.one.moved = 'away';
    from.one.same = row.same;
  }
  return rows;
}

/** How much two texts share, 0 to 1: pairs of characters in both (Dice). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i += 1) {
    const pair = a.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i += 1) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0;
    if (left === 0) continue;
    pairs.set(b.slice(i, i + 2), left - 1);
    shared += 1;
  }
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

/** A figure, a word of letters, or one character: what is replaced whole. */
const TOKEN =
  /[零〇一二三四五六七八九十百千万亿两]+|\p{N}[\p{N}.,]*|\p{L}(?<=\p{Script=Han})|(?:(?!\p{Script=Han})\p{L}\p{M}*)+(?:['’](?!\p{Script=Han})\p{L}+)*|\s+|\P{L}\p{M}*/gu;

const SENTENCE =
  /[^。！？!?\n]*(?:[。！？!?]+[”」』’"')）]*|\n|[^。！？!?\n]$)\s*/gu;

/** More changes than this and a text counts as replaced whole. */
const MOST_CHANGES = 2000;

/** What changed from one text to another, by characters, figures and words. */
export const diffCharacters = (before: string, after: string): Piece[] =>
  diff(before.match(TOKEN) ?? [], after.match(TOKEN) ?? []);

/** The same by sentences: one that changed is replaced whole. */
export const diffSentences = (before: string, after: string): Piece[] =>
  diff(sentencesIn(before), sentencesIn(after));

function sentencesIn(text: string): string[] {
  const found = text.match(SENTENCE) ?? [];
  const rest = text.slice(found.join('').length);
  return rest === '' ? found : [...found, rest];
}

function diff(before: string[], after: string[]): Piece[] {
  const parts = diffArrays(before, after, { maxEditLength: MOST_CHANGES });
  if (!parts) {
    return [
      { text: before.join(''), type: 'removed' },
      { text: after.join(''), type: 'added' },
    ];
  }
  return parts.map(({ value, added, removed }) => ({
    text: value.join(''),
    type: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
