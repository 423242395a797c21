import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';

import { STANCES, type Stance } from '#app/claims/claim.ts';
import { secondsOf, timeOf, type Locator } from '#app/claims/evidence.ts';
import { EvidenceStore } from '#app/claims/evidence-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { TextMap } from '#app/sources/locating.ts';
import { piecesOf, type Piece } from '#app/sources/pieces.ts';
import type { Snapshot } from '#app/sources/source.ts';
import { Icon } from '#app/ui/Icon.tsx';
import { useEarlyInput } from '#app/ui/use-early-input.ts';

type Props = {
  source: string;
  snapshot: Snapshot & { map: TextMap };
  /** A recording of the source's, to be played from what is said; null for none. */
  recording: { id: string; mediaType: string } | null;
  /** The claim that a passage is looked for; null for none. */
  claim: { id: string; label: string; address: string } | null;
  /** Where the evidence stands that led here; null for none. */
  locator: Locator | null;
};

type Span = [start: number, end: number];

/** A snapshot to read in: the passage in its place, and words to be selected for a claim. */
export function SnapshotViewer(props: Props) {
  const { t } = useTranslation();
  const { source, snapshot, recording, claim, locator } = props;
  const at = `/api/v1/sources/${source}/snapshots`;
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<Span | null>(
    locator?.start != null && locator.end != null
      ? [locator.start, locator.end]
      : null,
  );
  const [selected, setSelected] = useState<Span | null>(null);
  const player = useRef<HTMLMediaElement>(null);

  useEffect(() => {
    if (snapshot.textLength === 0) return;
    let gone = false;
    void fetch(`${at}/${snapshot.id}/text`)
      .then(answer => (answer.ok ? answer.text() : null))
      .catch(() => null)
      .then(whole => {
        if (!gone) setText(whole);
      });
    return () => {
      gone = true;
    };
  }, [at, snapshot.id, snapshot.textLength]);

  const play = (seconds: number): void => {
    const media = player.current;
    if (!media) return;
    media.currentTime = seconds;
    void media.play().catch(() => {});
  };
  // A recording opens where the evidence says.
  const from = locator?.time ? secondsOf(locator.time) : null;
  useEffect(() => {
    const media = player.current;
    if (media && from !== null) media.currentTime = from;
  }, [from]);

  return (
    <div className="viewer">
      {recording && (
        <div className="media">
          <audio
            ref={player as React.RefObject<HTMLAudioElement>}
            controls
            preload="metadata"
            src={`${at}/${recording.id}/bytes`}
          />
          {from !== null && (
            <button
              type="button"
              className="btn line"
              onClick={() => play(from)}
            >
              <Icon name="sound" small />{' '}
              {t('sources.play', { time: locator?.time ?? '' })}
            </button>
          )}
        </div>
      )}
      {/^image\/(?!svg)/.test(snapshot.mediaType) && (
        <img
          className="picture"
          src={`${at}/${snapshot.id}/bytes`}
          alt={snapshot.name}
        />
      )}
      {text !== null && (
        <>
          <Find
            text={text}
            found={found}
            onFind={span => {
              setFound(span);
              setSelected(span);
            }}
          />
          <Text
            text={text}
            map={snapshot.map}
            found={found}
            onSelect={setSelected}
            onPlay={recording ? play : null}
          />
        </>
      )}
      {claim && text !== null && (
        <Attach
          claim={claim}
          source={source}
          snapshot={snapshot.id}
          words={selected && text.slice(...selected)}
          span={selected}
        />
      )}
    </div>
  );
}

/** Looks for words in the text; each Enter goes on to the next place. */
function Find(props: {
  text: string;
  found: Span | null;
  onFind(span: Span | null): void;
}) {
  const { t } = useTranslation();
  const { text, found, onFind } = props;
  const [words, setWords] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEarlyInput(field, words, setWords);
  const places = useMemo(() => {
    const all: number[] = [];
    if (words.trim() === '') return all;
    const within = text.toLowerCase();
    const wanted = words.toLowerCase();
    // Letters that change their length with their case would shift every offset.
    if (within.length !== text.length) return all;
    for (
      let at = within.indexOf(wanted);
      at >= 0 && all.length < 1000;
      at = within.indexOf(wanted, at + 1)
    ) {
      all.push(at);
    }
    return all;
  }, [text, words]);
  const go = (by: 1 | -1): void => {
    if (places.length === 0) return;
    const now = found ? places.indexOf(found[0]) : -1;
    const to = places[(now + by + places.length) % places.length] ?? 0;
    onFind([to, to + words.length]);
  };
  return (
    <form
      className="finder"
      role="search"
      onSubmit={event => {
        event.preventDefault();
        go(1);
      }}
    >
      <label className="field">
        <Icon name="search" small />
        <input
          ref={field}
          type="search"
          value={words}
          aria-label={t('sources.search')}
          placeholder={t('sources.search')}
          onChange={event => setWords(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || !event.shiftKey) return;
            event.preventDefault();
            go(-1);
          }}
        />
      </label>
      {words.trim() !== '' && (
        <span className="muted num" role="status">
          {t('sources.found', { count: places.length })}
        </span>
      )}
    </form>
  );
}

