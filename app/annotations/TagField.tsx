import { useEffect, useId, useRef, useState } from 'react';

import { tagName } from '#app/annotations/annotation.ts';
import { complete } from '#app/annotations/complete.ts';
import type { Word } from '#app/annotations/tag.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** Tags that are there, and what is being typed after them. */
export type TagDraft = { names: string[]; typed: string };

type Props = {
  value: TagDraft;
  words: readonly Word[];
  focused: boolean;
  onChange(value: TagDraft): void;
  /** Enter with nothing typed and nothing chosen. */
  onSubmit(): void;
};

const SEPARATORS = /[,，、;；]/;

/** The tags with what is typed among them. */
export function withTyped({ names, typed }: TagDraft): string[] {
  const added = typed.split(SEPARATORS).map(tagName).filter(Boolean);
  const all = new Map([...names, ...added].map(n => [n.toLowerCase(), n]));
  return [...all.values()];
}

/**
 * Tags as chips, with completion. While an input method composes no key means
 * anything here, a comma or Enter least of all.
 */
export function TagField({ value, words, focused, onChange, onSubmit }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const offers = open ? complete(words, value.typed, value.names) : [];

  useEffect(() => {
    if (focused) input.current?.focus({ preventScroll: true });
  }, [focused]);

  const commit = (draft: TagDraft): void => {
    onChange({ names: withTyped(draft), typed: '' });
    setOpen(false);
    setChosen(-1);
  };
  const take = (word: Word): void => {
    commit({ names: [...value.names, word.name], typed: '' });
    input.current?.focus({ preventScroll: true });
  };
  const drop = (name: string): void =>
    onChange({ ...value, names: value.names.filter(n => n !== name) });

  const onType = (typed: string): void => {
    setOpen(typed !== '');
    setChosen(-1);
    if (!composing.current && SEPARATORS.test(typed)) {
      commit({ ...value, typed });
    } else onChange({ ...value, typed });
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setOpen(true);
      const count = offers.length + 1;
      setChosen(((chosen + 1 + by + count) % count) - 1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const word = offers[chosen];
      if (word) take(word);
      else if (value.typed.trim() !== '') commit(value);
      else onSubmit();
    } else if (event.key === 'Escape' && open && offers.length > 0) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && value.typed === '') {
      onChange({ ...value, names: value.names.slice(0, -1) });
    }
  };

  return (
    <div className="tagfield">
      <div className="field" onClick={() => input.current?.focus()}>
        {value.names.map(name => (
          <span className="chip on" key={name}>
            <span className="tag">{name}</span>
            <button
              type="button"
              aria-label={t('form.dropTag', { name })}
              onClick={() => drop(name)}
            >
              <Icon name="x" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          value={value.typed}
          role="combobox"
          aria-label={t('form.tags')}
          aria-expanded={offers.length > 0}
          aria-controls={`${id}-offers`}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          placeholder={value.names.length > 0 ? '' : t('form.tags-placeholder')}
          autoComplete="off"
          autoCapitalize="off"
          onBlur={() => setOpen(false)}
          onChange={event => onType(event.target.value)}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={event => {
            composing.current = false;
            onType(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul
        className="offers"
        id={`${id}-offers`}
        role="listbox"
        aria-label={t('form.offers')}
        hidden={offers.length === 0}
      >
        {offers.map((word, i) => (
          <li
            key={word.name}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            // A press must not take the focus away first.
            onPointerDown={event => {
              event.preventDefault();
              take(word);
            }}
          >
            <span className={`tag${word.colour ? ` tc-${word.colour}` : ''}`}>
              {word.name}
            </span>
            {word.hotkey && (
              <span className="kbd">{word.hotkey.toUpperCase()}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
