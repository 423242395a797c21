import { useCallback, useMemo, useState } from 'react';

import type { Article, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { CheckSpan } from '#app/claims/check.ts';
import type { CoverageStore } from '#app/claims/coverage-store.ts';
import { checkedSentences, type CoverageRun } from '#app/claims/coverage.ts';

/** Sentence by sentence: which one is meant, and ways from one to another. */
export type CheckMode = {
  /** The sentence that is looked at; null while the mode is off. */
  sentence: Span | null;
  /** Its place among the sentences, from 0. */
  at: number;
  /** Which sentences are checked. */
  done: readonly boolean[];
  /** Goes to a sentence near an offset. */
  start(offset: number): void;
  step(by: 1 | -1): boolean;
  /** The next sentence after an offset in which something is unchecked, or the first; null for none. */
  unchecked(after: number): Span | null;
  /** The first sentence that begins in a span and is unchecked, or the first that does; null for none. */
  within(span: Span): Span | null;
  go(sentence: Span): void;
  /** Marks words, and where they are the sentence itself goes on to the next. */
  mark(span: Span, state: CheckSpan['state']): void;
  /** Takes the last mark back; false where there is none. */
  undo(): boolean;
};

export function useCheckMode({
  article,
  on,
  runs,
  store,
  scrollTo,
}: {
  article: Article;
  on: boolean;
  runs: readonly CoverageRun[];
  store: CoverageStore;
  scrollTo(offset: number): void;
}): CheckMode {
  const { text, sentences } = article;
  const [at, setAt] = useState(0);
  const done = useMemo(
    () => checkedSentences(text, sentences, runs),
    [runs, sentences, text],
  );
  const indexOf = useCallback(
    (offset: number): number =>
      Math.min(
        lowest(0, sentences.length, i => (sentences[i]?.[1] ?? 0) > offset),
        sentences.length - 1,
      ),
    [sentences],
  );
  const show = (index: number): void => {
    setAt(index);
    const [start] = sentences[index] ?? [0];
    requestAnimationFrame(() => scrollTo(start));
  };
  const step = (by: 1 | -1): boolean => {
    const to = at + by;
    if (to < 0 || to >= sentences.length) return false;
    show(to);
    return true;
  };
  return {
    sentence: on ? (sentences[at] ?? null) : null,
    ...{ at, done, step },
    start: offset => show(indexOf(offset)),
    unchecked: after => {
      const from = indexOf(after);
      const order = [...sentences.keys()].map(
        i => (from + 1 + i) % sentences.length,
      );
      const to = order.find(i => !done[i]);
      return to === undefined ? null : (sentences[to] ?? null);
    },
    within: ([start, end]) => {
      const there = [...sentences.keys()].filter(i => {
        const from = sentences[i]?.[0] ?? -1;
        return start <= from && from < end;
      });
      const to = there.find(i => !done[i]) ?? there[0];
      return to === undefined ? null : (sentences[to] ?? null);
    },
    go: ([start]) => show(indexOf(start)),
    mark: ([start, end], state) => {
      store.lay([{ start, end, state }]);
      const [from, to] = sentences[at] ?? [];
      if (on && start === from && end === to) step(1);
    },
    undo: () => {
      const back = store.undo();
      if (back && on) show(indexOf(back.start));
      return back !== null;
    },
  };
}
