import { useState } from 'react';

import { asksReview, type Review } from '#app/annotations/annotation.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import type { ReviewItem } from '#app/annotations/review.ts';
import { diffCharacters } from '#app/articles/compare.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { canResolve, type Actor } from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

/** What somebody decides of one: its words, or other ones. */
export type Decision =
  | { review: Exclude<Review, 'placed'> }
  | { review: 'placed'; start: number; end: number };

/** What the queue and its cards are made of. */
export type QueueProps = {
  items: readonly ReviewItem[];
  /** How many the version left exactly as they were. */
  counts: { exact: number; moved: number; changed: number; lost: number };
  me: Actor;
  /** Whether it is the newest version, of which alone is decided. */
  open: boolean;
  version: number;
  /** Index of the block that an offset lies in, from 1. */
  blockOf(offset: number): number;
  onDecide(id: string, decision: Decision): void;
  onRemove(item: ReviewItem): void;
  /** Wants to be shown where it is, or was. */
  onShow(item: ReviewItem): void;
  /** Wants other words to be chosen in the text for it; null when no longer. */
  onChoose(id: string | null): void;
  /** The one that words are being chosen for. */
  choosing: string | null;
};

/** Whether somebody may decide of one; a private one is listed for its author alone. */
export const mayReview = (me: Actor, { author }: ReviewItem): boolean =>
  canResolve(me, { createdBy: author.id, visibility: 'team' });

type CardProps = QueueProps & { item: ReviewItem };

/** Whose it is, what it is and says. */
function Head({ item }: { item: ReviewItem }) {
  const { t } = useTranslation();
  const { author, kind, colour, tags, body } = item;
  return (
    <>
      <header className="hd">
        <Avatar name={author.name} colour={author.colour} />
        <b className="trunc">{author.name}</b>
        <span>
          {t(`kind.${kind}`)}
          {colour && ` · ${t(`colour.${colour}`)}`}
        </span>
        <span className="grow" />
        {tags.slice(0, 2).map(tag => (
          <span className="tag" key={tag}>
            {tag}
          </span>
        ))}
      </header>
      {body !== '' && <p className="said">{plainNote(body)}</p>}
    </>
  );
}

/** One that has lost its words: where it may belong. */
export function LostCard(props: CardProps) {
  const { item, me, open, version, choosing } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const place = item.places[chosen];
  const may = open && mayReview(me, item);
  const asks = asksReview(item);
  const isChoosing = choosing === item.id;
  return (
    <article className={`cc${asks ? ' hot' : ''}`} data-review={item.id}>
      <Head item={item} />
      <Old item={item} onShow={props.onShow}>
        {item.was.exact}
      </Old>
      <p className="muted small">
        {item.review === 'whole'
          ? t('compare.isWhole')
          : t(
              item.state === 'ambiguous'
                ? 'compare.isAmbiguous'
                : 'compare.isLost',
              {
                n: version,
              },
            )}
      </p>
      {may && asks && (
        <>
          {item.places.length > 0 && (
            <div role="radiogroup" aria-label={t('compare.places')}>
              {item.places.map((one, i) => (
                <label
                  key={one.start}
                  className={i === chosen ? 'cand on' : 'cand'}
                >
                  <input
                    type="radio"
                    name={item.id}
                    checked={i === chosen}
                    onChange={() => setChosen(i)}
                  />
                  <q>{one.exact}</q>
                  <span className="pc num">
                    {t('compare.blockAt', { n: props.blockOf(one.start) })} ·{' '}
                    {Math.round(one.confidence * 100)}%
                  </span>
                </label>
              ))}
            </div>
          )}
          <footer className="acts">
            {place && (
              <button
                type="button"
                className="btn pri"
                onClick={() =>
                  props.onDecide(item.id, {
                    review: 'placed',
                    ...spanOf(place),
                  })
                }
              >
                {t('compare.place')}
              </button>
            )}
            <button
              type="button"
              className="btn line"
              aria-pressed={isChoosing}
              onClick={() => props.onChoose(isChoosing ? null : item.id)}
            >
              {t('compare.choose')}
            </button>
            <span className="grow" />
            <button
              type="button"
              className="btn"
              onClick={() => props.onDecide(item.id, { review: 'whole' })}
            >
              {t('compare.whole')}
            </button>
          </footer>
          {isChoosing && (
            <p className="muted small" role="status">
              {t('compare.choosing')}
            </p>
          )}
        </>
      )}
    </article>
  );
}

