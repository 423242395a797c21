import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** Quotations of an article without a recording or notes behind them: each leads to its words. */
export function UnverifiedQuotations({
  article,
  quotations,
}: {
  article: string;
  quotations: readonly { start: number; end: number; words: string }[];
}) {
  const { t } = useTranslation();
  if (quotations.length === 0) return null;
  return (
    <details className="quotations">
      <summary>
        <Icon name="warn" small />{' '}
        {t('claims.quotations', { count: quotations.length })}
      </summary>
      <ul>
        {quotations.map(({ start, end, words }) => (
          <li key={start}>
            <a href={`/articles/${article}?words=${start}-${end}`}>{words}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
