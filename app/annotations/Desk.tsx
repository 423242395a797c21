import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';

import type {
  Annotation,
  AnnotationContent,
  Colour,
  Kind,
} from '#app/annotations/annotation.ts';
import {
  AnnotationForm,
  type Words,
} from '#app/annotations/AnnotationForm.tsx';
import { AnnotationStore } from '#app/annotations/annotation-store.ts';
import { layOutCards } from '#app/annotations/card-layout.ts';
import { Card } from '#app/annotations/Card.tsx';
import { useDeskKeys } from '#app/annotations/desk-keys.ts';
import { PhoneBar } from '#app/annotations/PhoneBar.tsx';
import { SelectionBar } from '#app/annotations/SelectionBar.tsx';
import type { Article, Span } from '#app/articles/article.ts';
import { Credits } from '#app/articles/Credits.tsx';
import { Outline } from '#app/articles/Outline.tsx';
import { useMeta } from '#app/articles/use-meta.ts';
import { draftsOf } from '#app/live/drafts.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Account } from '#app/people/person.ts';
import { canAnnotate } from '#app/people/policy.ts';
import type { Mark } from '#app/reader/marks/mark.ts';
import { Reader, type ReaderHandle } from '#app/reader/Reader.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  article: Article;
  annotations: Annotation[];
  vocabulary: string[];
  me: Account;
  base: string;
};

/** A form that is open on a selection. */
type Writing = { span: Span; kind: Kind };

const SCROLLER = 'desk';
const PHONE = '(max-width: 899px)';