/** What a piece is taken to be high, in pixels, until it is measured. */
const PIECE = 400;

function Text(props: {
  text: string;
  map: TextMap;
  found: Span | null;
  onSelect(span: Span | null): void;
  onPlay: ((seconds: number) => void) | null;
}) {
  const { text, map, found, onSelect, onPlay } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => piecesOf(text, map), [text, map]);
  const virtual = useVirtualizer({
    count: pieces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => PIECE,
    overscan: 3,
  });
  useEffect(() => {
    if (!found) return;
    const index = pieces.findIndex(piece => found[0] < piece.end);
    if (index < 0) return;
    virtual.scrollToIndex(index, { align: 'start' });
    // Once it is there, the words themselves.
    let tries = 0;
    const settle = (): void => {
      const mark = scroller.current?.querySelector('mark');
      if (mark) mark.scrollIntoView({ block: 'center' });
      else if (tries++ < 20) requestAnimationFrame(settle);
    };
    requestAnimationFrame(settle);
  }, [found, pieces, virtual]);
  useEffect(() => {
    const onChange = (): void => {
      const span = scroller.current && selectedIn(scroller.current);
      if (span) onSelect(span);
    };
    document.addEventListener('selectionchange', onChange);
    return () => document.removeEventListener('selectionchange', onChange);
  }, [onSelect]);
  return (
    <div ref={scroller} className="pieces" tabIndex={0}>
      <div className="bb" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const piece = pieces[item.index];
          return (
            piece && (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="piece"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <PieceView
                  piece={piece}
                  text={text}
                  found={found}
                  onPlay={onPlay}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function PieceView(props: {
  piece: Piece;
  text: string;
  found: Span | null;
  onPlay: ((seconds: number) => void) | null;
}) {
  const { t } = useTranslation();
  const { piece, text, found, onPlay } = props;
  const { start, end, page, seconds } = piece;
  const from = Math.min(Math.max(found?.[0] ?? start, start), end);
  const to = Math.min(Math.max(found?.[1] ?? start, from), end);
  return (
    <>
      <div
        className="where num"
        aria-hidden={page === null && seconds === null}
      >
        {page !== null && t('claims.page', { n: page })}
        {seconds !== null &&
          (onPlay ? (
            <button
              type="button"
              className="link"
              onClick={() => onPlay(seconds)}
              aria-label={t('sources.play', { time: timeOf(seconds) })}
            >
              {timeOf(seconds)}
            </button>
          ) : (
            timeOf(seconds)
          ))}
      </div>
      <p data-start={start}>
        {text.slice(start, from)}
        {to > from && <mark>{text.slice(from, to)}</mark>}
        {text.slice(to, end)}
      </p>
    </>
  );
}

/** The span of a text that is selected; null where nothing of it is. */
function selectedIn(root: HTMLElement): Span | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const start = offsetOf(root, range.startContainer, range.startOffset);
  const end = offsetOf(root, range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : [start, end];
}

/** A place in the page as an offset of the text; null where it is none of it. */
function offsetOf(
  root: HTMLElement,
  node: Node,
  offset: number,
): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-start]');
  if (!piece || !root.contains(piece)) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, offset);
  return Number(piece.dataset['start']) + before.toString().length;
}

/** What is selected becomes evidence for the claim. */
function Attach(props: {
  claim: NonNullable<Props['claim']>;
  source: string;
  snapshot: string;
  words: string | null;
  span: Span | null;
}) {
  const { t } = useTranslation();
  const { claim, source, snapshot, words, span } = props;
  const [store] = useState(
    () => new EvidenceStore({ ask, send: change => outbox.send(change) }),
  );
  const [said, setSaid] = useState<{ text: string; ok: boolean } | null>(null);
  const attach = async (stance: Stance): Promise<void> => {
    if (!span || words === null) return;
    const [start, end] = span;
    try {
      const made = await store.attach(claim.id, {
        ...{ source, snapshot, stance, quote: words, note: '' },
        locator: { start, end },
      });
      const check = t(`quoteCheck.${made.quoteCheck}`);
      setSaid({ text: t('sources.attached', { check }), ok: true });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setSaid({ text, ok: false });
    }
  };
  return (
    <div className="attach" role="toolbar" aria-label={t('sources.attachAs')}>
      {words === null || words.trim() === '' ? (
        <span className="muted">
          {t('sources.selectFor', { number: claim.label })}
        </span>
      ) : (
        <>
          <q className="trunc">{words}</q>
          {STANCES.map(stance => (
            <button
              key={stance}
              type="button"
              className={`btn line ev ${stance}`}
              // The press must not take the selection away.
              onPointerDown={event => event.preventDefault()}
              onClick={() => void attach(stance)}
            >
              {t(`stance.${stance}`)}
            </button>
          ))}
        </>
      )}
      <span className="grow" />
      {said && (
        <span
          className={said.ok ? 'same' : 'er'}
          role={said.ok ? 'status' : 'alert'}
        >
          {said.text}
        </span>
      )}
      <a className="btn" href={claim.address}>
        {t('sources.back')}
      </a>
    </div>
  );
}
