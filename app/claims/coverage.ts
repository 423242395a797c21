import type { Span } from '#app/articles/article.ts';
import type { Check } from '#app/claims/check.ts';
import { isConclusive, type Verdict } from '#app/claims/claim.ts';

/** What a character can be, what counts first first (contract 7). */
export const COVERAGE_STATES = [
  'stale',
  'disputed',
  'in-progress',
  'checked',
  'not-needed',
  'unchecked',
] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** A run of characters of one state: UTF-16 offsets into the version's text, half-open. */
export type CoverageRun = {
  start: number;
  end: number;
  state: CoverageState;
  /** Ids of those whose marks or claims make it so, sorted; none where it is unchecked. */
  by: readonly string[];
};

/** What of a version is checked, as somebody sees it. */
export type CoverageView = {
  runs: readonly CoverageRun[];
  /** Where two people have to check without seeing each other's marks: sorted, apart. */
  pairs: readonly Span[];
};

/** A claim's place in the version, and how it stands. */
export type ClaimPlace = {
  start: number;
  end: number;
  verdict: Verdict;
  /** Whether its verdict fell because its words changed, or what it rested on. */
  voided: boolean;
  /** Id of whoever checks it. */
  person: string;
};

/** All that lies on a version's text. */
export type Covering = {
  /** Length of the text, UTF-16 units. */
  length: number;
  checks: readonly Check[];
  claims: readonly ClaimPlace[];
  /** Where two people have to check without seeing each other's marks: sorted, apart. */
  pairs: readonly Span[];
};

/** How a claim stands in coverage. */
export function stateOfClaim({ verdict, voided }: ClaimPlace): CoverageState {
  if (voided) return 'stale';
  if (verdict === 'accurate') return 'checked';
  return isConclusive(verdict) || verdict === 'unverifiable'
    ? 'disputed'
    : 'in-progress';
}

const RANK = Object.fromEntries(
  COVERAGE_STATES.map((state, rank) => [state, rank]),
) as Record<CoverageState, number>;

const IN_PROGRESS = RANK['in-progress'];
const CHECKED = RANK.checked;
const NOT_NEEDED = RANK['not-needed'];
const UNCHECKED = RANK.unchecked;

/** A viewer who made none of the marks: what files and public states are seen by. */
export const BYSTANDER = '';

/**
 * The state of every character, as runs that are sorted, adjacent and cover the
 * text from 0 to its length. Within pairs, other people's marks are left out for
 * a viewer until two people have come to an end.
 *
 * @param viewer whose view it is; null for how it is in truth
 */
export function coverageOf(
  { length, checks, claims, pairs }: Covering,
  viewer: string | null,
): CoverageRun[] {
  const count = checks.length + claims.length;
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const ranks = new Uint8Array(count);
  // Each mark's person, as the list of those who make it so: one for each person.
  const people: (readonly string[])[] = [];
  const lists = new Map<string, readonly string[]>();
  let n = 0;
  const add = (
    at: { start: number; end: number },
    rank: number,
    person: string,
  ) => {
    const start = Math.max(0, at.start);
    const end = Math.min(length, at.end);
    if (end <= start) return;
    starts[n] = start;
    ends[n] = end;
    ranks[n] = rank;
    const list = lists.get(person) ?? [person];
    lists.set(person, list);
    people.push(list);
    n += 1;
  };
  for (const one of checks) {
    add(one, one.stale ? RANK.stale : RANK[one.state], one.person);
  }
  const claimsFrom = n;
  for (const one of claims) add(one, RANK[stateOfClaim(one)], one.person);

  const opening = inOrder(starts, n);
  const closing = inOrder(ends, n);
  const active = new Set<number>();
  const runs: CoverageRun[] = [];
  const say = (start: number, end: number, { rank, by }: Standing) => {
    if (end <= start) return;
    const state = COVERAGE_STATES[rank] ?? 'unchecked';
    const last = runs.at(-1);
    if (last?.state === state && same(last.by, by)) last.end = end;
    else runs.push({ start, end, state, by });
  };

  let [o, c, p, at] = [0, 0, 0, 0];
  while (at < length) {
    while (c < n && (ends[closing[c] ?? 0] ?? 0) <= at) {
      active.delete(closing[c] ?? 0);
      c += 1;
    }
    while (o < n && (starts[opening[o] ?? 0] ?? 0) <= at) {
      const one = opening[o] ?? 0;
      if ((ends[one] ?? 0) > at) active.add(one);
      o += 1;
    }
    while (p < pairs.length && (pairs[p]?.[1] ?? 0) <= at) p += 1;
    const pair = pairs[p];
    const inPair = pair !== undefined && pair[0] <= at;
    const next = Math.min(
      length,
      o < n ? (starts[opening[o] ?? 0] ?? length) : length,
      c < n ? (ends[closing[c] ?? 0] ?? length) : length,
      pair ? (inPair ? pair[1] : pair[0]) : length,
    );
    say(at, next, settle(active, inPair));
    at = next;
  }
  return runs;

  /** What the marks that lie on a character come to. */
  function settle(lying: ReadonlySet<number>, inPair: boolean): Standing {
    const standing: Standing = { rank: UNCHECKED, by: NOBODY };
    const own = inPair ? new Map<readonly string[], number>() : null;
    for (const one of lying) {
      const rank = ranks[one] ?? 0;
      const by = people[one] ?? NOBODY;
      if (own && one < claimsFrom) own.set(by, rank);
      else take(standing, rank, by);
    }
    if (own) settlePair(standing, own, viewer);
    if (standing.by.length > 1) standing.by = [...standing.by].sort();
    return standing;
  }
}

