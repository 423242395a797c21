import type { Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';

/** What a person has made of words: checked, being checked, or nothing to check. */
export const CHECK_STATES = ['checked', 'in-progress', 'not-needed'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** A span with what is to be made of it: UTF-16 offsets into the version's text, half-open. */
export type CheckSpan = {
  start: number;
  end: number;
  /** `unchecked` takes what lay there away. */
  state: CheckState | 'unchecked';
};

/** One person's mark on words of a version. Those of one person never overlap. */
export type Check = {
  start: number;
  end: number;
  state: CheckState;
  /** Id of whoever made it. */
  person: string;
  /** Whether the words under it, or their speaker, have changed since. */
  stale: boolean;
};

/**
 * A person's marks with spans laid over them: what they cover is replaced, what
 * they don't stays, cut where they begin or end. Of spans that overlap each other
 * the later counts. Sorted, without overlaps.
 */
export function layOver<T extends Ranged>(
  before: readonly T[],
  spans: readonly CheckSpan[],
  made: (span: CheckSpan & { state: CheckState }) => T,
): T[] {
  let marks = [...before];
  for (const span of spans) {
    marks = marks.flatMap(mark => without(mark, span));
    const { state } = span;
    if (state !== 'unchecked') marks.push(made({ ...span, state }));
  }
  return marks.sort((a, b) => a.start - b.start);
}

type Ranged = { start: number; end: number };

/** What is left of a mark where a span takes its place. */
function without<T extends Ranged>(mark: T, { start, end }: Ranged): T[] {
  if (mark.end <= start || end <= mark.start) return [mark];
  const left = mark.start < start ? [{ ...mark, end: start }] : [];
  const right = end < mark.end ? [{ ...mark, start: end }] : [];
  return [...left, ...right];
}

/** Spans as few as can be: sorted, those that overlap or touch made one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/**
 * A span cut where sentences begin, so that a change of one voids what was said of
 * it alone. White space after a sentence goes with it.
 *
 * @param sentences the version's own, sorted
 */
export function bySentence<T extends Ranged>(
  span: T,
  sentences: readonly Span[],
): T[] {
  const cuts = startsWithin(sentences, span);
  const edges = [span.start, ...cuts, span.end];
  return edges
    .slice(1)
    .map((end, i) => ({ ...span, start: edges[i] ?? span.start, end }));
}

function startsWithin(
  sentences: readonly Span[],
  { start, end }: Ranged,
): number[] {
  const from = lowest(
    0,
    sentences.length,
    i => (sentences[i]?.[0] ?? 0) > start,
  );
  const cuts: number[] = [];
  for (let i = from; i < sentences.length; i += 1) {
    const at = sentences[i]?.[0] ?? end;
    if (at >= end) break;
    cuts.push(at);
  }
  return cuts;
}
