import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import {
  type Annotation,
  type AnnotationContent,
  type Decision,
  type Reply,
  type Colour,
  type Kind,
} from '#app/annotations/annotation.ts';
import type { AnnotationStore } from '#app/annotations/annotation-store.ts';
import {
  Card,
  preloadParts,
  type CardActions,
  type CardPart,
} from '#app/annotations/Card.tsx';
import {
  CardColumn,
  type CardColumnHandle,
} from '#app/annotations/CardColumn.tsx';
import { Carets } from '#app/annotations/Carets.tsx';
import { Chooser } from '#app/annotations/Chooser.tsx';
import { Colleagues, type Colleague } from '#app/annotations/colleague.ts';
import { conflictsIn, type Decided } from '#app/annotations/edits.ts';
import { editDraft } from '#app/annotations/edit-draft.ts';
import { EmptyMargin } from '#app/annotations/EmptyMargin.tsx';
import { partsOf, type Filter } from '#app/annotations/filter.ts';
import { FilterBar } from '#app/annotations/FilterBar.tsx';
import type { Command } from '#app/annotations/keys.ts';
import {
  BulkLayer,
  CheckLayer,
  HistoryLayer,
  Layers,
  preloadLayers,
  type Layer,
} from '#app/annotations/Layers.tsx';
import { sentenceMark, writingMark } from '#app/annotations/marks.ts';
import { nextOf } from '#app/annotations/next-annotation.ts';
import { NoMatch } from '#app/annotations/NoMatch.tsx';
import { preloadNoteEditor } from '#app/annotations/NoteField.tsx';
import { Notices, type DeskNotice } from '#app/annotations/Notices.tsx';
import { PhoneBar } from '#app/annotations/PhoneBar.tsx';
import { runCommand } from '#app/annotations/run-command.ts';
import { SelectionBar } from '#app/annotations/SelectionBar.tsx';
import { Strip, type StripHandle } from '#app/annotations/Strip.tsx';
import type { Word } from '#app/annotations/tag.ts';
import { useAnnotations } from '#app/annotations/use-annotations.ts';
import { useKeys } from '#app/annotations/use-keys.ts';
import { useLying } from '#app/annotations/use-lying.ts';
import { SCROLLER, useNavigation } from '#app/annotations/use-navigation.ts';
import { useWriting } from '#app/annotations/use-writing.ts';
import { NARROW } from '#app/annotations/widths.ts';
import { speakerAt, WritingForm } from '#app/annotations/WritingForm.tsx';
import type { Article, Span } from '#app/articles/article.ts';
import { Credits } from '#app/articles/Credits.tsx';
import { newClaim, type VerdictValue } from '#app/claims/claim.ts';
import { CoverageStore } from '#app/claims/coverage-store.ts';
import { isBegun, type CoverageView } from '#app/claims/coverage.ts';
import { isPaired } from '#app/claims/pairs.ts';
import { useCheckMode } from '#app/claims/use-check-mode.ts';
import { SectionBars } from '#app/claims/SectionBars.tsx';
import { VerdictValues } from '#app/claims/use-verdict-names.ts';
import { Outline } from '#app/articles/Outline.tsx';
import { useMeta } from '#app/articles/use-meta.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { draftsOf } from '#app/live/drafts.ts';
import type { Present } from '#app/live/event.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Account } from '#app/people/person.ts';
import {
  canAnnotate,
  canChangeAnnotation,
  canCheck,
  canEditArticles,
} from '#app/people/policy.ts';
import type { Mark } from '#app/reader/marks/mark.ts';
import { Reader, type ReaderHandle } from '#app/reader/Reader.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { followScrolling, isFlinging } from '#app/ui/scrolling.ts';

/** Whether it is read alone, annotated, or checked sentence by sentence. */
export type DeskMode = (typeof DESK_MODES)[number];
export const DESK_MODES = ['read', 'annotate', 'check'] as const;

const MODE_CLASS: Record<DeskMode, string> = {
  read: ' focused',
  annotate: '',
  check: ' checking',
};

