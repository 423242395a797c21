/** Nothing is annotated yet: how to begin. */
export function EmptyMargin({ onNote }: { onNote(): void }) {
  const { t } = useTranslation();
  return (
    <div className="none">
      <p className="ghost">
        <Marked text={t('desk.empty')} name="sel" />
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
        <Marked text={t('desk.emptyKeys')} name="kbd" />
      </p>
      <button type="button" className="btn line" onClick={onNote}>
        {t('desk.wholeNote')}
      </button>
    </div>
  );
}

import { useTranslation } from '#app/i18n/use-translation.ts';
/** A sentence of the catalogue with one part set apart, as `before*part*after`. */
function Marked({ text, name }: { text: string; name: string }) {
  const [before, part, after] = text.split('*');
  return (
    <>
      {before}
      <span className={name}>{part}</span>
      {after}
    </>
  );
}