/** An article on the desk: its text, its annotations beside it, and how they are made. */
export function Desk({ article, annotations, vocabulary, me, base }: Props) {
  const { t } = useTranslation();
  const [store] = useState(
    () =>
      new AnnotationStore({
        article: article.id,
        version: article.version,
        text: article.text,
        annotations,
        me,
        base,
        send: change => outbox.send(change),
      }),
  );
  const shown = useSyncExternalStore(
    store.subscribe,
    store.snapshot,
    store.snapshot,
  );
  const drafts = useMemo(() => draftsOf(me.id), [me.id]);
  const draft = `article.${article.id}`;
  const reader = useRef<ReaderHandle>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Span | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [tops, setTops] = useState<Map<string, number>>(new Map());
  const meta = useMeta(article);
  // A reader's own highlights are for herself alone.
  const visibility = canAnnotate(me, 'team') ? 'team' : 'private';

  const marks = useMemo(
    () => marksOf(shown.annotations, writing),
    [shown.annotations, writing],
  );

  // What was being written comes back after a reload.
  useEffect(() => {
    const kept = readWriting(drafts.read(draft));
    if (kept && kept.span[1] <= article.text.length) setWriting(kept);
  }, [article.text.length, draft, drafts]);

  const layOut = useCallback(() => {
    const origin = column.current?.getBoundingClientRect();
    if (!origin || !column.current) return;
    const cards = [
      ...column.current.querySelectorAll<HTMLElement>('[data-card]'),
    ];
    const spans = new Map(marks.map(m => [m.id, [m.start, m.end] as Span]));
    const wishes = cards.flatMap(card => {
      const id = card.dataset['card'] ?? '';
      const span = spans.get(id);
      const rect = span && reader.current?.rectsOf(span)[0];
      // Ten pixels: the card's first line beside the text's first line.
      const top = rect ? rect.top - origin.top - 10 : Number.MAX_SAFE_INTEGER;
      return rect ? [{ id, top, height: card.offsetHeight }] : [];
    });
    wishes.sort((a, b) => a.top - b.top);
    const next = layOutCards(wishes, writing ? WRITING : active);
    setTops(before => (sameTops(before, next) ? before : next));
  }, [active, marks, writing]);

  useEffect(layOut, [layOut, shown.annotations]);

  const activate = (id: string | null, scroll = false): void => {
    setActive(id);
    if (id !== null && scroll) requestAnimationFrame(() => scrollToMark(id));
  };

  const scrollToMark = (id: string): void => {
    const found = store.snapshot().annotations.find(a => a.id === id);
    const { start, end } = found?.anchor ?? {};
    if (start == null || end == null) return;
    const rect = reader.current?.rectsOf([start, end])[0];
    if (!rect) return;
    const phone = window.matchMedia(PHONE).matches;
    const scroller = phone ? window : document.getElementById(SCROLLER);
    const free = phone ? 0.55 : 1;
    const away = rect.top < 80 || rect.bottom > window.innerHeight * free - 40;
    if (away) scroller?.scrollBy({ top: rect.top - 160 });
  };

  const make = (content: Partial<AnnotationContent> & { kind: Kind }): void => {
    const span = writing?.span ?? selected;
    if (!span) return;
    const id = store.create(span, {
      colour: null,
      body: '',
      tags: [],
      visibility,
      resolved: false,
      ...content,
    });
    document.getSelection()?.removeAllRanges();
    setSelected(null);
    setWriting(null);
    drafts.write(draft, '');
    setActive(id);
  };

  const highlight = (colour: Colour): void =>
    make({ kind: 'highlight', colour });

  const write = (kind: Kind): void => {
    if (!selected) return;
    setWriting({ span: selected, kind });
    setActive(null);
  };

  const keep = (words: Words): void => {
    if (!writing) return;
    drafts.write(draft, JSON.stringify({ ...writing, words }));
  };

  const cancel = (): void => {
    drafts.write(draft, '');
    setWriting(null);
    reader.current?.focus();
  };

  const step = (by: 1 | -1): void => {
    const all = shown.annotations.filter(a => a.anchor.start !== null);
    if (all.length === 0) return;
    const at = all.findIndex(a => a.id === active);
    const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by;
    const to = all[(next + all.length) % all.length];
    if (to) activate(to.id, true);
  };

  useDeskKeys({
    selected: selected !== null && writing === null,
    onHighlight: highlight,
    onWrite: write,
    onStep: step,
    onEscape: () => activate(null),
    onSentence: by => {
      const from = reader.current?.selected() ?? null;
      const span = nextSentence(article.sentences, from, by);
      if (span) reader.current?.select(span);
    },
  });

  const words = readWords(drafts, draft);
  const removed = shown.removed.at(-1);
  const cards = shown.annotations;
  const bar = selected && !writing;

  return (
    <div className="ws">
      <Outline article={article} annotations={cards} />
      <div className="desk" id={SCROLLER}>
        <div className="sheet" ref={sheet}>
          <Reader
            blocks={article.blocks}
            meta={meta}
            language={article.language}
            label={article.title}
            marks={marks}
            active={writing ? WRITING : active}
            scrollerId={SCROLLER}
            onSelect={setSelected}
            onPress={hit => activate(hit[0]?.id ?? null)}
            onPaint={layOut}
            handle={reader}
          >
            <Credits article={article} />
          </Reader>
          <section
            className={`cards${active || writing ? ' open' : ''}`}
            aria-label={t('desk.cards')}
          >
            <div className="colwrap" ref={column}>
              {writing && (
                <article
                  className="card act writing"
                  data-card={WRITING}
                  style={
                    tops.has(WRITING) ? { top: tops.get(WRITING) } : undefined
                  }
                >
                  <q className="qt">
                    {article.text.slice(writing.span[0], writing.span[1])}
                  </q>
                  <AnnotationForm
                    kind={writing.kind}
                    initial={words}
                    vocabulary={vocabulary}
                    focus={writing.kind === 'tag' ? 'tags' : 'body'}
                    onType={keep}
                    onCancel={cancel}
                    onSave={(body, tags) =>
                      make({ kind: writing.kind, body, tags })
                    }
                  />
                </article>
              )}
              {cards.map(annotation => (
                <Card
                  key={annotation.id}
                  annotation={annotation}
                  active={annotation.id === active && !writing}
                  me={me}
                  vocabulary={vocabulary}
                  drafts={drafts}
                  top={tops.get(annotation.id)}
                  onActivate={() => activate(annotation.id, true)}
                  onChange={content => store.change(annotation.id, content)}
                  onRemove={() => {
                    store.remove(annotation.id);
                    activate(null);
                  }}
                />
              ))}
              {cards.length === 0 && !writing && (
                <p className="none">{t('desk.empty')}</p>
              )}
            </div>
          </section>
          {bar && (
            <SelectionBar
              key={selected.join('-')}
              rects={() => reader.current?.rectsOf(selected) ?? []}
              frame={() => sheet.current}
              onHighlight={highlight}
              onNote={() => write('note')}
              onTag={() => write('tag')}
            />
          )}
        </div>
      </div>
      <PhoneBar
        count={cards.length}
        position={cards.findIndex(a => a.id === active)}
        open={active !== null || writing !== null}
        onStep={step}
        onClose={() => (writing ? cancel() : activate(null))}
      />
      <div className="toasts" role="status">
        {removed && (
          <div className="toast">
            <span>{t('desk.removed')}</span>
            <button
              type="button"
              className="btn"
              onClick={() => {
                store.restore(removed.id);
                activate(removed.id, true);
              }}
            >
              {t('desk.restore')}
            </button>
            <button
              type="button"
              className="btn sq"
              aria-label={t('desk.dismiss')}
              onClick={() => store.dismiss()}
            >
              <Icon name="x" small />
            </button>
          </div>
        )}
      </div>
      {shown.failure && (
        <div className="toasts">
          <div className="toast err" role="alert">
            <Icon name="warn" small />
            <span>
              {t('desk.refused')} {shown.failure.detail}
            </span>
            <button
              type="button"
              className="btn sq"
              aria-label={t('desk.dismiss')}
              onClick={() => store.dismiss()}
            >
              <Icon name="x" small />
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/** The id under which what is being written is painted and laid out. */
const WRITING = 'writing';

function marksOf(annotations: Annotation[], writing: Writing | null): Mark[] {
  const marks = annotations.flatMap(({ id, kind, colour, anchor }): Mark[] => {
    const { start, end } = anchor;
    return start === null || end === null
      ? []
      : [{ id, kind, colour, start, end }];
  });
  if (writing) {
    const [start, end] = writing.span;
    marks.push({ id: WRITING, kind: writing.kind, colour: null, start, end });
  }
  return marks;
}

function sameTops(a: Map<string, number>, b: Map<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, top]) => b.get(id) === top);
}

/** The sentence after (or before) what is selected; the first when nothing is. */
function nextSentence(
  sentences: Span[],
  selected: Span | null,
  by: 1 | -1,
): Span | null {
  if (!selected) return sentences[0] ?? null;
  return by === 1
    ? (sentences.find(([start]) => start >= selected[1]) ?? null)
    : (sentences.findLast(([, end]) => end <= selected[0]) ?? null);
}

function readWriting(kept: string | null): Writing | null {
  if (kept === null) return null;
  try {
    const { span, kind } = JSON.parse(kept) as Writing;
    return Array.isArray(span) ? { span, kind } : null;
  } catch {
    return null;
  }
}

function readWords(drafts: ReturnType<typeof draftsOf>, name: string): Words {
  const none = { body: '', tags: '' };
  if (typeof window === 'undefined') return none;
  try {
    const kept = JSON.parse(drafts.read(name) ?? '{}') as { words?: Words };
    return kept.words ?? none;
  } catch {
    return none;
  }
}
