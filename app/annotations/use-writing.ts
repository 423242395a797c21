import { useEffect, useState } from 'react';

import type { Kind } from '#app/annotations/annotation.ts';
import type { Words } from '#app/annotations/AnnotationForm.tsx';
import type { Span } from '#app/articles/article.ts';
import type { DraftShelf } from '#app/live/drafts.ts';

/** A form that is open on a selection, or with null on the whole article. */
export type Writing = { span: Span | null; kind: Kind };

const NO_WORDS: Words = { body: '', tags: { names: [], typed: '' } };

/** What is being written, and its form. */
export type UseWriting = {
  writing: Writing | null;
  open(writing: Writing): void;
  /** Keeps what is typed. */
  keep(words: Words): void;
  /** Closes the form, and forgets what was typed. */
  close(): void;
  /** What the form opens with. */
  words(): Words;
};

/** What is being written on an article; it comes back after a reload. */
export function useWriting(
  drafts: DraftShelf,
  articleId: string,
  textLength: number,
): UseWriting {
  const name = `article.${articleId}`;
  const [writing, setWriting] = useState<Writing | null>(null);

  useEffect(() => {
    const kept = read(drafts.read(name));
    const end = kept?.writing.span?.[1] ?? 0;
    if (kept && end <= textLength) setWriting(kept.writing);
  }, [drafts, name, textLength]);

  return {
    writing,
    open: setWriting,
    keep: words => drafts.write(name, JSON.stringify({ writing, words })),
    close: () => {
      drafts.write(name, '');
      setWriting(null);
    },
    words: () => read(drafts.read(name))?.words ?? NO_WORDS,
  };
}

function read(kept: string | null): { writing: Writing; words: Words } | null {
  if (kept === null) return null;
  try {
    const { writing, words } = JSON.parse(kept) as Partial<{
      writing: Writing;
      words: Words;
    }>;
    return writing && words?.tags ? { writing, words } : null;
  } catch {
    return null;
  }
}
