import { Form } from '@remix-run/react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Query, QueryLink } from '#app/queries/query.ts';

type Props = {
  queries: readonly Query[];
  links: readonly QueryLink[];
  /** The address of the link that was just made; null for none. */
  made: string | null;
};

/** Links through which somebody without an account answers: made, shown once, revoked. */
export function QueryLinks({ queries, links, made }: Props) {
  const { t } = useTranslation();
  const open = queries.filter(({ state }) => state !== 'decided');
  return (
    <section aria-labelledby="links">
      <h2 id="links">{t('queries.links')}</h2>
      <p className="muted">{t('queries.linksHint')}</p>
      {made && (
        <p role="status">
          {t('queries.made')}{' '}
          <input
            className="field made"
            readOnly
            value={made}
            aria-label={t('queries.made')}
            onFocus={event => event.currentTarget.select()}
          />
        </p>
      )}
      {open.length > 0 && (
        <Form method="post" className="sign">
          <fieldset>
            <legend>{t('queries.include')}</legend>
            {open.map(({ id, question }) => (
              <label className="row" key={id}>
                <input
                  type="checkbox"
                  name="queries"
                  value={id}
                  defaultChecked
                />
                <span>{question}</span>
              </label>
            ))}
          </fieldset>
          <div className="row">
            <label className="row">
              {t('queries.linkFor')}
              <input className="field" name="name" required maxLength={100} />
            </label>
            <label className="row">
              {t('queries.days')}
              <input
                className="field num"
                type="number"
                name="days"
                min={1}
                max={90}
                defaultValue={7}
              />
            </label>
            <span className="grow" />
            <button className="btn pri" name="do" value="link">
              {t('queries.make')}
            </button>
          </div>
        </Form>
      )}
      {links.length > 0 && (
        <ul className="plain corrections">
          {links.map(({ id, name, queries: asked, state }) => (
            <li key={id}>
              <Form method="post" className="row">
                <span className="grow">
                  {t('queries.linkLine', {
                    name,
                    count: asked.length,
                    state: t(`queries.linkState.${state}`),
                  })}
                </span>
                <input type="hidden" name="link" value={id} />
                {state === 'open' && (
                  <button className="btn" name="do" value="revoke">
                    {t('queries.revoke')}
                  </button>
                )}
              </Form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
