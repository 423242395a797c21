import { useMemo } from 'react';

import { progressOf, type BoardClaim } from '#app/claims/board.ts';
import { VERDICTS, type Verdict } from '#app/claims/claim.ts';
import { VerdictGlyph } from '#app/claims/VerdictMark.tsx';
import { today } from '#app/i18n/today.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** The order in which verdicts lie on the bar: what is decided first. */
const ORDER: Verdict[] = [...VERDICTS.slice(2), 'checking', 'unchecked'];

/** How far the checking has come: in numbers, and drawn. */
export function BoardProgress({ claims }: { claims: readonly BoardClaim[] }) {
  const { t } = useTranslation();
  const progress = useMemo(() => progressOf(claims, today()), [claims]);
  const { total, decided, due, unassigned, verdicts } = progress;
  const there = ORDER.filter(verdict => verdicts[verdict] > 0);
  return (
    <div className="progress">
      <p className="row">
        <b className="big num">{decided}</b>
        <span className="muted">{t('claims.decided', { count: total })}</span>
        <span className="grow" />
        <span className="muted" suppressHydrationWarning>
          {t('claims.dueNow', { count: due })} ·{' '}
          {t('claims.unassignedCount', { count: unassigned })}
        </span>
      </p>
      <div className="cov" aria-hidden="true">
        {there.map(verdict => (
          <i
            key={verdict}
            className={`v-${verdict}`}
            style={{ flex: verdicts[verdict] }}
          />
        ))}
      </div>
      <p className="legend">
        {there.map(verdict => (
          <span key={verdict}>
            <VerdictGlyph verdict={verdict} />
            {t(`verdict.${verdict}`)} <b className="num">{verdicts[verdict]}</b>
          </span>
        ))}
      </p>
    </div>
  );
}
