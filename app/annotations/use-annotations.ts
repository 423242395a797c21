import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import {
  isBare,
  type Annotation,
  type AnnotationContent,
} from '#app/annotations/annotation.ts';
import {
  AnnotationStore,
  type Notice,
  type Present,
} from '#app/annotations/annotation-store.ts';
import {
  countsOf,
  matches,
  partsOf,
  type Counts,
  type Filter,
} from '#app/annotations/filter.ts';
import { EMPTY } from '#app/annotations/history.ts';
import { marksOf } from '#app/annotations/marks.ts';
import type { Article } from '#app/articles/article.ts';
import { ask } from '#app/live/ask.ts';
import { followArticle } from '#app/live/events.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { sessionShelf } from '#app/live/session-shelf.ts';
import type { Account } from '#app/people/person.ts';
import type { Mark } from '#app/reader/marks/mark.ts';
import { useAfterPaint } from '#app/ui/use-after-paint.ts';

type Given = {
  article: Article;
  /** Those that the page was loaded with. */
  annotations: Annotation[];
  me: Account;
  base: string;
  /** Where the activity log was when the page was loaded. */
  position: string;
  filter: Filter;
  active: string | null;
};

/** An article's annotations as the desk shows them; all lists are in text order. */
export type Annotations = {
  store: AnnotationStore;
  notice: Notice | null;
  byId: ReadonlyMap<string, Annotation>;
  /** All of them. The marks come first; this and what follows, a frame later. */
  annotations: readonly Annotation[];
  /** What is painted, of all of them. */
  marks: Mark[];
  counts: Counts;
  /** Those that the filter lets through. */
  filtered: readonly Annotation[];
  /** Those of them that have a card. */
  cards: readonly Annotation[];
};

/** Keeps an article's annotations, and what the filter shows of them. */
export function useAnnotations(given: Given): Annotations {
  const { filter, active, me } = given;
  const [store] = useState(() => storeOf(given));
  const { article, position } = given;
  useEffect(
    () => followArticle(article.id, position, event => store.receive(event)),
    [article.id, position, store],
  );
  const now = useSyncExternalStore(
    store.subscribe,
    store.snapshot,
    store.snapshot,
  );
  const { annotations } = useAfterPaint(now);
  const marks = useMemo(() => marksOf(now.annotations), [now.annotations]);
  const counts = useMemo(
    () => countsOf(annotations, filter, me.id),
    [annotations, filter, me.id],
  );
  const filtered = useMemo(
    () =>
      partsOf(filter).length === 0
        ? annotations
        : annotations.filter(a => matches(filter, me.id, a)),
    [annotations, filter, me.id],
  );
  // A highlight that says nothing has its card only when it is asked for.
  const cards = useMemo(
    () =>
      filtered.filter(
        a => !isBare(a) || filter.kind === 'highlight' || a.id === active,
      ),
    [filtered, filter.kind, active],
  );
  const { notice, byId } = now;
  return { store, notice, byId, annotations, marks, counts, filtered, cards };
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
