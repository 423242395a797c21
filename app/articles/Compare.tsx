import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { asksReview } from '#app/annotations/annotation.ts';
import type { Decision } from '#app/annotations/ReviewCards.tsx';
import { ReviewQueue } from '#app/annotations/ReviewQueue.tsx';
import type { ReviewItem } from '#app/annotations/review.ts';
import { chooseSpan, chosenSpan } from '#app/articles/chosen-span.ts';
import { Choice, Facts, SideHead, Sizes } from '#app/articles/CompareHead.tsx';
import { CompareRow, type Grain } from '#app/articles/CompareText.tsx';
import { foldRows, type Comparison } from '#app/articles/comparison.ts';
import type { Block } from '#app/articles/article.ts';
import type { Row } from '#app/articles/compare.ts';
import { lowest } from '#app/articles/lowest.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Account } from '#app/people/person.ts';
import { Icon, Logo } from '#app/ui/Icon.tsx';

export type CompareView = { together: boolean; grain: Grain };

type Props = {
  article: { id: string; title: string; language: string; newest: number };
  comparison: Comparison;
  /** The numbers of all versions, newest first, with what they are called. */
  versions: { version: number; name: string | null }[];
  marksBefore: AnnotationList | null;
  marksAfter: AnnotationList | null;
  items: ReviewItem[];
  exact: number;
  me: Account;
  view: CompareView;
  onView(view: CompareView): void;
  onVersions(from: number, to: number): void;
  /** What the page is for, at the end of its bar. */
  children?: React.ReactNode;
};

