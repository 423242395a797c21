import { useState } from 'react';
import { useRevalidator } from '@remix-run/react';

import type { ImportSummary } from '#app/articles/import.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = { items: ImportSummary[] };

/** Pages that were read and wait to be looked through. */
export function Waiting({ items }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<string[]>([]);
  if (items.length === 0) return null;
  const saveAll = async (): Promise<void> => {
    setBusy(true);
    setFaults([]);
    for (const { id, title } of items) {
      try {
        const path = `/imports/${id}/article`;
        await outbox.send({ method: 'POST', path, body: {} });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        setFaults(all => [...all, `${title}: ${error.message}`]);
      }
    }
    setBusy(false);
    revalidate();
  };
  return (
    <section className="waiting" aria-labelledby="waiting">
      <div className="row">
        <h2 id="waiting">
          {t('import.waiting')} <span className="num">{items.length}</span>
        </h2>
        <span className="muted grow">{t('import.waitingLead')}</span>
        <button
          type="button"
          className="btn line js"
          disabled={busy}
          onClick={() => void saveAll()}
        >
          {t(busy ? 'import.saving' : 'import.saveAll')}
        </button>
      </div>
      {faults.map(fault => (
        <p key={fault} className="note-bar err" role="alert">
          <Icon name="warn" />
          {fault}
        </p>
      ))}
      <ul>
        {items.map(({ id, title, name, doubts, updatedAt }) => (
          <li key={id}>
            <a className="ti" href={`/imports/${id}`}>
              {title || name}
            </a>
            <span className="su trunc">{name}</span>
            {doubts > 0 && (
              <span className="chip on">
                {t('import.asks', { count: doubts })}
              </span>
            )}
            <time className="muted num" dateTime={updatedAt}>
              {timeText(updatedAt)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