type Props = {
  article: Article;
  annotations: AnnotationList;
  words: readonly Word[];
  /** Those who can be named, or asked, on the article. */
  colleagues: readonly Colleague[];
  /** The workspace's own words for verdicts. */
  verdicts: readonly VerdictValue[];
  /** Quotations that no recording or notes bear out, when the page was loaded. */
  quotations: readonly Span[];
  /** How many replies each thread has. */
  threads: readonly { id: string; count: number }[];
  /** Who else has the article open, and what is told of it. */
  onPresent(people: readonly Present[]): void;
  /** Something came into the viewer's inbox. */
  onNotice(): void;
  /** The article has gone on to another version. */
  onVersion(version: number): void;
  /** Something went into the draft of the next version. */
  onDraft(): void;
  me: Account;
  base: string;
  /** Where the activity log was when the page was loaded. */
  position: string;
  filter: Filter;
  onFilter(filter: Filter): void;
  /** What of it is checked, when the page was loaded. */
  coverage: CoverageView;
  mode: DeskMode;
  onMode(mode: DeskMode): void;
  /** Whether bare keys are commands. */
  singleKeys: boolean;
  onSingleKeys(on: boolean): void;
  /** The annotation that the address names; null when it names none. */
  linked: string | null;
  /** The offset to open at; null for the beginning. */
  openAt: number | null;
  /** How far has been read, as a UTF-16 offset. */
  onRead(offset: number): void;
};

/** Annotations that lie on one spot, and where in the window it is. */
type Choice = { annotations: Annotation[]; at: { x: number; y: number } };