/** Two versions beside each other, and what became of the annotations between them. */
export function Compare(props: Props) {
  const { t } = useTranslation();
  const { article, comparison, versions, view } = props;
  const { rows, blocks } = comparison;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(-1);
  const [items, setItems] = useState(props.items);
  const [fault, setFault] = useState<string | null>(null);
  const [choosing, setChoosing] = useState<string | null>(null);
  const [chosen, setChosen] = useState<[number, number] | null>(null);
  const text = useRef<HTMLElement>(null);
  const others = useMemo(() => new Map(comparison.others), [comparison.others]);
  // Who chooses words needs all of them before their eyes.
  const stretches = useMemo(
    () => foldRows(rows, choosing === null ? open : null),
    [choosing, open, rows],
  );
  const changes = useMemo(
    () =>
      rows.flatMap((row, at) => (row.same && row.moved === null ? [] : [at])),
    [rows],
  );
  const blockOf = useCallback(
    (offset: number) =>
      lowest(0, blocks.length, i => (blocks[i]?.start ?? 0) > offset),
    [blocks],
  );
  useEffect(() => setItems(props.items), [props.items]);

  const show = useCallback((row: number): void => {
    requestAnimationFrame(() =>
      text.current
        ?.querySelector(`[data-row="${row}"]`)
        ?.scrollIntoView({ block: 'center' }),
    );
  }, []);
  const step = useCallback(
    (by: 1 | -1): void => {
      if (changes.length === 0) return;
      const next =
        current < 0 ? (by > 0 ? 0 : changes.length - 1) : current + by;
      const at = (next + changes.length) % changes.length;
      setCurrent(at);
      show(changes[at] ?? 0);
    },
    [changes, current, show],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const { target } = event;
      if (
        target instanceof Element &&
        target.matches('input, select, textarea')
      )
        return;
      if (choosing !== null && /^Arrow(Up|Down)$/.test(event.key)) {
        // Sentence by sentence; Enter is the button's.
        const { sentences } = comparison;
        const from = chosenSpan(text.current)?.[0] ?? -1;
        const at = sentences.findIndex(([start]) => start > from);
        const here = at < 0 ? sentences.length : at;
        const next = event.key === 'ArrowDown' ? here : here - 2;
        const span = sentences[Math.max(0, next)];
        if (span) chooseSpan(text.current, span);
      } else if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'Escape') setChoosing(null);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [choosing, comparison, step]);

  const decide = (id: string, decision: Decision): void => {
    const before = items;
    const version = comparison.after.version ?? 0;
    setFault(null);
    setChoosing(null);
    setItems(all =>
      all.map(one => (one.id === id ? decided(one, decision) : one)),
    );
    void outbox
      .send({
        method: 'PUT',
        path: `/annotations/${id}/anchor`,
        body: { version, ...decision },
      })
      .catch((error: unknown) => {
        setItems(before);
        setFault(error instanceof Refusal ? error.message : String(error));
      });
  };
  const remove = ({ id, revision }: ReviewItem): void => {
    const before = items;
    setItems(all => all.filter(one => one.id !== id));
    void outbox
      .send({
        method: 'DELETE',
        path: `/articles/${article.id}/annotations/${id}`,
        of: id,
        etag: `"${revision}"`,
      })
      .catch((error: unknown) => {
        setItems(before);
        setFault(error instanceof Refusal ? error.message : String(error));
      });
  };

  // Words are chosen in the later version, for what has lost its own.
  useEffect(() => {
    setChosen(null);
    if (choosing === null) return;
    const onSelect = (): void => setChosen(chosenSpan(text.current));
    document.addEventListener('selectionchange', onSelect);
    return () => document.removeEventListener('selectionchange', onSelect);
  }, [choosing]);

  const showItem = ({ is, was }: ReviewItem): void => {
    const at = rows.findIndex(row => {
      const block = is ? blocks[row.after ?? -1] : others.get(row.before ?? -1);
      const offset = is ? is.start : was.start;
      return block && block.start <= offset && offset <= block.end;
    });
    if (at < 0) return;
    const fold = stretches.find(
      s => s.type === 'fold' && s.from <= at && at < s.to,
    );
    if (fold?.type === 'fold')
      setOpen(before => new Set([...before, fold.from]));
    show(at);
  };
  const beforeOf = ({ before: at, after }: Row): Block | undefined => {
    if (at === null) return undefined;
    const other = others.get(at);
    const same = blocks[after ?? -1];
    if (other || !same) return other;
    const start = comparison.starts[at] ?? 0;
    return { ...same, start, end: start + same.text.length };
  };

  return (
    <div className="compare">
      <header className="bar">
        <a
          className="btn home"
          href="/articles"
          aria-label={t('library.title')}
        >
          <Logo />
        </a>
        <nav className="crumb" aria-label={t('desk.where')}>
          <Icon name="right" small />
          <a className="trunc" href={`/articles/${article.id}`}>
            {article.title}
          </a>
          <Icon name="right" small />
          <h1>{t('compare.title')}</h1>
        </nav>
        <span className="grow" />
        <Choice
          label={t('compare.layout')}
          value={view.together}
          choices={[
            [false, t('compare.side')],
            [true, t('compare.together')],
          ]}
          onChange={together => props.onView({ ...view, together })}
        />
        <Choice
          label={t('compare.grain')}
          value={view.grain}
          choices={[
            ['character', t('compare.character')],
            ['sentence', t('compare.sentence')],
          ]}
          onChange={grain => props.onView({ ...view, grain })}
        />
        <span className="sep" />
        <button
          type="button"
          className="btn step"
          aria-label={t('compare.previous')}
          aria-keyshortcuts="k"
          disabled={changes.length === 0}
          onClick={() => step(-1)}
        >
          <Icon name="left" small />
          <span className="tx">{t('compare.previous')}</span>
        </button>
        <span className="muted num" role="status">
          <span className="vh">{t('compare.change')} </span>
          {current < 0 ? '–' : current + 1} / {changes.length}
        </span>
        <button
          type="button"
          className="btn step"
          aria-label={t('compare.next')}
          aria-keyshortcuts="j"
          disabled={changes.length === 0}
          onClick={() => step(1)}
        >
          <span className="tx">{t('compare.next')}</span>
          <Icon name="right" small />
        </button>
        {props.children}
      </header>
      <main className="cmp">
        <section
          className={`two${view.together ? ' one' : ''}${choosing ? ' choosing' : ''}`}
          ref={text}
          aria-label={t('compare.texts')}
          lang={article.language}
        >
          <div className="vh2">
            {!view.together && (
              <>
                <span />
                <SideHead
                  side={comparison.before}
                  versions={versions}
                  label={t('compare.from')}
                  onChange={from =>
                    props.onVersions(from, comparison.after.version ?? from)
                  }
                />
              </>
            )}
            <span />
            <SideHead
              side={comparison.after}
              versions={versions}
              label={t('compare.to')}
              onChange={to =>
                props.onVersions(comparison.before.version ?? to, to)
              }
            >
              <Sizes comparison={comparison} others={others} />
            </SideHead>
          </div>
          <Facts before={comparison.before} after={comparison.after} />
          {changes.length === 0 && (
            <p className="none">{t('compare.noChange')}</p>
          )}
          {stretches.map(stretch =>
            stretch.type === 'fold' ? (
              <div className="fold" key={`f${stretch.from}`}>
                <button
                  type="button"
                  className="btn"
                  onClick={() =>
                    setOpen(before => new Set([...before, stretch.from]))
                  }
                >
                  <Icon name="down" small />
                  {t('compare.folded', { count: stretch.to - stretch.from })}
                </button>
              </div>
            ) : (
              <div key={stretch.at} data-row={stretch.at}>
                <CompareRow
                  row={stretch.row}
                  before={beforeOf(stretch.row)}
                  after={
                    stretch.row.after === null
                      ? undefined
                      : blocks[stretch.row.after]
                  }
                  together={view.together}
                  grain={view.grain}
                  marksBefore={props.marksBefore}
                  marksAfter={props.marksAfter}
                  current={changes[current] === stretch.at}
                />
              </div>
            ),
          )}
          {choosing !== null && chosen && (
            <div className="here">
              <button
                type="button"
                className="btn pri lg"
                onClick={() =>
                  decide(choosing, {
                    ...{ review: 'placed', start: chosen[0], end: chosen[1] },
                  })
                }
              >
                <Icon name="check" small /> {t('compare.placeHere')}
              </button>
            </div>
          )}
        </section>
        <div className="queue">
          {comparison.after.version === null && (
            <p className="note muted">{t('draft.hint')}</p>
          )}
          {fault && (
            <p className="note-bar err" role="alert">
              <Icon name="warn" /> {fault}
            </p>
          )}
          {comparison.after.version !== null && (
            <ReviewQueue
              items={items}
              counts={countsOf(items, props.exact)}
              me={props.me}
              open={comparison.after.version === article.newest}
              version={comparison.after.version ?? article.newest + 1}
              blockOf={blockOf}
              onDecide={decide}
              onRemove={remove}
              onShow={showItem}
              onChoose={setChoosing}
              choosing={choosing}
            />
          )}
        </div>
      </main>
    </div>
  );
}

/** An item as somebody has just decided of it. */
function decided(item: ReviewItem, decision: Decision): ReviewItem {
  const { review } = decision;
  if (review !== 'placed') return { ...item, review };
  const { start, end } = decision;
  const place = item.places.find(p => p.start === start && p.end === end);
  const is = { start, end, exact: place?.exact ?? item.was.exact };
  return { ...item, review, state: 'changed', is };
}

const countsOf = (items: readonly ReviewItem[], exact: number) => ({
  exact,
  moved: items.filter(({ state }) => state === 'moved').length,
  changed: items.filter(({ state }) => state === 'changed').length,
  lost: items.filter(item => item.is === null && asksReview(item)).length,
});
