import { useEffect, useRef, useState } from 'react';

import { STANCES, type Stance } from '#app/claims/claim.ts';
import { MAX_QUOTED } from '#app/claims/evidence.ts';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import type { Source } from '#app/sources/source.ts';
import { SourceField } from '#app/sources/SourceField.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { ModKey } from '#app/ui/ModKey.tsx';

type Props = {
  claim: string;
  store: EvidenceStore;
  drafts: DraftShelf;
  onLeave(): void;
};

/** What the form holds; also what a draft keeps. */
type Words = {
  source: Source | null;
  stance: Stance;
  quote: string;
  page: string;
  time: string;
  note: string;
};

const NO_WORDS: Words = {
  ...{ source: null, stance: 'supports', quote: '', page: '' },
  ...{ time: '', note: '' },
};

/** Where a source is attached to a claim: which, for or against, its words, and where they stand. */
export function EvidenceForm({ claim, store, drafts, onLeave }: Props) {
  const { t } = useTranslation();
  const draft = `evidence.${claim}`;
  const [words, setWords] = useState<Words>(() =>
    readDraft(drafts.read(draft)),
  );
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>('input, button')
      ?.focus({ preventScroll: true });
  }, []);

  const type = (change: Partial<Words>): void => {
    const next = { ...words, ...change };
    setWords(next);
    setFault(null);
    drafts.write(draft, JSON.stringify(next));
  };
  const { source, stance, quote, page, time, note } = words;
  const snapshot = source?.snapshots[0];

  const save = async (): Promise<void> => {
    if (!source) return setFault(t('claims.sourceMissing'));
    setBusy(true);
    try {
      await store.attach(claim, {
        ...{ source: source.id, stance, quote, note },
        locator: {
          ...(page === '' ? {} : { page: Number(page) }),
          ...(time === '' ? {} : { time }),
        },
      });
      drafts.write(draft, '');
      onLeave();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      className="ef"
      aria-label={t('claims.attach')}
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onLeave();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        }
      }}
    >
      <SourceField source={source} onChange={next => type({ source: next })} />
      <div className="seg" role="group" aria-label={t('claims.stance')}>
        {STANCES.map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={stance === one}
            onClick={() => type({ stance: one })}
          >
            {t(`stance.${one}`)}
          </button>
        ))}
      </div>
      <label className="fi">
        <span>
          {t('claims.quote')}
          {source && snapshot && snapshot.textLength > 0 && (
            <a
              className="end"
              href={`/sources/${source.id}/snapshots/${snapshot.id}?claim=${claim}`}
            >
              <Icon name="book" small /> {t('claims.selectIn')}
            </a>
          )}
        </span>
        <textarea
          className="field"
          rows={3}
          maxLength={MAX_QUOTED}
          placeholder={t('claims.quotePlaceholder')}
          value={quote}
          onChange={event => type({ quote: event.target.value })}
        />
      </label>
      <div className="row">
        <input
          className="chip"
          inputMode="numeric"
          pattern="[1-9][0-9]*"
          aria-label={t('claims.pageField')}
          placeholder={t('claims.pageField')}
          value={page}
          onChange={event => type({ page: event.target.value.trim() })}
        />
        <input
          className="chip"
          aria-label={t('claims.timeField')}
          placeholder={t('claims.timeField')}
          value={time}
          onChange={event => type({ time: event.target.value.trim() })}
        />
        <input
          className="chip grow"
          aria-label={t('claims.noteField')}
          placeholder={t('claims.noteField')}
          value={note}
          onChange={event => type({ note: event.target.value })}
        />
      </div>
      {fault && (
        <p className="er" role="alert">
          {fault}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn pri" disabled={busy}>
          {t('claims.attach')} <ModKey and="↵" />
        </button>
        <button type="button" className="btn" onClick={onLeave}>
          {t('form.cancel')} <span className="kbd">Esc</span>
        </button>
      </div>
    </form>
  );
}

/** What was typed before a reload; a draft of an older build's is none. */
function readDraft(kept: string | null): Words {
  try {
    return { ...NO_WORDS, ...(JSON.parse(kept ?? '{}') as Partial<Words>) };
  } catch {
    return NO_WORDS;
  }
}
