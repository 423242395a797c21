import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { AnnotationContent, Reply } from '#app/annotations/annotation.ts';
import {
  AnnotationStore,
  type Notice,
  type Standing,
} from '#app/annotations/annotation-store.ts';
import {
  countsOf,
  filtered as filteredBy,
  type Counts,
  type Filter,
} from '#app/annotations/filter.ts';
import { EMPTY, type Operation } from '#app/annotations/history.ts';
import type { Article } from '#app/articles/article.ts';
import type { CoverageStore } from '#app/claims/coverage-store.ts';
import { EvidenceStore } from '#app/claims/evidence-store.ts';
import { ask } from '#app/live/ask.ts';
import { attend } from '#app/live/attendance.ts';
import type { Present } from '#app/live/event.ts';
import { outbox, useOutbox } from '#app/live/page-outbox.ts';
import { SharedStream } from '#app/live/shared-stream.ts';
import {
  ThreadStore,
  type ReplyOperation,
} from '#app/annotations/thread-store.ts';
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
  /** How many replies each thread has. */
  threads: readonly { id: string; count: number }[];
  /** What is checked: told of what happens. */
  coverage: CoverageStore;
  /** Something came into this person's inbox. */
  onNotice(): void;
  /** The article has gone on to another version. */
  onVersion(version: number): void;
  /** A reply was refused; what was written goes back into its form. */
  onRefusedReply(reply: Reply, detail: string): void;
};

/** An article's annotations as the desk shows them. */
export type Annotations = {
  store: AnnotationStore;
  threads: ThreadStore;
  evidence: EvidenceStore;
  /** Who else has the article open. */
  present: readonly Present[];
  /** Tells the others what is selected here. */
  tellSelection(selection: Present['selection']): void;
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
  const [threads] = useState(() => threadsOf(given));
  const [evidence] = useState(
    () => new EvidenceStore({ ask, send: change => outbox.send(change) }),
  );
  const [present, setPresent] = useState<readonly Present[]>([]);
  const { article, coverage, position, onNotice, onVersion } = given;
  useOutbox(me.id);
  useEffect(() => {
    let gone = false;
    void outbox.takeOver(article.id).then(waiting => {
      for (const { kept, answered } of waiting) {
        if (gone) return;
        // This page's own build wrote it.
        const operation = kept.about?.operation as Operation | ReplyOperation;
        if (operation.type.startsWith('reply')) {
          threads.adopt(operation as ReplyOperation, answered);
        } else store.adopt(operation as Operation, answered);
      }
    });
    return () => {
      gone = true;
    };
  }, [article.id, store, threads]);
  const attendance = useRef<ReturnType<typeof attend> | null>(null);
  useEffect(() => {
    const stream = new SharedStream(me.id, position, {
      article: article.id,
      onEvent: event => {
        store.receive(event);
        threads.receive(event);
        coverage.heard(event);
        if (event.claim) evidence.heard(event.claim.id);
        if (event.verb.startsWith('source.')) evidence.refresh();
        if (event.verb.startsWith('notice.')) onNotice();
        if (event.version && event.article === article.id) {
          onVersion(event.version);
        }
      },
      onPresence: people =>
        setPresent(people.filter(({ tab }) => tab !== stream.tab)),
    });
    attendance.current = attend(article.id, stream.tab);
    return () => {
      attendance.current?.stop();
      stream.stop();
    };
  }, [
    article.id,
    coverage,
    me.id,
    evidence,
    onNotice,
    onVersion,
    position,
    store,
    threads,
  ]);
  const tellSelection = useCallback(
    (selection: Present['selection']) => attendance.current?.select(selection),
    [],
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
  return {
    ...{ store, threads, evidence, present, tellSelection, notice },
    ...{ annotations, counts, filtered, cards },
  };
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
    ask: async id =>
      presentIn(await ask(`/annotations/${id}/history?limit=20`)),
  });

const threadsOf = ({
  article,
  base,
  me,
  threads,
  onRefusedReply,
}: Given): ThreadStore =>
  new ThreadStore({
    article: article.id,
    base,
    me,
    counts: threads,
    send: change => outbox.send(change),
    ask,
    onRefused: onRefusedReply,
  });

/** The newest line of a history says how things stand. */
function presentIn(history: unknown): Standing | null {
  // Our own API, of the same build as this page.
  const { items } = (history as History | null) ?? { items: [] };
  // What leaves its words alone, such as a review, has no revision.
  const newest = items.find(({ revision }) => revision !== null);
  if (!newest || newest.revision === null) return null;
  const { kind, colour, body, tags, visibility, resolved } = newest.detail;
  // What was kept before annotations could be assigned says nothing of it.
  const { assignee = null, due = null, replacement = null } = newest.detail;
  const { claim = null } = newest.detail;
  const said = { kind, colour, body, tags, visibility, resolved };
  const content = { ...said, replacement, claim };
  return { content: { ...content, assignee, due }, revision: newest.revision };
}

/** What annotations have had since some were written down. */
type Later = 'assignee' | 'due' | 'replacement' | 'claim';

type History = {
  items: {
    detail: Omit<AnnotationContent, Later> &
      Partial<Pick<AnnotationContent, Later>>;
    revision: number | null;
  }[];
};
