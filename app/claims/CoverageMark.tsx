import type { CoverageState } from '#app/claims/coverage.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** What words are, as a patch and a word. */
export function CoverageMark({ state }: { state: CoverageState }) {
  const { t } = useTranslation();
  return (
    <span className={`cov c-${state}`}>
      <i aria-hidden="true" />
      {t(`coverage.${state}`)}
    </span>
  );
}
