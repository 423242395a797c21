import { useTranslation } from '#app/i18n/use-translation.ts';
import { useSaving } from '#app/live/page-outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** Whether what was done here is saved. */
export function SavedState() {
  const { t } = useTranslation();
  const { state, pending } = useSaving();
  const icon =
    state === 'saved' ? 'cloud' : state === 'saving' ? 'wait' : 'warn';
  return (
    <span className={`saved ${state}`} role="status" data-saving={state}>
      <Icon name={icon} />
      <span className={state === 'saved' || state === 'saving' ? 'hide-m' : ''}>
        {t(`saving.${state}`, { count: pending })}
      </span>
      {state === 'signed-out' && (
        <a href="/sign-in" target="_blank" rel="noreferrer">
          {t('saving.signIn')}
        </a>
      )}
    </span>
  );
}