const spanOf = ({ start, end }: { start: number; end: number }) => ({
  start,
  end,
});

/** One whose words changed: whether it still holds. */
export function ChangedCard(props: CardProps) {
  const { item, me, open } = props;
  const { t } = useTranslation();
  const may = open && mayReview(me, item);
  const decided = item.review;
  const owned = item.author.id === me.id;
  const decide = (review: 'holds' | 'again') => () =>
    props.onDecide(item.id, { review });
  return (
    <article
      className={`cc${decided === null ? '' : ' done'}`}
      data-review={item.id}
      tabIndex={-1}
      onKeyDown={event => {
        if (!may || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'y') decide('holds')();
        else if (event.key === 'c') decide('again')();
        else return;
        event.preventDefault();
      }}
    >
      <Head item={item} />
      <Old item={item} onShow={props.onShow}>
        {diffCharacters(item.was.exact, item.is?.exact ?? '').map(
          ({ text, type }, i) =>
            type === 'added' ? (
              <ins key={i}>{text}</ins>
            ) : type === 'removed' ? (
              <del key={i}>{text}</del>
            ) : (
              text
            ),
        )}
      </Old>
      <p className="muted small">
        {item.style
          ? t('compare.styleOnly')
          : item.alarms.length > 0
            ? item.alarms.map(alarm => t(`compare.alarm.${alarm}`)).join(' ')
            : t(
                item.state === 'changed'
                  ? 'compare.wordsChanged'
                  : 'compare.sentenceChanged',
              )}
      </p>
      {decided !== null && (
        <p className="small" role="status">
          <Icon name={decided === 'again' ? 'wait' : 'check'} small />{' '}
          {t(decided === 'again' ? 'compare.isAgain' : 'compare.isHeld')}
        </p>
      )}
      {may && (
        <footer className="acts">
          {decided !== 'holds' && decided !== 'placed' && (
            <button
              type="button"
              className="btn line"
              aria-keyshortcuts="y"
              onClick={decide('holds')}
            >
              <Icon name="check" small /> {t('compare.holds')}{' '}
              <span className="kbd">Y</span>
            </button>
          )}
          {decided !== 'again' && (
            <button
              type="button"
              className="btn"
              aria-keyshortcuts="c"
              onClick={decide('again')}
            >
              {t('compare.again')} <span className="kbd">C</span>
            </button>
          )}
          {item.kind === 'highlight' && owned && (
            <button
              type="button"
              className="btn"
              onClick={() => props.onRemove(item)}
            >
              {t('compare.remove')}
            </button>
          )}
        </footer>
      )}
    </article>
  );
}

/** One that went along with its words. */
export function FollowedCard({ item, blockOf, onShow }: CardProps) {
  const { t } = useTranslation();
  const { is, was, kind, author } = item;
  return (
    <button
      type="button"
      className="cc followed"
      data-review={item.id}
      onClick={() => onShow(item)}
    >
      <Avatar name={author.name} colour={author.colour} />
      <span className="vh">{t(`kind.${kind}`)}</span>
      <span className="trunc grow">{was.exact}</span>
      {is && (
        <span className="muted num">
          {t('compare.blockAt', { n: blockOf(is.start) })}
        </span>
      )}
      {item.voided && (
        <span className="ch" title={t('compare.sentenceChanged')}>
          <Icon name="warn" small />
          <span className="vh">{t('compare.sentenceChanged')}</span>
        </span>
      )}
    </button>
  );
}

/** The words that it was made of; pressed, the text shows them. */
function Old({
  item,
  onShow,
  children,
}: {
  item: ReviewItem;
  onShow(item: ReviewItem): void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="old"
      title={t('compare.show')}
      onClick={() => onShow(item)}
    >
      {children}
    </button>
  );
}
