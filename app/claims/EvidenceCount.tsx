import type { EvidenceCounts } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** How much evidence there is of each stance: +2 −1 ·1. */
export function EvidenceCount({ counts }: { counts: EvidenceCounts }) {
  const { t } = useTranslation();
  const { supports, refutes, context, unfound } = counts;
  if (supports + refutes + context + unfound === 0) {
    return <span className="muted">{t('claims.noEvidence')}</span>;
  }
  return (
    <span className="evn">
      {supports > 0 && <b className="p">+{supports}</b>}
      {refutes > 0 && <b className="m">−{refutes}</b>}
      {context > 0 && <span>·{context}</span>}
      {unfound > 0 && <span className="u">?{unfound}</span>}
      <span className="vh">
        <EvidenceSum counts={counts} />
      </span>
    </span>
  );
}

/** The same in words. */
export function EvidenceSum({ counts }: { counts: EvidenceCounts }) {
  const { t } = useTranslation();
  const { unfound, ...found } = counts;
  return (
    <>
      {t('claims.evidenceCount', found)}
      {unfound > 0 && ` · ${t('claims.unfound', { count: unfound })}`}
    </>
  );
}
