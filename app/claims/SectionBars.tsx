import { useMemo } from 'react';

import type { Article } from '#app/articles/article.ts';
import { CoverageBar } from '#app/claims/CoverageBar.tsx';
import type { CoverageRun } from '#app/claims/coverage.ts';
import { runsOn, sectionsIn } from '#app/claims/shares.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

type Props = {
  article: Article;
  runs: readonly CoverageRun[];
  /** Which of the sentences are checked. */
  done: readonly boolean[];
};

/** The strip on a phone, under the top bar: how much of each section is checked, as wide as it is long. */
export function SectionBars({ article, runs, done }: Props) {
  const { t } = useTranslation();
  const sections = useMemo(() => sectionsIn(article.blocks), [article.blocks]);
  const checked = done.filter(Boolean).length;
  return (
    <div
      className="secbars"
      role="img"
      aria-label={`${checked} ${t('check.of', { count: done.length })}`}
    >
      {sections.flatMap(({ spans }) =>
        spans.map(span => (
          <span key={span[0]} style={{ flexGrow: span[1] - span[0] }}>
            <CoverageBar runs={runsOn(article.text, runs, [span])} />
          </span>
        )),
      )}
    </div>
  );
}
