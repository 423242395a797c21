import type { LibraryItem } from '#app/gates/gate.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = { items: LibraryItem[]; next: string | null };

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
            <th scope="col">{t('library.state')}</th>
            <th scope="col">{t('library.checked')}</th>
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

function Row({ item }: { item: LibraryItem }) {
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
      <td>
        <span className={`artstate s-${item.state}`}>
          {t(`articleState.${item.state}`)}
        </span>
      </td>
      <td>
        <Decided {...item.claims} />
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

/** How many of the claims are decided, drawn and said. */
function Decided({ total, decided }: LibraryItem['claims']) {
  const { t } = useTranslation();
  return (
    <span className="decided">
      <span className="covbar" aria-hidden="true">
        <i className="c-checked" style={{ flexGrow: decided }} />
        <i
          style={{ flexGrow: Math.max(total - decided, total === 0 ? 1 : 0) }}
        />
      </span>
      <span className="muted num">
        {total === 0
          ? t('library.noClaims')
          : t('library.decided', { decided, count: total })}
      </span>
    </span>
  );
}