/** An article on the desk: its text, its annotations beside it, and how they are made. */
export function Desk(props: Props) {
  const { article, words, me, filter, onRead, onDraft, mode, onMode } = props;
  const { t } = useTranslation();
  const [active, setActive] = useState<string | null>(props.linked);
  const reader = useRef<ReaderHandle>(null);
  const drafts = useMemo(() => draftsOf(me.id), [me.id]);
  const [told, setTold] = useState<DeskNotice | null>(null);
  const refuse = useCallback(
    (detail: string) => setTold({ type: 'refused', detail, words: '' }),
    [],
  );
  const onRefusedReply = useCallback(
    ({ annotation, body }: Reply, detail: string) => {
      // What was written goes back into its form.
      drafts.write(`reply.${annotation}`, body);
      refuse(detail);
    },
    [drafts, refuse],
  );
  const [coverage] = useState(() => coverageOn(props, refuse));
  const { store, threads, evidence, present, notice, ...lists } =
    useAnnotations({ ...props, active, reader, coverage, onRefusedReply });
  const { runs, pairs } = useSyncExternalStore(
    coverage.subscribe,
    coverage.snapshot,
    coverage.snapshot,
  );
  const { annotations, counts, filtered, cards, tellSelection } = lists;
  const { onPresent } = props;
  useEffect(() => onPresent(present), [onPresent, present]);
  const form = useWriting(drafts, article.id, article.text.length);
  const { writing } = form;
  const column = useRef<CardColumnHandle>(null);
  const strip = useRef<StripHandle>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Span | null>(null);
  const [part, setPart] = useState<CardPart | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<Choice | null>(null);
  const [layer, setLayer] = useState<Layer | null>(null);
  const [said, setSaid] = useState('');
  const meta = useMeta(article);
  const go = useNavigation(article, reader);
  const check = useCheckMode({
    ...{ article, runs, store: coverage, scrollTo: go.scrollTo },
    on: mode === 'check',
  });
  const { sentence, done } = check;
  const begun = isBegun(runs);
  const checked = useMemo(
    () => (begun ? { sentences: article.sentences, done } : null),
    [article.sentences, begun, done],
  );
  const lying = useLying(article.blocks, annotations, checked);
  useEffect(() => {
    if (mode !== 'check') return;
    void coverage.loadOwn();
    const from = reader.current?.selected()?.[0];
    check.start(from ?? reader.current?.offsetAt(80) ?? 0);
    document.getSelection()?.removeAllRanges();
    // When the mode begins, and not with every sentence.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [mode]);
  // Where somebody checks shows to others as what is selected does.
  useEffect(() => tellSelection(sentence), [sentence, tellSelection]);

  const written = useMemo(
    () => writingMark(writing) ?? (sentence && sentenceMark(sentence)),
    [sentence, writing],
  );

  const activate = useCallback(
    (id: string | null): void => {
      setActive(id);
      setPart(null);
      setChoice(null);
      const start = id && store.get(id)?.anchor?.start;
      if (typeof start !== 'number') return;
      requestAnimationFrame(() => go.scrollTo(start));
    },
    [go, store],
  );

  useEffect(() => {
    void preloadParts()
      .catch(() => {})
      .then(preloadNoteEditor)
      .then(preloadLayers);
    const start = props.linked && store.get(props.linked)?.anchor?.start;
    const at = typeof start === 'number' ? start : props.openAt;
    if (at !== null) go.scrollTo(at);
    // Once, when the desk opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  // What was meant comes back into its form, beside what somebody else made of it.
  useEffect(() => {
    if (notice?.type !== 'conflict') return;
    const { id, from, to } = notice.operation;
    const words = {
      body: to.body,
      tags: { names: to.tags, typed: '' },
      ...(to.replacement === null ? {} : { replacement: to.replacement }),
    };
    drafts.write(editDraft(id), JSON.stringify({ words, base: from }));
    store.dismiss();
    setActive(id);
    setPart('edit');
  }, [drafts, notice, store]);

  const onPaint = useCallback((relaid: boolean) => {
    if (!isFlinging()) column.current?.layOut();
    if (relaid) strip.current?.relaid();
  }, []);
  // In a crowded margin the cards follow what is in view.
  useEffect(
    () =>
      followScrolling({
        rest: () => {
          column.current?.layOut();
          if (reader.current) onRead(reader.current.offsetAt(60));
        },
      }),
    [onRead],
  );

  const make = (
    content: Partial<AnnotationContent> & { kind: Kind },
  ): string | null => {
    const span = writing ? writing.span : (reader.current?.selected() ?? null);
    if (!writing && !span) return null;
    const id = store.create(span, {
      colour: null,
      replacement: null,
      claim: null,
      body: '',
      tags: [],
      // A reader's own highlights are for herself alone.
      visibility: canAnnotate(me, 'team') ? 'team' : 'private',
      resolved: false,
      assignee: null,
      due: null,
      ...content,
    });
    document.getSelection()?.removeAllRanges();
    form.close();
    activate(id);
    reader.current?.focus();
    return id;
  };
  const highlight = (colour: Colour): void => {
    make({ kind: 'highlight', colour });
  };
  /** A claim of what is selected, as it stands, with its source to be attached. */
  const makeSourced = (): void => {
    const span = reader.current?.selected();
    if (!span) return;
    const quote = article.text.slice(...span);
    const claim = newClaim(quote, speakerAt(article, span[0]));
    const id = make({ kind: 'claim', claim });
    if (id) actions.open(id, 'evidence');
  };
  const write = (kind: Kind, span: Span | null): void => {
    form.open({ span, kind });
    activate(null);
  };
  const cancel = (): void => {
    form.close();
    reader.current?.focus();
  };

  const closeSheet = (): void => (writing ? cancel() : activate(null));

  const step = (by: 1 | -1): void => {
    if (filtered.length === 0) return;
    const inView = reader.current?.offsetAt(80) ?? 0;
    const at = nextOf(filtered, active, by, inView);
    const to = filtered.at(at);
    activate(to.id);
    setSaid(
      t('desk.said', {
        kind: t(`kind.${to.kind}`),
        name: to.author.name,
        quote: to.anchor?.exact ?? '',
        position: at + 1,
        count: filtered.length,
      }),
    );
  };

  const copyLink = useCallback(
    (search: string): void => {
      const address = `${location.origin}/articles/${article.id}?${search}`;
      const copied = (): void => setSaid(t('desk.linkCopied'));
      // Plain http has no clipboard: the address is shown to be copied by hand.
      if (!navigator.clipboard) window.prompt(t('card.copyLink'), address);
      else void navigator.clipboard.writeText(address).then(copied);
    },
    [article.id, t],
  );
  const linkTo = (span: Span): void => copyLink(`words=${span.join('-')}`);

  const actions = useMemo(
    (): CardActions => ({
      activate,
      change: (id, content) => store.change(id, content),
      remove: id => {
        store.remove(id);
        activate(null);
      },
      copyLink: id => copyLink(`annotation=${id}`),
      open: (id, next) => {
        setActive(id);
        setPart(next);
        // Whatever was chosen of two texts is chosen.
        if (next === null) outbox.decided(id);
      },
      pick: id =>
        setPicked(before => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        }),
    }),
    [activate, copyLink, store],
  );

  const close = (): void => {
    if (choice) setChoice(null);
    else if (part !== null) setPart(null);
    else if (picked.size > 0) setPicked(new Set());
    else if (layer) setLayer(null);
    else if (selected) document.getSelection()?.removeAllRanges();
    else if (mode !== 'annotate') onMode('annotate');
    else {
      activate(null);
      reader.current?.focus();
    }
  };

  const decide = useCallback(
    (id: string, decision: Decision): void => {
      void outbox
        .send({
          method: 'POST',
          path: `/articles/${article.id}/decisions`,
          body: { decision, edits: [id] },
        })
        .then(({ body }) => {
          const [refused] = (body as Decided).refused;
          if (refused) refuse(t(`edits.refused.${refused.reason}`));
          else if (decision === 'accepted') onDraft();
        })
        .catch((error: unknown) => refuse(String(error)));
    },
    [article.id, onDraft, refuse, t],
  );
  const conflicts = useMemo(() => conflictsIn(annotations), [annotations]);

  /** Two have to check words, or where they had to, one is enough. */
  const pair = (span: Span): void => {
    const needed = !isPaired(pairs, span);
    coverage.pair(span, needed);
    setTold({ type: needed ? 'paired' : 'unpaired' });
  };

  const current = active ? annotations.get(active) : undefined;
  const run = (command: Command): boolean =>
    runCommand(command, {
      // A word selected a moment ago counts, whatever the page has heard of it.
      selected: writing ? null : (reader.current?.selected() ?? null),
      active: active ? store.get(active) : undefined,
      filter,
      store,
      go,
      actions,
      onFilter: props.onFilter,
      highlight,
      write,
      article: article.id,
      mayCheck: canCheck(me),
      pair: canEditArticles(me) ? pair : null,
      source: makeSourced,
      step,
      activate: id => activate(id && byIdNow(store, id)),
      linkTo,
      open: setLayer,
      toggleFocus: () => onMode(mode === 'read' ? 'annotate' : 'read'),
      check,
      toggleCheck: () => onMode(mode === 'check' ? 'annotate' : 'check'),
      inView: () => reader.current?.offsetAt(80) ?? 0,
      close,
      say: what => setSaid(t(`desk.${what}`)),
    });

  /** A tag's own key tags what is selected, or the active annotation. */
  const onTagKey = (name: string): boolean => {
    const word = words.find(({ hotkey }) => hotkey === name);
    if (!word) return false;
    if (!writing && reader.current?.selected()) {
      make({ kind: 'tag', tags: [word.name] });
      return true;
    }
    if (!current) return false;
    const rest = current.tags.filter(tag => tag !== word.name);
    const had = rest.length < current.tags.length;
    // Tags alone need one tag.
    if (had && current.kind === 'tag' && rest.length === 0) return true;
    actions.change(current.id, { tags: had ? rest : [...rest, word.name] });
    return true;
  };
  useKeys({ single: props.singleKeys, run, other: onTagKey });

  const onPress = (hit: Mark[], at: { x: number; y: number }): void => {
    const caret = mode === 'check' ? reader.current?.caret() : null;
    if (typeof caret === 'number') check.start(caret);
    const found = hit.flatMap(({ id }) => store.get(id) ?? []);
    if (found.length > 1) setChoice({ annotations: found, at });
    else activate(found[0]?.id ?? null);
  };
  const onBlock = (index: number): void => {
    const block = article.blocks[index];
    if (!block) return;
    const { start, end } = block;
    const there = annotations.within(start, end);
    // Where nothing lies it leads to what is to be checked.
    if (mode === 'check' || there.length === 0) {
      const to = check.within([start, end]);
      if (to && sentence) check.go(to);
      else if (to) go.choose(to);
      return;
    }
    // Pressed again it leads to the next of them.
    const at = there.findIndex(i => annotations.id(i) === active);
    const next = there[(at + 1) % there.length];
    if (next === undefined) return;
    const id = annotations.id(next);
    activate(id);
    requestAnimationFrame(() =>
      document.getElementById(`a-${id}`)?.focus({ preventScroll: true }),
    );
  };

  const renderCard = (annotation: Annotation) => (
    <Card
      key={annotation.id}
      annotation={annotation}
      active={annotation.id === active && !writing}
      part={annotation.id === active ? part : null}
      picked={picked.has(annotation.id)}
      threads={threads}
      evidence={evidence}
      me={me}
      words={words}
      drafts={drafts}
      actions={actions}
      conflict={conflicts.has(annotation.id)}
      onDecide={decide}
    />
  );
  const drawer =
    layer === 'outline' ? ' drawer' : layer === 'filters' ? ' filtering' : '';
  return (
    <Colleagues.Provider value={props.colleagues}>
      <VerdictValues.Provider value={props.verdicts}>
        <div className={`ws${MODE_CLASS[mode]}${drawer}`}>
          <Outline
            article={article}
            annotations={annotations}
            verdicts={counts.verdicts}
            quotations={props.quotations}
            runs={runs}
            done={done}
            filter={filter}
            onFilter={props.onFilter}
            onGo={offset => {
              go.scrollTo(offset);
              if (window.matchMedia(NARROW).matches) setLayer(null);
            }}
            onClose={() => setLayer(null)}
            onHelp={() => setLayer('help')}
          />
          <button
            type="button"
            className="btn sq drawer-open"
            aria-label={t('outline.label')}
            aria-expanded={layer === 'outline'}
            onClick={() => setLayer(layer === 'outline' ? null : 'outline')}
          >
            <Icon name="menu" />
          </button>
          <Strip
            blocks={article.blocks}
            annotations={annotations}
            sentences={article.sentences}
            runs={runs}
            reader={reader}
            scrollerId={SCROLLER}
            handle={strip}
          />
          <SectionBars article={article} runs={runs} done={done} />
          <div className="desk" id={SCROLLER}>
            <div className="sheet" ref={sheet}>
              <Reader
                blocks={article.blocks}
                meta={meta}
                language={article.language}
                label={article.title}
                marks={annotations.marks}
                active={written?.id ?? active}
                writing={written}
                lying={lying}
                onSelect={span => {
                  setSelected(span);
                  tellSelection(span);
                }}
                onPress={onPress}
                onBlock={onBlock}
                onPaint={onPaint}
                handle={reader}
              >
                <Credits article={article} />
              </Reader>
              <div className="margin">
                <FilterBar
                  filter={filter}
                  counts={counts}
                  onChange={props.onFilter}
                />
                <CardColumn
                  cards={cards}
                  active={active}
                  writing={writing && (writing.span ?? 'article')}
                  reader={reader}
                  renderCard={renderCard}
                  onClose={closeSheet}
                  handle={column}
                  form={
                    writing && (
                      <WritingForm
                        writing={writing}
                        form={form}
                        article={article}
                        words={words}
                        onCancel={cancel}
                        onSave={(body, tags, replacement, claim) =>
                          make({
                            ...{ kind: writing.kind, body, tags },
                            ...{ replacement, claim },
                          })
                        }
                      />
                    )
                  }
                  empty={
                    annotations.length === 0 ? (
                      <EmptyMargin onNote={() => write('note', null)} />
                    ) : filtered.length === 0 ? (
                      <NoMatch
                        annotations={annotations}
                        filter={filter}
                        me={me.id}
                        onChange={props.onFilter}
                      />
                    ) : null
                  }
                />
              </div>
              <Carets present={present} reader={reader} frame={sheet} />
              {selected && !writing && layer === null && (
                <SelectionBar
                  key={selected.join('-')}
                  rects={() => reader.current?.rectsOf(selected) ?? []}
                  frame={() => sheet.current}
                  onHighlight={highlight}
                  onNote={() => write('note', selected)}
                  onTag={() => write('tag', selected)}
                  onClaim={canCheck(me) ? () => write('claim', selected) : null}
                  onSource={canCheck(me) ? makeSourced : null}
                  onQuery={canCheck(me) ? () => write('query', selected) : null}
                  onEdit={() => write('edit', selected)}
                  onLink={() => linkTo(selected)}
                />
              )}
            </div>
          </div>
          <PhoneBar
            count={filtered.length}
            position={active === null ? -1 : filtered.indexOf(active)}
            open={active !== null || writing !== null}
            filtered={partsOf(filter).length > 0}
            filtering={layer === 'filters'}
            onOutline={() => setLayer('outline')}
            onStep={step}
            onFilter={() => setLayer(layer === 'filters' ? null : 'filters')}
            onClose={closeSheet}
          />
          {choice && (
            <Chooser
              annotations={choice.annotations}
              at={choice.at}
              onChoose={activate}
              onClose={() => setChoice(null)}
            />
          )}
          <Layers
            layer={layer}
            article={article}
            words={words}
            reader={reader}
            single={props.singleKeys}
            onSingle={props.onSingleKeys}
            onRun={run}
            onGo={go.scrollTo}
            onClose={() => setLayer(null)}
          />
          {mode === 'check' && !writing && (
            <CheckLayer
              mode={check}
              runs={runs}
              people={props.colleagues}
              pairs={pairs}
              mayCheck={canCheck(me)}
              onPair={canEditArticles(me) ? pair : null}
              onClaim={span => write('claim', span)}
              onClose={() => onMode('annotate')}
            />
          )}
          {picked.size > 0 && (
            <BulkLayer
              count={picked.size}
              words={words}
              onChange={change => store.changeAll([...picked], () => change)}
              onTag={name =>
                store.changeAll([...picked], ({ tags }) =>
                  tags.includes(name) ? null : { tags: [...tags, name] },
                )
              }
              onRemove={() => {
                store.removeAll([...picked]);
                setPicked(new Set());
              }}
              onClear={() => setPicked(new Set())}
            />
          )}
          {current && part === 'history' && (
            <HistoryLayer
              annotation={current}
              language={article.language}
              mayRestore={canChangeAnnotation(me, {
                createdBy: current.author.id,
                visibility: current.visibility,
              })}
              onRestore={content => store.change(current.id, content)}
              onClose={() => setPart(null)}
            />
          )}
          <Notices
            notice={told ?? notice}
            onRestore={() => run('undo')}
            onDismiss={() => {
              setTold(null);
              store.dismiss();
            }}
          />
          <p className="vh" role="status" aria-live="polite">
            {said}
          </p>
        </div>
      </VerdictValues.Provider>
    </Colleagues.Provider>
  );
}

/** What is checked, kept up with what happens. */
const coverageOn = (
  { article, me, coverage }: Props,
  onRefused: (detail: string) => void,
): CoverageStore =>
  new CoverageStore({
    ...{ article: article.id, version: article.version, me: me.id },
    ...{ coverage, ask, onRefused, send: change => outbox.send(change) },
  });

/** An id, if it is one of what is there now. */
const byIdNow = (store: AnnotationStore, id: string): string | null =>
  store.get(id) ? id : null;
