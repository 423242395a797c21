import type { ArticleSummary } from '#app/articles/article.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = { items: ArticleSummary[]; next: string | null };

/** The articles of the workspace, most recently touched first. */
export function Library({ items, next }: Props) {
  const { t } = useTranslation();
  if (items.length === 0) return <p className="none">{t('library.empty')}</p>;
  return (
    <>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('library.article')}</th>
            <th scope="col">{t('library.annotations')}</th>
            <th scope="col">{t('library.people')}</th>
            <th scope="col">{t('library.updated')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
      </table>
      {next && (
        <p className="more">
          <a className="btn line" href={`?cursor=${next}`}>
            {t('library.more')}
          </a>
        </p>
      )}
    </>
  );
}

function Row({ item }: { item: ArticleSummary }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const about = [
    item.source ?? item.publisher,
    item.byline.join(t('meta.and')),
    t('library.version', { n: item.version }),
  ];
  return (
    <tr className="r art">
      <td className="tx">
        <div>
          <a className="ti" href={`/articles/${item.id}`} lang={item.language}>
            {item.title}
          </a>
        </div>
        <div className="su">{about.filter(Boolean).join(' · ')}</div>
      </td>
      <td className="num">
        <span className="th">
          <Icon name="note" small />
          {item.annotations}
          <span className="vh"> {t('library.annotations')}</span>
        </span>
      </td>
      <td>
        <span className="avs">
          {item.people.map(person => (
            <Avatar
              key={person.id}
              name={person.name}
              colour={person.colour}
              size="sm"
            />
          ))}
        </span>
      </td>
      <td className="muted num">
        <time dateTime={item.updatedAt} suppressHydrationWarning>
          {timeText(item.updatedAt)}
        </time>
      </td>
    </tr>
  );
}
