import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  MAX_BODY,
  MAX_TAG,
  tagName,
  type Kind,
} from '#app/annotations/annotation.ts';

/** What the form holds; also what a draft keeps. */
export type Words = { body: string; tags: string };

type Props = {
  kind: Kind;
  initial: Words;
  /** Names that the vocabulary holds. */
  vocabulary: string[];
  focus: 'body' | 'tags';
  onType(words: Words): void;
  onSave(body: string, tags: string[]): void;
  onCancel(): void;
};

/** The names in a line of tags, parted by commas or spaces of either script. */
export function splitTags(line: string): string[] {
  const names = line.split(/[,，、;；\s]+/).map(tagName);
  return [...new Set(names.filter(name => name !== ''))];
}

/** Where a note and its tags are written. */
export function AnnotationForm(props: Props) {
  const { t } = useTranslation();
  const { kind, vocabulary, focus } = props;
  const [words, setWords] = useState(props.initial);
  const [fault, setFault] = useState<string | null>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const tags = useRef<HTMLInputElement>(null);
  const ids = useId();

  useEffect(() => {
    const field = focus === 'body' ? body.current : tags.current;
    field?.focus({ preventScroll: true });
  }, [focus]);

  const type = (change: Partial<Words>): void => {
    const next = { ...words, ...change };
    setWords(next);
    setFault(null);
    props.onType(next);
  };

  const save = (): void => {
    const names = splitTags(words.tags);
    if (kind === 'note' && words.body.trim() === '') {
      setFault(t('error.note-empty'));
      body.current?.focus();
    } else if (kind === 'tag' && names.length === 0) {
      setFault(t('error.tag-missing'));
      tags.current?.focus();
    } else if (names.some(name => name.length > MAX_TAG)) {
      setFault(t('error.tag-too-long', { max: MAX_TAG }));
      tags.current?.focus();
    } else props.onSave(words.body.trim(), names);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    // A composing Enter belongs to the input method.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const inTags = event.target === tags.current;
    const send = event.ctrlKey || event.metaKey || inTags;
    if (event.key === 'Enter' && send) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      props.onCancel();
    }
  };

  return (
    <form
      className="af"
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
    >
      {kind !== 'tag' && (
        <textarea
          ref={body}
          value={words.body}
          rows={3}
          maxLength={MAX_BODY}
          placeholder={t('form.note-placeholder')}
          aria-label={t('form.note')}
          aria-invalid={fault !== null}
          aria-describedby={fault ? `${ids}-fault` : undefined}
          onChange={event => type({ body: event.target.value })}
        />
      )}
      <span className="field">
        <span className="muted" aria-hidden="true">
          #
        </span>
        <input
          ref={tags}
          value={words.tags}
          list={`${ids}-tags`}
          placeholder={t('form.tags-placeholder')}
          aria-label={t('form.tags')}
          autoComplete="off"
          onChange={event => type({ tags: event.target.value })}
        />
        <datalist id={`${ids}-tags`}>
          {vocabulary.map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </span>
      {fault && (
        <p className="er" role="alert" id={`${ids}-fault`}>
          {fault}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn pri">
          {t('form.save')}
        </button>
        <button type="button" className="btn" onClick={props.onCancel}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  );
}
