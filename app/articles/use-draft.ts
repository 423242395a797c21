import { useCallback, useEffect, useRef, useState } from 'react';

import type { Passage } from '#app/articles/article.ts';
import { joinEdits, type TextEdit } from '#app/articles/text-edit.ts';
import { ask } from '#app/live/ask.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox } from '#app/live/page-outbox.ts';

/** `conflict`: somebody else has kept the draft meanwhile. */
export type DraftState = 'saved' | 'typing' | 'saving' | 'conflict' | 'refused';

/** How long somebody has to stop typing before it is kept, in milliseconds. */
const PAUSE_MS = 800;

/**
 * Keeps a draft as it is typed. One keeping at a time: what is typed meanwhile is
 * kept with the next.
 *
 * @param revision of the draft that was opened; null where there was none
 */
export function useDraft(
  article: string,
  base: number,
  revision: number | null,
) {
  const [state, setState] = useState<DraftState>('saved');
  const [fault, setFault] = useState<string | null>(null);
  const passages = useRef<Passage[] | null>(null);
  const edits = useRef<TextEdit[]>([]);
  const etag = useRef(revision === null ? undefined : `"${revision}"`);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const underway = useRef<Promise<boolean> | null>(null);

  const send = useCallback(async (): Promise<boolean> => {
    const words = passages.current;
    if (!words) return true;
    const changes = joinEdits(edits.current);
    passages.current = null;
    edits.current = [];
    setState('saving');
    try {
      const answer = await outbox.send({
        method: 'PUT',
        path: `/articles/${article}/draft`,
        body: { base, passages: words, edits: changes },
        of: `draft.${article}`,
        etag: etag.current,
      });
      if (answer.etag) etag.current = answer.etag;
      setState(passages.current ? 'typing' : 'saved');
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What was typed is still here, and is kept with what comes.
      passages.current ??= words;
      edits.current = [...changes, ...edits.current];
      // Begun by somebody else meanwhile, or changed: what is there has its number.
      const isConflict = [STALE, UNSEEN].includes(error.status);
      const there = isConflict
        ? ((await ask(`/articles/${article}/draft`)) as Revised | null)
        : null;
      if (there) etag.current = `"${there.revision}"`;
      setFault(error.message);
      setState(isConflict ? 'conflict' : 'refused');
      return false;
    }
  }, [article, base]);

  /** Keeps what is not kept yet; false where the server will not have it. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    while (underway.current) await underway.current;
    const work = send();
    underway.current = work;
    try {
      return await work;
    } finally {
      underway.current = null;
    }
  }, [send]);

  const change = useCallback(
    (words: Passage[], made: TextEdit[]): void => {
      passages.current = words;
      edits.current.push(...made);
      setState(now =>
        now === 'conflict' || now === 'refused' ? now : 'typing',
      );
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE_MS);
    },
    [flush],
  );

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (!passages.current) return;
      void flush();
      event.preventDefault();
    };
    addEventListener('beforeunload', onLeave);
    return () => {
      removeEventListener('beforeunload', onLeave);
      clearTimeout(timer.current);
      if (passages.current) void flush();
    };
  }, [flush]);

  return { state, fault, change, flush, etag };
}

/** Precondition Failed (RFC 9110), and Precondition Required (RFC 6585). */
const STALE = 412;
const UNSEEN = 428;

type Revised = { revision: number };
