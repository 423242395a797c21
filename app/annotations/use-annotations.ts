import { useEffect, useMemo, useState, type RefObject } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { AnnotationContent } from '#app/annotations/annotation.ts';
import {
  AnnotationStore,
  type Notice,
  type Present,
} from '#app/annotations/annotation-store.ts';
import {
  countsOf,
  filtered as filteredBy,
  type Counts,
  type Filter,
} from '#app/annotations/filter.ts';
import { EMPTY } from '#app/annotations/history.ts';
import type { Article } from '#app/articles/article.ts';
import { ask } from '#app/live/ask.ts';
import { followArticle } from '#app/live/events.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { sessionShelf } from '#app/live/session-shelf.ts';
import type { Account } from '#app/people/person.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { afterPaint } from '#app/ui/after-paint.ts';

type Given = {
  article: Article;
  /** Those that the page was loaded with. */
  annotations: AnnotationList;
  me: Account;
  base: string;
  /** Where the activity log was when the page was loaded. */
  position: string;
  filter: Filter;
  active: string | null;
  reader: RefObject<ReaderHandle>;
};

/** An article's annotations as the desk shows them. */
export type Annotations = {
  store: AnnotationStore;
  notice: Notice | null;
  /** All of them. Their marks are painted first; this and what follows, a frame later. */
  annotations: AnnotationList;
  counts: Counts;
  /** Those that the filter lets through. */
  filtered: AnnotationList;
  /** Those of them that have a card. */
  cards: AnnotationList;
};

/** Keeps an article's annotations, and what the filter shows of them. */
export function useAnnotations(given: Given): Annotations {
  const { filter, active, me, reader } = given;
  const [store] = useState(() => storeOf(given));
  const { article, position } = given;
  useEffect(
    () => followArticle(article.id, position, event => store.receive(event)),
    [article.id, position, store],
  );
  const [{ annotations, notice }, setSnapshot] = useState(store.snapshot);
  useEffect(() => {
    let callOff: (() => void) | null = null;
    const stop = store.subscribe(() => {
      reader.current?.showMarks(store.snapshot().annotations.marks);
      callOff ??= afterPaint(() => {
        callOff = null;
        setSnapshot(store.snapshot());
      });
    });
    return () => {
      stop();
      callOff?.();
    };
  }, [reader, store]);
  const counts = useMemo(
    () => countsOf(annotations, filter, me.id),
    [annotations, filter, me.id],
  );
  const filtered = useMemo(
    () => filteredBy(annotations, filter, me.id),
    [annotations, filter, me.id],
  );
  // A highlight that says nothing has its card only when it is asked for.
  const cards = useMemo(() => {
    if (filter.kind === 'highlight') return filtered;
    const asked = active === null ? -1 : filtered.indexOf(active);
    return filtered.where(i => i === asked || !filtered.isBare(i));
  }, [filtered, filter.kind, active]);
  return { store, notice, annotations, counts, filtered, cards };
}

const storeOf = ({ article, annotations, me, base }: Given): AnnotationStore =>
  new AnnotationStore({
    article: article.id,
    version: article.version,
    text: article.text,
    annotations,
    me,
    base,
    history: sessionShelf(`history.${me.id}.${article.id}`, EMPTY),
    send: change => outbox.send(change),
    ask: async id => presentIn(await ask(`/annotations/${id}/history?limit=1`)),
  });

/** The newest line of a history says how things stand. */
function presentIn(history: unknown): Present | null {
  // Our own API, of the same build as this page.
  const newest = (history as History | null)?.items[0];
  if (!newest) return null;
  const { kind, colour, body, tags, visibility, resolved } = newest.detail;
  const content = { kind, colour, body, tags, visibility, resolved };
  return { content, revision: newest.revision };
}

type History = { items: { detail: AnnotationContent; revision: number }[] };
