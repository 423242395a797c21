import { useEffect, useId, useState } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { NewSourceForm } from '#app/sources/NewSourceForm.tsx';
import { ReliabilityMark } from '#app/sources/ReliabilityMark.tsx';
import { SOURCE_ICONS } from '#app/sources/source-icons.ts';
import type { Source } from '#app/sources/source.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  source: Source | null;
  onChange(source: Source | null): void;
};

/** A key press waits this long for the next before the library is asked. */
const PAUSE_MS = 200;

/** Where a source is chosen from the library, or brought into it. */
export function SourceField({ source, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [offers, setOffers] = useState<readonly Source[] | null>(null);
  const [making, setMaking] = useState(false);
  const list = useId();

  useEffect(() => {
    if (source || making) return;
    let gone = false;
    const wait = setTimeout(() => {
      const query = new URLSearchParams({ limit: '6' });
      if (text.trim() !== '') query.set('q', text.trim());
      void ask(`/sources?${query.toString()}`).then(answer => {
        // Our own API, of the same build as this page.
        const found = answer as { items: Source[] } | null;
        if (!gone && found) setOffers(found.items.filter(s => !s.withdrawn));
      });
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(wait);
    };
  }, [making, source, text]);

  if (source) {
    return (
      <p className="src-on">
        <Icon name={SOURCE_ICONS[source.kind]} small />
        <span className="trunc grow">{source.title}</span>
        <ReliabilityMark reliability={source.reliability} />
        <button
          type="button"
          className="btn sq"
          aria-label={t('sources.other')}
          title={t('sources.other')}
          onClick={() => onChange(null)}
        >
          <Icon name="x" small />
        </button>
      </p>
    );
  }
  if (making) {
    return (
      <NewSourceForm
        title={text}
        onMade={onChange}
        onLeave={() => setMaking(false)}
      />
    );
  }
  return (
    <div className="src-field">
      <label className="field">
        <Icon name="search" small />
        <input
          value={text}
          aria-label={t('sources.find')}
          placeholder={t('sources.find')}
          aria-controls={list}
          onChange={event => setText(event.target.value)}
        />
      </label>
      <ul id={list}>
        {offers?.map(one => (
          <li key={one.id}>
            <button type="button" onClick={() => onChange(one)}>
              <Icon name={SOURCE_ICONS[one.kind]} small />
              <span className="trunc grow">{one.title}</span>
              <ReliabilityMark reliability={one.reliability} />
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => setMaking(true)}>
            <Icon name="plus" small />
            {text.trim() === ''
              ? t('sources.add')
              : t('sources.addNamed', { title: text.trim() })}
          </button>
        </li>
      </ul>
    </div>
  );
}
