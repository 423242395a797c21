import { useNavigate } from '@remix-run/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { v7 } from 'uuid';

import type { Import } from '#app/articles/import.ts';
import {
  askerOf,
  choicesFor,
  speakersOf,
  type Edit,
} from '#app/articles/review.ts';
import { ReviewLine } from '#app/articles/ReviewLine.tsx';
import { ReviewPreview } from '#app/articles/ReviewPreview.tsx';
import { useReview } from '#app/articles/use-review.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { LineRole } from '#app/import/reading.ts';
import { draftsOf } from '#app/live/drafts.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox, useOutbox } from '#app/live/page-outbox.ts';
import { Icon, Logo } from '#app/ui/Icon.tsx';

type Props = {
  me: string;
  page: Import;
  etag: string;
  /** The article whose next version it becomes; null for an article of its own. */
  versionOf: { id: string; title: string; version: number } | null;
};

/** Keys that say what a line is, on the line that has the focus. */
const KEYS: Record<string, LineRole> = {
  h: 'heading',
  d: 'out',
  p: 'paragraph',
  t: 'title',
  l: 'lede',
  c: 'caption',
  b: 'byline',
  g: 'quote',
};

/** A page that has been read, to be looked through before it is saved. */
export function Review({ me, page, etag, versionOf }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useOutbox(me);
  const shelf = useMemo(() => draftsOf(me), [me]);
  const review = useReview(page, `review.${page.id}`, shelf);
  const { draft, edit } = review;
  const { lines } = draft;
  const [here, setHere] = useState(0);
  const [editing, setEditing] = useState<number | null>(null);
  const [remember, setRemember] = useState(true);
  const [state, setState] = useState<'open' | 'saving' | 'kept'>('open');
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState('');
  const seen = useRef(etag);
  const raw = useRef<HTMLElement>(null);

  const speakers = useMemo(() => speakersOf(lines), [lines]);
  const asker = useMemo(() => askerOf(lines), [lines]);
  const doubts = useMemo(
    () => lines.flatMap((line, i) => (line.doubt ? [i] : [])),
    [lines],
  );
  const choices = useMemo(
    () => new Map(doubts.map(i => [i, choicesFor(lines, i)])),
    [doubts, lines],
  );
  const count = (role: LineRole): number =>
    lines.filter(line => line.role === role).length;

  const make = useCallback(
    (change: Edit): void => {
      edit(change);
      setState('open');
      if (change.type === 'role') {
        const role = t(`import.role.${change.role}`);
        setSaid(t('import.changed', { n: change.at + 1, role }));
      }
    },
    [edit, t],
  );
  const goTo = (at: number): void => {
    const next = Math.min(Math.max(at, 0), lines.length - 1);
    setHere(next);
    const row = raw.current?.querySelector<HTMLElement>(`[data-at="${next}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const jump = (): void => {
    const next = doubts.find(i => i > here) ?? doubts[0];
    if (next !== undefined) goTo(next);
  };
  const turn = (asks: boolean): void => {
    const before = lines.slice(0, here).findLast(l => l.role === 'turn');
    const others = speakers.filter(name => name !== asker);
    const answers =
      before?.speaker && before.speaker !== asker ? before.speaker : others[0];
    const speaker = asks ? (asker ?? speakers[0]) : (answers ?? speakers[0]);
    make({
      type: 'turn',
      at: here,
      speaker: speaker ?? t(asks ? 'import.keys.ask' : 'import.keys.answer'),
    });
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const typing = target.matches('input, textarea, select');
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') {
      if (target.matches('input, textarea')) return;
      event.preventDefault();
      edit({ type: shiftKey ? 'redo' : 'undo' });
      return;
    }
    if (typing || ctrlKey || metaKey || altKey) return;
    const at = here;
    const letter = key.toLowerCase();
    const choice = /^[1-9]$/.test(key)
      ? choices.get(at)?.[Number(key) - 1]
      : undefined;
    const inRow = target.closest('.ln') !== null;
    if (key === 'j' || key === 'J') jump();
    else if (!inRow) return;
    else if (key === 'ArrowDown') goTo(at + 1);
    else if (key === 'ArrowUp') goTo(at - 1);
    else if (key === 'Home') goTo(0);
    else if (key === 'End') goTo(lines.length - 1);
    else if (choice) make(choice.edit);
    else if (letter === 'q') turn(true);
    else if (letter === 'a') turn(false);
    else if (letter === 'm') make({ type: 'merge', at });
    else if (letter === 'e') setEditing(at);
    else if (KEYS[letter]) make({ type: 'role', at, role: KEYS[letter] });
    else return;
    event.preventDefault();
  };

  /** Does something with the page; says why it can't. */
  const act = async (work: () => Promise<void>): Promise<void> => {
    setState('saving');
    setFault(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFault(error.message);
      setState('open');
    }
  };
  const body = {
    lines: draft.lines,
    fields: draft.fields,
    remember,
  };
  const save = (): Promise<void> =>
    act(async () => {
      const articleId = v7();
      await outbox.send({
        method: 'POST',
        path: `/imports/${page.id}/article`,
        body: { ...body, articleId },
      });
      review.forget();
      navigate(`/articles/${articleId}`);
    });
  const saveAsVersion = (article: string, force = false): Promise<void> =>
    act(async () => {
      const { body: made } = await outbox.send({
        method: 'POST',
        path: `/imports/${page.id}/version`,
        body: { ...body, article, ...(force ? { force } : {}) },
      });
      review.forget();
      const { version } = made as { version: number };
      navigate(`/articles/${article}/compare?to=${version}`);
    });
  const keep = (): Promise<void> =>
    act(async () => {
      const { etag: next } = await outbox.send({
        method: 'PATCH',
        path: `/imports/${page.id}`,
        body,
        etag: seen.current,
      });
      if (next) seen.current = next;
      review.forget();
      setState('kept');
    });
  const discard = (): Promise<void> =>
    act(async () => {
      await outbox.send({
        method: 'DELETE',
        path: `/imports/${page.id}`,
        etag: seen.current,
      });
      review.forget();
      navigate('/articles');
    });

  return (
    <div className="review" onKeyDown={onKeyDown}>
      <a className="skip" href="#lines">
        {t('skip')}
      </a>
      <header className="bar">
        <a className="brand" href="/articles" aria-label={t('library.title')}>
          <Logo />
          <span>{t('app')}</span>
        </a>
        <h1 className="crumb">
          <Icon name="right" small />
          <b>
            {versionOf
              ? t('import.titleVersion', {
                  title: versionOf.title,
                  n: versionOf.version + 1,
                })
              : t('import.title')}
          </b>
        </h1>
        <span className="grow" />
        <span className="muted num">
          {t('import.summary', {
            headings: count('heading'),
            speakers: speakers.length,
            out: count('out'),
          })}
        </span>
        <button
          type="button"
          className="btn sq"
          aria-label={t('import.undo')}
          title={t('import.undo')}
          disabled={!review.canUndo}
          onClick={() => edit({ type: 'undo' })}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="btn sq"
          aria-label={t('import.redo')}
          title={t('import.redo')}
          disabled={!review.canRedo}
          onClick={() => edit({ type: 'redo' })}
        >
          <Icon name="redo" />
        </button>
      </header>
      <main className="imp2" id="lines">
        <section className="raw" ref={raw} aria-labelledby="raw-title">
          <div className="ph">
            <h2 id="raw-title">{t('import.raw')}</h2>
            <span>
              {t('import.rawHint', { count: lines.length })}{' '}
              <span className="kbd">↑</span>
              <span className="kbd">↓</span> {t('import.keys.move')}{' '}
              <span className="kbd">H</span> {t('import.keys.heading')}{' '}
              <span className="kbd">Q</span> {t('import.keys.ask')}{' '}
              <span className="kbd">A</span> {t('import.keys.answer')}{' '}
              <span className="kbd">D</span> {t('import.keys.out')}{' '}
              <span className="kbd">E</span> {t('import.keys.edit')}{' '}
              <span className="kbd">M</span> {t('import.keys.merge')}
            </span>
          </div>
          {(versionOf ? [] : page.like).map(like => (
            <p key={like.id} className="note-bar info">
              <Icon name="book" />
              <span className="grow">
                {t('import.like')} <b>{like.title}</b>
              </span>
              <a className="btn" href={`/articles/${like.id}`}>
                {t('import.likeOpen')}
              </a>
              <button
                type="button"
                className="btn line"
                disabled={state === 'saving'}
                onClick={() => void saveAsVersion(like.id)}
              >
                {t('import.likeVersion')}
              </button>
            </p>
          ))}
          {page.snapshot && (
            <p className="muted num snap">
              {t('import.snapshot', {
                size: Math.ceil(page.snapshot.bytes / 1000),
                hash: page.snapshot.sha256.slice(0, 12),
              })}
            </p>
          )}
          {lines.map((line, i) => (
            <ReviewLine
              key={i}
              line={line}
              at={i}
              choices={choices.get(i) ?? NONE}
              speakers={speakers}
              asker={asker}
              here={i === here}
              editing={i === editing}
              edit={make}
              onHere={setHere}
              onEditing={setEditing}
            />
          ))}
        </section>
        <section className="pvw" aria-labelledby="preview-title">
          <div className="ph">
            <h2 id="preview-title">{t('import.preview')}</h2>
            <span>{t('import.previewHint')}</span>
          </div>
          <ReviewPreview draft={draft} asker={asker} edit={make} />
        </section>
      </main>
      <footer className="foot">
        {doubts.length > 0 ? (
          <>
            <span className="note-bar">
              <Icon name="warn" />
              {t('import.doubts', {
                count: doubts.length,
                lines: doubts
                  .slice(0, 6)
                  .map(i => i + 1)
                  .join('、'),
              })}
            </span>
            <button type="button" className="btn" onClick={jump}>
              {t('import.next')} <span className="kbd">J</span>
            </button>
          </>
        ) : (
          <span className="muted">{t('import.sure')}</span>
        )}
        {page.site !== null && (
          <label className="check">
            <input
              type="checkbox"
              checked={remember}
              onChange={event => setRemember(event.target.checked)}
            />
            {t('import.remember')}
          </label>
        )}
        <span className="grow" />
        {fault && (
          <span className="note-bar err" role="alert">
            <Icon name="warn" />
            {fault}
          </span>
        )}
        <span className="muted" role="status">
          {state === 'kept' ? t('import.kept') : ''}
          <span className="vh">{said}</span>
        </span>
        <button
          type="button"
          className="btn lg"
          disabled={state === 'saving'}
          onClick={() => void discard()}
        >
          {t('import.discard')}
        </button>
        <button
          type="button"
          className="btn line lg"
          disabled={state === 'saving'}
          onClick={() => void keep()}
        >
          {t('import.keep')}
        </button>
        {versionOf && fault && (
          <button
            type="button"
            className="btn line lg"
            onClick={() => void saveAsVersion(versionOf.id, true)}
          >
            {t('import.saveAnyway')}
          </button>
        )}
        <button
          type="button"
          className="btn pri lg"
          disabled={state === 'saving' || draft.fields.title.trim() === ''}
          onClick={() =>
            void (versionOf ? saveAsVersion(versionOf.id) : save())
          }
        >
          {state === 'saving'
            ? t('import.saving')
            : versionOf
              ? t('import.saveVersion', { n: versionOf.version + 1 })
              : t('import.save')}
        </button>
      </footer>
    </div>
  );
}

const NONE: never[] = [];