/** What a run of characters is, and by whom. */
type Standing = { rank: number; by: readonly string[] };

/** What counts first wins; those who say the same are named together. */
function take(standing: Standing, rank: number, by: readonly string[]): void {
  if (rank < standing.rank) {
    standing.rank = rank;
    standing.by = by;
  } else if (
    rank === standing.rank &&
    rank !== UNCHECKED &&
    by !== standing.by
  ) {
    const [person = ''] = by;
    if (!standing.by.includes(person)) standing.by = [...standing.by, person];
  }
}

/** What the marks in a pair come to, by whose they are. */
function settlePair(
  standing: Standing,
  own: ReadonlyMap<readonly string[], number>,
  viewer: string | null,
): void {
  const all = [...own.values()];
  const of = (rank: number): number => all.filter(one => one === rank).length;
  const ended = of(CHECKED) + of(NOT_NEEDED);
  for (const [by, rank] of own) {
    // Marks that fell were both in before; fresh ones are once two have ended.
    const isShown = (rank === RANK.stale ? of(rank) : ended) >= 2;
    if (viewer !== null && by[0] !== viewer && !isShown) continue;
    // One of two is on the way; two of one mind have come to an end.
    const isEnd = rank === CHECKED || rank === NOT_NEEDED;
    take(standing, isEnd && of(rank) < 2 ? IN_PROGRESS : rank, by);
  }
}

/** Indices of the first `n` offsets, lowest offset first. */
function inOrder(offsets: Int32Array, n: number): Int32Array {
  // One number each, which sorts without a function to ask.
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i += 1) keys[i] = (offsets[i] ?? 0) * ROOM + i;
  keys.sort();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = (keys[i] ?? 0) % ROOM;
  return order;
}

/** More than there are marks on a version: an offset times this is a whole number still. */
const ROOM = 2 ** 31;

const NOBODY: readonly string[] = [];

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => one === b[i]));

/** How many characters are of each state. */
export function totalsOf(
  runs: readonly CoverageRun[],
): Record<CoverageState, number> {
  const totals = Object.fromEntries(
    COVERAGE_STATES.map(state => [state, 0]),
  ) as Record<CoverageState, number>;
  for (const { start, end, state } of runs) totals[state] += end - start;
  return totals;
}

/** Whether anything of it was checked, or is on the way. */
export const isBegun = (runs: readonly CoverageRun[]): boolean =>
  runs.some(({ state }) => state !== 'unchecked');

/** States in which nothing is left to be done by those who check. */
const SETTLED: ReadonlySet<CoverageState> = new Set([
  'checked',
  'not-needed',
  'disputed',
]);

export const isSettled = (state: CoverageState): boolean => SETTLED.has(state);

/**
 * Which sentences are checked: those whose every character that isn't white
 * space is checked, not needed or disputed.
 *
 * @param sentences the version's own, sorted
 */
export function checkedSentences(
  text: string,
  sentences: readonly Span[],
  runs: readonly CoverageRun[],
): boolean[] {
  let at = 0;
  return sentences.map(([start, end]) => {
    while (at < runs.length && (runs[at]?.end ?? 0) <= start) at += 1;
    for (let i = at; i < runs.length; i += 1) {
      const run = runs[i];
      if (!run || run.start >= end) break;
      if (SETTLED.has(run.state)) continue;
      const open = text.slice(
        Math.max(start, run.start),
        Math.min(end, run.end),
      );
      if (/\S/.test(open)) return false;
    }
    return true;
  });
}
