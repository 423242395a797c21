import { useEffect } from 'react';

import type { Notice } from '#app/annotations/annotation-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';
import { ModKey } from '#app/ui/ModKey.tsx';

/** What became of an annotation, or of words that two have to check. */
export type DeskNotice = Notice | { type: 'paired' | 'unpaired' };

type Props = {
  notice: DeskNotice | null;
  onRestore(): void;
  onDismiss(): void;
};

/** How long what needs no answer stays, in milliseconds. */
const PASSING_MS = 4_000;

/** What the desk has to say of the last action. */
export function Notices({ notice, onRestore, onDismiss }: Props) {
  const { t } = useTranslation();
  const passing =
    notice !== null && notice.type !== 'refused' && notice.type !== 'removed';
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(onDismiss, PASSING_MS);
    return () => clearTimeout(timer);
  }, [notice, onDismiss, passing]);

  const refused = notice?.type === 'refused' ? notice : null;
  // A conflict is the form's to say.
  const said = notice && !refused && notice.type !== 'conflict' ? notice : null;
  return (
    <>
      <div className="toasts" role="status">
        {said && (
          <div className="toast">
            <span>{t(`notice.${said.type}`)}</span>
            {said.type === 'removed' && (
              <button type="button" className="btn" onClick={onRestore}>
                {t('desk.restore')} <ModKey and="Z" />
              </button>
            )}
            <Dismiss onDismiss={onDismiss} />
          </div>
        )}
      </div>
      {refused && (
        <div className="toasts">
          <div className="toast err" role="alert">
            <Icon name="warn" small />
            <span>
              {t('desk.refused')} {refused.detail}
              {refused.words !== '' && (
                <span className="kept">
                  {t('desk.refusedWords')} <q>{refused.words}</q>
                </span>
              )}
            </span>
            <Dismiss onDismiss={onDismiss} />
          </div>
        </div>
      )}
    </>
  );
}

function Dismiss({ onDismiss }: { onDismiss(): void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="btn sq"
      aria-label={t('desk.dismiss')}
      onClick={onDismiss}
    >
      <Icon name="x" small />
    </button>
  );
}
