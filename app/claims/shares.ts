import type { Block, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { CoverageRun } from '#app/claims/coverage.ts';

/** A part of an article that coverage is told of: a section, or what somebody says. */
export type Part = {
  /** A heading's words, or a name; empty for what stands before the first heading. */
  name: string;
  /** UTF-16 offsets into the version's text, half-open, in order. */
  spans: Span[];
};

/** An article's sections, what stands before the first heading among them. */
export function sectionsIn(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [];
  for (const { type, text, start, end } of blocks) {
    const last = parts.at(-1);
    if (type === 'heading' || !last) {
      const name = type === 'heading' ? text : '';
      parts.push({ name, spans: [[start, end]] });
    } else if (last.spans[0]) last.spans[0][1] = end;
  }
  return parts;
}

/** Who speaks, in the order in which they begin to, with all that they say. */
export function speakersIn(blocks: readonly Block[]): Part[] {
  const parts = new Map<string, Span[]>();
  for (const { speaker, start, end } of blocks) {
    if (!speaker) continue;
    parts.set(speaker, [...(parts.get(speaker) ?? []), [start, end]]);
  }
  return [...parts].map(([name, spans]) => ({ name, spans }));
}

/**
 * What lies on some spans, laid end to end from 0: as `CoverageBar` draws it.
 * White space that nothing lies on is left out: between sentences there is
 * nothing to check.
 */
export function runsOn(
  text: string,
  runs: readonly CoverageRun[],
  spans: readonly Span[],
): CoverageRun[] {
  const laid: CoverageRun[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    for (const run of runs) {
      const start = Math.max(from, run.start);
      const end = Math.min(to, run.end);
      const open = run.state === 'unchecked';
      if (start >= end || (open && !/\S/.test(text.slice(start, end))))
        continue;
      laid.push({ ...run, start: at, end: at + end - start });
      at += end - start;
    }
  }
  return laid;
}

/** Sentences, and how many of them are checked. */
export type SentenceCount = { total: number; checked: number };

/**
 * How many of the sentences that begin in some spans are checked.
 *
 * @param sentences the version's own, sorted
 * @param done which of them are checked
 */
export function sentencesOn(
  sentences: readonly Span[],
  done: readonly boolean[],
  spans: readonly Span[],
): SentenceCount {
  const at = (offset: number): number =>
    lowest(0, sentences.length, i => (sentences[i]?.[0] ?? 0) >= offset);
  const counted = { total: 0, checked: 0 };
  for (const [from, to] of spans) {
    const there = done.slice(at(from), at(to));
    counted.total += there.length;
    counted.checked += there.filter(Boolean).length;
  }
  return counted;
}
