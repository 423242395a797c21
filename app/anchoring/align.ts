/**
 * Alignments by edit distance: insertions, deletions and replacements of UTF-16
 * units count one each (Levenshtein; the free ends are Sellers', 1980).
 */

/** Longest pattern and widest window that are aligned. */
const ROWS = 160;
const COLUMNS = 512;

const pattern = new Uint16Array(ROWS);
const window = new Uint16Array(COLUMNS);
const row = new Int32Array(COLUMNS + 1);

/** More than any cost, so that a cost and a column fit into one number. */
const SCALE = 1024;

function load(
  into: Uint16Array,
  text: string,
  from: number,
  to: number,
  forward: boolean,
): number {
  const length = to - from;
  for (let i = 0; i < length; i += 1) {
    into[i] = text.charCodeAt(forward ? from + i : to - 1 - i);
  }
  return length;
}

/** Costs of the next pattern character against each column of the window. */
function advance(character: number, width: number): void {
  let diagonal = row[0] ?? 0;
  let left = diagonal + SCALE;
  row[0] = left;
  for (let j = 1; j <= width; j += 1) {
    const up = row[j] ?? 0;
    let best = window[j - 1] === character ? diagonal : diagonal + SCALE;
    if (up + SCALE < best) best = up + SCALE;
    if (left + SCALE < best) best = left + SCALE;
    row[j] = best;
    diagonal = up;
    left = best;
  }
}

/**
 * Where the boundary between `context` and `words`, which follows it, lies in
 * `text.slice(from, to)`, of all cheapest ways to lay them there. Where several
 * are equally cheap, the one that leaves the least to the words: what was cut out
 * must not live on in what it happens to share with its neighbours.
 *
 * Backwards, `words` come before `context`.
 */
export function boundary(
  context: string,
  words: string,
  text: string,
  from: number,
  to: number,
  forward: boolean,
): number {
  const low = Math.max(0, from);
  const high = Math.min(text.length, to, low + COLUMNS);
  const width = load(window, text, low, high, forward);
  const before = load(pattern, context, 0, context.length, forward);
  row.fill(0, 0, width + 1);
  for (let i = 0; i < before; i += 1) advance(pattern[i] ?? 0, width);
  // From here on a cell remembers the column of its boundary, the later the better.
  for (let j = 0; j <= width; j += 1) {
    row[j] = (row[j] ?? 0) + (width - j);
  }
  const after = load(pattern, words, 0, words.length, forward);
  for (let i = 0; i < after; i += 1) advance(pattern[i] ?? 0, width);
  let best = Infinity;
  for (let j = 0; j <= width; j += 1) {
    const value = row[j] ?? 0;
    if (value < best) best = value;
  }
  const column = width - (best % SCALE);
  return forward ? low + column : high - column;
}

/**
 * How far `context` is from what ends at `at` (or, forwards, begins there), and
 * how many units of the text that takes: its far end is free.
 */
export function contextFit(
  context: string,
  text: string,
  at: number,
  forward: boolean,
): { cost: number; units: number } {
  const reach = context.length + (context.length >> 1);
  const from = forward ? at : Math.max(0, at - reach);
  const to = forward ? Math.min(text.length, at + reach) : at;
  const width = load(window, text, from, to, forward);
  // Read away from `at`, whichever way that is.
  const length = load(pattern, context, 0, context.length, forward);
  for (let j = 0; j <= width; j += 1) row[j] = j * SCALE;
  for (let i = 0; i < length; i += 1) advance(pattern[i] ?? 0, width);
  let units = 0;
  for (let j = 1; j <= width; j += 1) {
    if ((row[j] ?? 0) <= (row[units] ?? 0)) units = j;
  }
  return { cost: (row[units] ?? 0) / SCALE, units };
}

/** Up to this many units a quote is compared unit by unit. */
const CLOSELY = 128;

/** How alike two texts are, 0 to 1: 1 − edit distance ÷ the longer one's length. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  if (longest > CLOSELY) return roughLikeness(a, b);
  const width = load(window, b, 0, b.length, true);
  const length = load(pattern, a, 0, a.length, true);
  for (let j = 0; j <= width; j += 1) row[j] = j * SCALE;
  for (let i = 0; i < length; i += 1) advance(pattern[i] ?? 0, width);
  return 1 - (row[width] ?? 0) / SCALE / longest;
}

/**
 * The same of long texts, in linear time: the share of runs of three that both
 * have (Dice), which an edit costs up to three of.
 */
function roughLikeness(a: string, b: string): number {
  const runs = new Map<string, number>();
  for (let i = 0; i + 3 <= a.length; i += 1) {
    const run = a.slice(i, i + 3);
    runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 3 <= b.length; i += 1) {
    const run = b.slice(i, i + 3);
    const left = runs.get(run) ?? 0;
    if (left === 0) continue;
    runs.set(run, left - 1);
    shared += 1;
  }
  const dice = (2 * shared) / Math.max(1, a.length + b.length - 4);
  return 1 - (1 - Math.min(1, dice)) / 2;
}
