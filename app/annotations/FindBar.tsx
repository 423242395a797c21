import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';

import { findAll } from '#app/annotations/find.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  text: string;
  reader: RefObject<ReaderHandle>;
  onGo(offset: number): void;
  onClose(): void;
};

/** Looks for words in the article; leaving it selects the place it stands at. */
export default function FindBar({ text, reader, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findAll(text, query), [text, query]);
  const place = found[at];

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const { current } = reader;
    current?.showFound(found, at);
    const start = found[at]?.[0];
    if (start !== undefined) onGo(start);
    return () => current?.showFound([], 0);
  }, [at, found, onGo, reader]);

  const close = (): void => {
    onClose();
    reader.current?.focus();
    if (place) reader.current?.select({ anchor: place[0], head: place[1] });
  };
  const step = (by: 1 | -1): void => {
    if (found.length > 0) setAt((at + by + found.length) % found.length);
  };
  return (
    <div className="find-bar" role="search">
      <span className="field">
        <Icon name="search" />
        <input
          ref={input}
          value={query}
          aria-label={t('find.label')}
          placeholder={t('find.label')}
          onChange={event => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
            else if (event.key === 'Escape') close();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span className="num muted" role="status">
          {query !== '' &&
            (place ? `${at + 1} / ${found.length}` : t('find.nothing'))}
        </span>
      </span>
      <button
        type="button"
        className="btn sq"
        aria-label={t('find.previous')}
        disabled={found.length === 0}
        onClick={() => step(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('find.next')}
        disabled={found.length === 0}
        onClick={() => step(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('find.close')}
        onClick={close}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
