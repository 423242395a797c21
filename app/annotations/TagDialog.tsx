import { useId, useState } from 'react';

import { MAX_TAG, tagName, type Colour } from '#app/annotations/annotation.ts';
import {
  MAX_DESCRIPTION,
  TAG_KEYS,
  type Tag,
  type TagKey,
  type TagReach,
} from '#app/annotations/tag.ts';
import type { TagChange } from '#app/annotations/vocabulary-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Dialog } from '#app/ui/Dialog.tsx';

/** What is about to be done to a tag, and what that touches; null where it could not be asked. */
export type TagTask = {
  kind: 'edit' | 'merge' | 'remove';
  tag: Tag;
  reach: TagReach | null;
};

type Props = {
  task: TagTask;
  tags: readonly Tag[];
  colours: readonly Colour[];
  onChange(change: TagChange): void;
  onMerge(into: Tag): void;
  onRemove(): void;
  onClose(): void;
};

/** Changes, merges or removes a tag, after saying what that touches. */
export function TagDialog(props: Props) {
  const { t } = useTranslation();
  const { task, tags, onClose } = props;
  const { tag, kind, reach } = task;
  const id = useId();
  const [name, setName] = useState(tag.name);
  const [colour, setColour] = useState(tag.colour);
  const [description, setDescription] = useState(tag.description);
  const [hotkey, setHotkey] = useState(tag.hotkey);
  const others = tags.filter(other => other.id !== tag.id);
  const [into, setInto] = useState(others[0]?.id ?? '');
  const target = others.find(other => other.id === into);
  const count = reach?.annotations ?? tag.annotations;
  const articles = reach?.articles ?? '?';
  const renamed = tagName(name) !== tag.name;

  const submit = (): void => {
    if (kind === 'remove') props.onRemove();
    else if (kind === 'merge') {
      if (!target) return;
      props.onMerge(target);
    } else {
      const wanted = tagName(name);
      if (wanted === '') return;
      props.onChange({ name: wanted, colour, description, hotkey });
    }
    onClose();
  };

  return (
    <Dialog className="dlg tag-dialog" labelledBy={`${id}-t`} onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id={`${id}-t`}>
          {t(
            kind === 'edit'
              ? 'vocabulary.edit'
              : kind === 'merge'
                ? 'vocabulary.merge'
                : 'vocabulary.remove',
            { name: tag.name },
          )}
        </h2>
        {kind === 'edit' && (
          <>
            <label>
              {t('vocabulary.name')}
              <span className="field">
                <input
                  value={name}
                  required
                  maxLength={MAX_TAG}
                  onChange={event => setName(event.target.value)}
                />
              </span>
            </label>
            {renamed && count > 0 && (
              <p role="status">
                {t('vocabulary.renameTouches', { count, articles })}
              </p>
            )}
            <fieldset>
              <legend>{t('vocabulary.colour')}</legend>
              <span className="sws">
                {[null, ...props.colours].map(choice => (
                  <button
                    key={choice ?? 'none'}
                    type="button"
                    className={`sw ${choice ? `hl-${choice}` : 'no'}`}
                    aria-pressed={choice === colour}
                    aria-label={
                      choice ? t(`colour.${choice}`) : t('vocabulary.noColour')
                    }
                    onClick={() => setColour(choice)}
                  >
                    <span className="d" />
                  </button>
                ))}
              </span>
            </fieldset>
            <label>
              {t('vocabulary.description')}
              <textarea
                value={description}
                rows={2}
                maxLength={MAX_DESCRIPTION}
                onChange={event => setDescription(event.target.value)}
              />
            </label>
            <label>
              {t('vocabulary.key')}
              <select
                className="chip"
                value={hotkey ?? ''}
                onChange={event =>
                  setHotkey((event.target.value || null) as TagKey | null)
                }
              >
                <option value="">{t('vocabulary.noKey')}</option>
                {TAG_KEYS.map(key => (
                  <option key={key} value={key}>
                    {key.toUpperCase()}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        {kind === 'merge' && (
          <>
            <label>
              {t('vocabulary.mergeInto')}
              <select
                className="chip"
                value={into}
                onChange={event => setInto(event.target.value)}
              >
                {others.map(other => (
                  <option key={other.id} value={other.id}>
                    #{other.name}
                  </option>
                ))}
              </select>
            </label>
            <p role="status">
              {t('vocabulary.mergeTouches', {
                name: tag.name,
                into: target?.name ?? '',
                count,
                articles,
              })}
            </p>
          </>
        )}
        {kind === 'remove' && (
          <p role="status">
            {t('vocabulary.removeTouches', { name: tag.name, count, articles })}{' '}
            {reach && reach.bare > 0
              ? t('vocabulary.removeBare', { count: reach.bare })
              : ''}
          </p>
        )}
        <div className="acts">
          <button
            className={kind === 'edit' ? 'btn pri' : 'btn line danger'}
            disabled={kind === 'merge' && !target}
          >
            {t(
              kind === 'edit'
                ? 'vocabulary.save'
                : kind === 'merge'
                  ? 'vocabulary.mergeDo'
                  : 'vocabulary.removeDo',
            )}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t('vocabulary.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
