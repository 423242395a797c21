import { useId, useState } from 'react';

import {
  MAX_BODY,
  MAX_TAG,
  MAX_TAGS,
  type Kind,
} from '#app/annotations/annotation.ts';
import { NoteField } from '#app/annotations/NoteField.tsx';
import type { Word } from '#app/annotations/tag.ts';
import type { ClaimContent } from '#app/claims/claim.ts';
import { ClaimFields } from '#app/claims/ClaimFields.tsx';
import {
  TagField,
  withTyped,
  type TagDraft,
} from '#app/annotations/TagField.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ModKey } from '#app/ui/ModKey.tsx';

/** What the form holds; also what a draft keeps. */
export type Words = {
  body: string;
  tags: TagDraft;
  /** What a suggested edit puts in place of the words; absent for all else. */
  replacement?: string;
  /** Of a claim that is being made: who says it, what about; absent for all else. */
  claim?: ClaimContent;
};

type Props = {
  kind: Kind;
  initial: Words;
  words: readonly Word[];
  focus: 'body' | 'tags' | 'replacement';
  /** The words that a suggested edit would replace. */
  quote?: string;
  onType(words: Words): void;
  onSave(
    body: string,
    tags: string[],
    replacement: string | null,
    claim: ClaimContent | null,
  ): void;
  onCancel(): void;
};

/** What the note is, where it is more than one. */
const NOTES: Partial<Record<Kind, string>> = {
  edit: 'reason',
  claim: 'statement',
  query: 'question',
};

/** Where a note and its tags are written. */
export function AnnotationForm(props: Props) {
  const { t } = useTranslation();
  const { kind, focus } = props;
  const [words, setWords] = useState(props.initial);
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();

  const type = (change: Partial<Words>): void => {
    const next = { ...words, ...change };
    setWords(next);
    setFault(null);
    props.onType(next);
  };

  const save = (): void => {
    const names = withTyped(words.tags);
    const body = words.body.trim();
    const replacement = kind === 'edit' ? (words.replacement ?? '') : null;
    const found =
      kind === 'note' && body === ''
        ? t('error.note-empty')
        : kind === 'query' && body === ''
          ? t('error.question-missing')
          : body.length > MAX_BODY
            ? t('error.body-too-long')
            : kind === 'tag' && names.length === 0
              ? t('error.tag-missing')
              : names.some(name => name.length > MAX_TAG)
                ? t('error.tag-too-long')
                : names.length > MAX_TAGS
                  ? t('error.tags-too-many')
                  : replacement !== null && /[\r\n]/.test(replacement)
                    ? t('error.replacement-line')
                    : replacement !== null && replacement === props.quote
                      ? t('error.edit-nothing')
                      : null;
    if (found) setFault(found);
    else props.onSave(body, names, replacement, words.claim ?? null);
  };

  // Before the editor's own keys. A composing Enter belongs to the input method.
  const onKeyDownCapture = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    props.onCancel();
  };

  return (
    <form
      className="af"
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      aria-describedby={fault ? `${id}-fault` : undefined}
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
    >
      {kind === 'edit' && (
        <label className="rep">
          <span>{t('form.replacement')}</span>
          <textarea
            className="field"
            rows={2}
            value={words.replacement ?? ''}
            placeholder={t('form.replacement-placeholder')}
            autoFocus={focus === 'replacement'}
            aria-invalid={fault ? true : undefined}
            onChange={event => type({ replacement: event.target.value })}
          />
        </label>
      )}
      {words.claim && (
        <ClaimFields
          claim={words.claim}
          onChange={change =>
            words.claim && type({ claim: { ...words.claim, ...change } })
          }
        />
      )}
      {kind !== 'tag' && (
        <NoteField
          value={words.body}
          label={t(`form.${NOTES[kind] ?? 'note'}`)}
          placeholder={t(`form.${NOTES[kind] ?? 'note'}-placeholder`)}
          focused={focus === 'body'}
          invalid={fault !== null}
          onChange={body => type({ body })}
        />
      )}
      <TagField
        value={words.tags}
        words={props.words}
        focused={focus === 'tags'}
        onChange={tags => type({ tags })}
        onSubmit={save}
      />
      {fault && (
        <p className="er" role="alert" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn pri">
          {t('form.save')} <ModKey and="↵" />
        </button>
        <button type="button" className="btn" onClick={props.onCancel}>
          {t('form.cancel')} <span className="kbd">Esc</span>
        </button>
      </div>
    </form>
  );
}
