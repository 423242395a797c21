import { memo } from 'react';

import {
  COLOURS,
  isBare,
  type Annotation,
  type AnnotationContent,
} from '#app/annotations/annotation.ts';
import { EditForm } from '#app/annotations/EditForm.tsx';
import { NoteText } from '#app/annotations/NoteText.tsx';
import { plainNote } from '#app/annotations/plain-note.ts';
import type { Word } from '#app/annotations/tag.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import {
  canChangeAnnotation,
  canResolve,
  type Actor,
} from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

/** What cards ask of the desk; the same object for all of them. */
export type CardActions = {
  activate(id: string): void;
  change(id: string, content: Partial<AnnotationContent>): void;
  remove(id: string): void;
  copyLink(id: string): void;
  /** The form of a card is opened or closed. */
  edit(id: string | null): void;
};

type Props = {
  annotation: Annotation;
  active: boolean;
  editing: boolean;
  me: Actor;
  words: readonly Word[];
  drafts: DraftShelf;
  actions: CardActions;
};

/** An annotation beside its text: at rest, active, resolved. */
export const Card = memo(function Card(props: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { annotation, active, actions } = props;
  const { id, kind, colour, body, tags, author, anchor, resolved } = annotation;
  const quote = anchor?.exact ?? '';
  const open = active && props.editing;

  return (
    <div
      id={`a-${id}`}
      data-card={id}
      className={[
        'card',
        kind,
        colour ? `hc-${colour}` : '',
        active ? 'act' : '',
        resolved ? 'res' : '',
      ].join(' ')}
      role="comment"
      aria-label={t('card.label', {
        kind: t(`kind.${kind}`),
        name: author.name,
        quote: quote.slice(0, 40) || t('card.wholeArticle'),
      })}
      aria-current={active ? 'true' : undefined}
      tabIndex={0}
      onClick={() => !active && actions.activate(id)}
      onKeyDown={event => {
        if (event.target === event.currentTarget && event.key === 'Enter') {
          event.stopPropagation();
          actions.activate(id);
        }
      }}
    >
      {resolved && !active ? (
        <Resolved annotation={annotation} />
      ) : (
        <>
          <header className="hd">
            <Avatar name={author.name} colour={author.colour} />
            <b className="trunc">{author.name}</b>
            <time
              dateTime={new Date(annotation.createdAt).toISOString()}
              suppressHydrationWarning
            >
              {timeText(annotation.createdAt)}
            </time>
            <span className="grow" />
            <Tags tags={tags} words={props.words} />
            <span className="kd">
              {colour ? t(`colour.${colour}`) : t(`kind.${kind}`)}
            </span>
          </header>
          {(isBare(annotation) || kind === 'tag') && (
            <q className="qt">{quote}</q>
          )}
          {!anchor && <p className="wh">{t('card.wholeArticle')}</p>}
          {open ? (
            <EditForm
              annotation={annotation}
              words={props.words}
              drafts={props.drafts}
              actions={actions}
            />
          ) : (
            body !== '' && <NoteText body={body} whole={active} />
          )}
          {active && !open && <Actions {...props} />}
        </>
      )}
    </div>
  );
});

function Resolved({ annotation }: { annotation: Annotation }) {
  const { t } = useTranslation();
  const { author, body, anchor, tags } = annotation;
  const words = plainNote(body) || tags.join(' ') || anchor?.exact;
  return (
    <header className="hd">
      <Icon name="check" small />
      <b>{t('card.resolved')}</b>
      <span className="trunc">
        {author.name} · {words}
      </span>
    </header>
  );
}

function Tags({ tags, words }: { tags: string[]; words: readonly Word[] }) {
  return tags.map(tag => {
    const colour = words.find(word => word.name === tag)?.colour;
    return (
      <span className={colour ? `tag tc-${colour}` : 'tag'} key={tag}>
        {tag}
      </span>
    );
  });
}

function Actions({ annotation, me, actions }: Props) {
  const { t } = useTranslation();
  const { id, kind, colour, resolved, author, visibility } = annotation;
  const owned = { createdBy: author.id, visibility };
  const mayChange = canChangeAnnotation(me, owned);
  return (
    <footer className="acts">
      {mayChange && kind === 'highlight' && (
        <span className="sws" role="group" aria-label={t('card.colour')}>
          {COLOURS.map(choice => (
            <button
              key={choice}
              type="button"
              className={`sw hl-${choice}`}
              aria-pressed={choice === colour}
              aria-label={t(`colour.${choice}`)}
              title={t(`colour.${choice}`)}
              onClick={() => actions.change(id, { colour: choice })}
            >
              <span className="d" />
            </button>
          ))}
        </span>
      )}
      {mayChange && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.edit(id)}
          aria-keyshortcuts="e"
        >
          <Icon name="edit" small />
          {t('card.edit')} <span className="kbd">E</span>
        </button>
      )}
      {canResolve(me, owned) && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.change(id, { resolved: !resolved })}
          aria-keyshortcuts="x"
        >
          <Icon name={resolved ? 'redo' : 'check'} small />
          {t(resolved ? 'card.reopen' : 'card.resolve')}{' '}
          <span className="kbd">X</span>
        </button>
      )}
      <span className="grow" />
      <button
        type="button"
        className="btn sq"
        aria-label={t('card.copyLink')}
        title={t('card.copyLink')}
        onClick={() => actions.copyLink(id)}
      >
        <Icon name="link" small />
      </button>
      {mayChange && (
        <button
          type="button"
          className="btn sq"
          aria-label={t('card.remove')}
          title={t('card.remove')}
          onClick={() => actions.remove(id)}
        >
          <Icon name="bin" small />
        </button>
      )}
    </footer>
  );
}
