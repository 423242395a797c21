import { Form } from '@remix-run/react';

import type { Suggestion } from '#app/consistency/consistency.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  article: string;
  version: number;
  items: readonly (Suggestion & { decision: string | null })[];
  mayDecide: boolean;
};

/** What an article says in two ways: taken up or dismissed, each once. */
export function Suggestions({ article, version, items, mayDecide }: Props) {
  const { t } = useTranslation();
  const open = items.filter(({ decision }) => decision === null);
  return (
    <section aria-labelledby="consistency">
      <h2 id="consistency">{t('consistency.heading')}</h2>
      <p className="muted">
        {open.length === 0
          ? t('consistency.none')
          : t('consistency.lead', { count: open.length })}
      </p>
      <ul className="facts rows">
        {open.map(({ key, rule, start, end, found, against }) => (
          <li key={key} className="row">
            <span className="grow">
              <a href={`/articles/${article}?words=${start}-${end}`}>{found}</a>
              <span className="muted">
                {' '}
                {t(`consistency.${rule}`, { found, against })}
              </span>
            </span>
            {mayDecide && (
              <Form method="post" className="row">
                <input type="hidden" name="version" value={version} />
                <input type="hidden" name="key" value={key} />
                <button className="btn" name="do" value="accepted">
                  <Icon name="check" small /> {t('consistency.accept')}
                </button>
                <button className="btn" name="do" value="dismissed">
                  {t('consistency.dismiss')}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
