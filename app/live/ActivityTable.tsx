import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Doing } from '#app/live/doing.ts';

type Line = Pick<Doing, 'id' | 'verb' | 'at' | 'person' | 'object'> & {
  detail: unknown;
};

/** Who did what, when. */
export function ActivityTable(props: { article: string; items: Line[] }) {
  const { t } = useTranslation();
  const { article, items } = props;
  if (items.length === 0) return <p className="none">{t('activity.empty')}</p>;
  return (
    <table className="tbl activity">
      <thead>
        <tr>
          <th scope="col">{t('activity.at')}</th>
          <th scope="col">{t('filter.person')}</th>
          <th scope="col">{t('activity.what')}</th>
          <th scope="col">{t('activity.words')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(line => (
          <LineRow key={line.id} article={article} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function LineRow({ article, line }: { article: string; line: Line }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { verb, at, person, object } = line;
  const { body, annotation } = line.detail as {
    body?: string;
    annotation?: string;
  };
  const [noun] = verb.split('.');
  const linked = noun === 'annotation' ? object : annotation;
  const gone = verb.endsWith('.delete');
  return (
    <tr className="r">
      <td className="num muted">
        <time dateTime={at} suppressHydrationWarning>
          {timeText(at)}
        </time>
      </td>
      <td>{person.name}</td>
      <td>{t(`doing.${verb}`)}</td>
      <td className="tx">
        <div className="row">
          {linked && !gone ? (
            <a
              className="trunc"
              href={`/articles/${article}?annotation=${linked}`}
            >
              {body || t('activity.open')}
            </a>
          ) : (
            <span className="trunc">{body}</span>
          )}
          {gone && noun !== 'article' && (
            <form method="post">
              <button className="btn" name="restore" value={object}>
                {t('desk.restore')}
              </button>
            </form>
          )}
        </div>
      </td>
    </tr>
  );
}
