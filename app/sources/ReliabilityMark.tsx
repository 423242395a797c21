import { useTranslation } from '#app/i18n/use-translation.ts';
import { RELIABILITIES, type Reliability } from '#app/sources/source.ts';

/** A source's grade as a letter; nothing where it has none. */
export function ReliabilityMark({
  reliability,
}: {
  reliability: Reliability | null;
}) {
  const { t } = useTranslation();
  if (reliability === null) return null;
  return (
    <b
      className={`rel ${reliability}`}
      role="img"
      aria-label={t('sources.gradeOf', { grade: reliability })}
      title={t('sources.gradeOf', { grade: reliability })}
    >
      {reliability}
    </b>
  );
}

/** The same with four bars. */
export function ReliabilityBars({
  reliability,
}: {
  reliability: Reliability | null;
}) {
  const { t } = useTranslation();
  if (reliability === null) {
    return <span className="muted">{t('sources.ungraded')}</span>;
  }
  const full = RELIABILITIES.length - RELIABILITIES.indexOf(reliability);
  return (
    <span
      className="rb"
      role="img"
      aria-label={t('sources.gradeOf', { grade: reliability })}
    >
      <b>{reliability}</b>
      {RELIABILITIES.map((grade, i) => (
        <i key={grade} className={i < full ? 'f' : ''} />
      ))}
    </span>
  );
}
