import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  COLOURS,
  type Annotation,
  type AnnotationContent,
} from '#app/annotations/annotation.ts';
import { AnnotationForm } from '#app/annotations/AnnotationForm.tsx';
import type { DraftShelf } from '#app/live/drafts.ts';
import { canChangeAnnotation, type Actor } from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { useTimeText } from '#app/i18n/time-text.ts';

type Props = {
  annotation: Annotation;
  active: boolean;
  me: Actor;
  vocabulary: string[];
  drafts: DraftShelf;
  /** Tops are laid out by the desk; undefined while the page has no script. */
  top: number | undefined;
  onActivate(): void;
  onChange(content: Partial<AnnotationContent>): void;
  onRemove(): void;
};

/** An annotation beside its text. */
export function Card(props: Props) {
  const { t } = useTranslation();
  const { annotation, active, drafts } = props;
  const { id, kind, colour, body, tags, author, anchor } = annotation;
  const draft = `annotation.${id}`;
  const [editing, setEditing] = useState(false);
  const timeText = useTimeText();
  const mayChange = canChangeAnnotation(props.me, {
    createdBy: author.id,
    visibility: annotation.visibility,
  });
  const kept = editing || active ? drafts.read(draft) : null;
  const open = editing || kept !== null;

  const stop = (): void => {
    drafts.write(draft, '');
    setEditing(false);
  };

  return (
    <div
      id={`a-${id}`}
      data-card={id}
      className={`card ${kind}${colour ? ` hl-${colour}` : ''}${active ? ' act' : ''}`}
      style={props.top === undefined ? undefined : { top: props.top }}
      role="comment"
      aria-label={t('card.label', {
        kind: t(`kind.${kind}`),
        name: author.name,
        quote: anchor.exact.slice(0, 40),
      })}
      aria-current={active ? 'true' : undefined}
      tabIndex={0}
      onClick={() => !active && props.onActivate()}
      onKeyDown={event => {
        if (event.target === event.currentTarget && event.key === 'Enter') {
          props.onActivate();
        }
      }}
    >
      <header className="hd">
        <Avatar name={author.name} colour={author.colour} />
        <b className="trunc">{author.name}</b>
        <time dateTime={annotation.createdAt} suppressHydrationWarning>
          {timeText(annotation.createdAt)}
        </time>
        <span className="grow" />
        <span className="kd">
          {colour ? t(`colour.${colour}`) : t(`kind.${kind}`)}
        </span>
      </header>
      <q className="qt">{anchor.exact}</q>
      {open ? (
        <AnnotationForm
          kind={kind}
          initial={restored(kept, body, tags)}
          vocabulary={props.vocabulary}
          focus={kind === 'tag' ? 'tags' : 'body'}
          onType={words => drafts.write(draft, JSON.stringify(words))}
          onCancel={stop}
          onSave={(text, names) => {
            stop();
            props.onChange({ body: text, tags: names });
          }}
        />
      ) : (
        <>
          {body !== '' && <p className="bd">{body}</p>}
          {tags.length > 0 && (
            <p className="tg">
              {tags.map(tag => (
                <span className="tag" key={tag}>
                  {tag}
                </span>
              ))}
            </p>
          )}
        </>
      )}
      {active && !open && mayChange && (
        <footer className="acts">
          {kind === 'highlight' && (
            <span className="sws" role="group" aria-label={t('card.colour')}>
              {COLOURS.map(choice => (
                <button
                  key={choice}
                  type="button"
                  className={`sw hl-${choice}`}
                  aria-pressed={choice === colour}
                  aria-label={t(`colour.${choice}`)}
                  title={t(`colour.${choice}`)}
                  onClick={() => props.onChange({ colour: choice })}
                >
                  <span className="d" />
                </button>
              ))}
            </span>
          )}
          <button
            type="button"
            className="btn"
            onClick={() => setEditing(true)}
          >
            <Icon name="edit" small />
            {t('card.edit')}
          </button>
          <button type="button" className="btn" onClick={props.onRemove}>
            <Icon name="bin" small />
            {t('card.remove')}
          </button>
        </footer>
      )}
    </div>
  );
}

/** What the form opens with: the draft as it was typed, else what is saved. */
function restored(
  kept: string | null,
  body: string,
  tags: string[],
): { body: string; tags: string } {
  const saved = { body, tags: tags.join(' ') };
  if (kept === null) return saved;
  try {
    return { ...saved, ...(JSON.parse(kept) as Partial<typeof saved>) };
  } catch {
    return saved;
  }
}
