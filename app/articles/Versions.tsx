import { Form } from '@remix-run/react';

import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** A version as the list shows it. */
export type VersionLine = {
  version: number;
  title: string;
  name: string | null;
  base: number | null;
  length: number;
  createdBy: { id: string; name: string };
  /** RFC 3339. */
  createdAt: string;
  revision: number;
};

type Props = {
  article: string;
  newest: number;
  items: VersionLine[];
  next: string | null;
  mayEdit: boolean;
};

/** An article's versions, newest first: what they are called, who made them, the way to each. */
export function Versions({ article, newest, items, next, mayEdit }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  return (
    <>
      <ol className="vers">
        {items.map(one => (
          <li key={one.version} id={`v${one.version}`}>
            <div className="tx grow">
              <a
                className="ti"
                href={`/articles/${article}?version=${one.version}`}
              >
                {t('library.version', { n: one.version })}
                {one.name && ` · ${one.name}`}
              </a>{' '}
              {one.version === newest && (
                <span className="chip">{t('versions.newest')}</span>
              )}
              <div className="su">
                {one.createdBy.name} ·{' '}
                <time dateTime={one.createdAt} suppressHydrationWarning>
                  {timeText(one.createdAt)}
                </time>{' '}
                · {t('versions.length', { count: one.length })}
                {one.base !== null &&
                  ` · ${t('versions.from', { n: one.base })}`}
              </div>
            </div>
            {mayEdit && (
              <details className="rename">
                <summary className="btn">{t('versions.rename')}</summary>
                <Form method="post" className="row">
                  <input type="hidden" name="version" value={one.version} />
                  <input type="hidden" name="revision" value={one.revision} />
                  <input
                    className="field"
                    name="name"
                    maxLength={100}
                    defaultValue={one.name ?? ''}
                    aria-label={t('versions.name', { n: one.version })}
                  />
                  <button className="btn line" name="do" value="rename">
                    {t('versions.save')}
                  </button>
                </Form>
              </details>
            )}
            {one.version > 1 && (
              <a
                className="btn line"
                href={`/articles/${article}/compare?to=${one.version}`}
              >
                {t('versions.compare')}
              </a>
            )}
            {mayEdit && one.version < newest && (
              <Form method="post">
                <input type="hidden" name="version" value={one.version} />
                <button className="btn" name="do" value="restore">
                  <Icon name="undo" small /> {t('versions.restore')}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ol>
      {next && (
        <p className="more">
          <a className="btn line" href={`?cursor=${next}`}>
            {t('versions.earlier')}
          </a>
        </p>
      )}
    </>
  );
}
