import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  article: string;
  /** The one that is open. */
  version: number;
  newest: number;
  /** Whether it came while this page was open. */
  arrived: boolean;
};

/** There is a newer version than the one that is open, and the way to it. */
export function NewerVersion({ article, version, newest, arrived }: Props) {
  const { t } = useTranslation();
  return (
    <div className="note-bar info lost-link" role="status">
      <Icon name="layers" />
      <span className="grow">
        {arrived
          ? t('versions.arrived', { n: newest, from: version })
          : t('versions.old', { n: version, newest })}
      </span>
      <a
        className="btn line"
        href={`/articles/${article}/compare?from=${version}&to=${newest}`}
      >
        {t('compare.title')}
      </a>
      <a className="btn pri" href={`/articles/${article}`}>
        {arrived
          ? t('versions.arrivedOpen', { n: newest })
          : t('versions.oldOpen')}
      </a>
    </div>
  );
}
