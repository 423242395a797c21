import { Trans, useTranslation } from 'react-i18next';

/** Nothing is annotated yet: how to begin. */
export function EmptyMargin({ onNote }: { onNote(): void }) {
  const { t } = useTranslation();
  return (
    <div className="none">
      <p className="ghost">
        <Trans
          i18nKey="desk.empty"
          components={{ sel: <span className="sel" /> }}
        />
      </p>
      <p className="row hide-m">
        <span className="kbd">1</span>–<span className="kbd">5</span>
        {t('kind.highlight')}
        <span className="kbd">N</span>
        {t('kind.note')}
        <span className="kbd">T</span>
        {t('kind.tag')}
      </p>
      <p className="muted hide-m">
        <Trans
          i18nKey="desk.emptyKeys"
          components={{ kbd: <span className="kbd" /> }}
        />
      </p>
      <button type="button" className="btn line" onClick={onNote}>
        {t('desk.wholeNote')}
      </button>
    </div>
  );
}
