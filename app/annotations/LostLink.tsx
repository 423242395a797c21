import { useState } from 'react';

import type { Linked } from '#app/annotations/annotation.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = { linked: Exclude<Linked, { state: 'here' }> };

/** A link led to an annotation that is not there, or not for this viewer. */
export function LostLink({ linked }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <div className="note-bar info lost-link" role="status">
      <Icon name="link" />
      <span className="grow">
        <b>{t('link.gone')}</b>{' '}
        {linked.state === 'deleted'
          ? t('link.deleted', { name: linked.by, at: timeText(linked.at) })
          : t('link.unknown')}
      </span>
      {linked.state === 'deleted' && linked.start !== null && (
        <a className="btn line" href={`?words=${linked.start}-${linked.start}`}>
          {t('link.place')}
        </a>
      )}
      <button
        type="button"
        className="btn sq"
        aria-label={t('desk.dismiss')}
        onClick={() => setClosed(true)}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
