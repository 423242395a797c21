import type { Notice } from '#app/annotations/notice.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, type IconName } from '#app/ui/Icon.tsx';

const ICONS: Record<Notice['reason'], IconName> = {
  mention: 'note',
  reply: 'reply',
  assigned: 'user',
  changed: 'history',
  source: 'warn',
  article: 'book',
};

/** What waits for somebody, newest first. */
export function Inbox({ items }: { items: Notice[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return <p className="none">{t('inbox.empty')}</p>;
  return (
    <ol className="inbox">
      {items.map(notice => (
        <li key={`${notice.reason}-${notice.id}`}>
          <NoticeLine notice={notice} />
        </li>
      ))}
    </ol>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { reason, people, article, annotation, body, count, due } = notice;
  const [first] = people;
  const to =
    reason === 'changed'
      ? '/compare'
      : annotation
        ? `?annotation=${annotation}`
        : '';
  return (
    <a
      className={notice.read ? 'nt' : 'nt new'}
      href={`/articles/${article.id}${to}`}
    >
      {first && <Avatar name={first.name} colour={first.colour ?? 0} />}
      <span className="tx">
        <b>
          <Icon name={ICONS[reason]} small />{' '}
          {t(`inbox.${reason}`, {
            name: people.map(({ name }) => name).join(t('meta.and')),
            title: article.title,
            count,
          })}
        </b>
        {body !== '' && <span className="trunc">{plainNote(body)}</span>}
        {due && <span className="muted">{t('assign.by', { day: due })}</span>}
      </span>
      {!notice.read && <span className="vh">{t('inbox.new')}</span>}
      <time className="muted" dateTime={notice.at} suppressHydrationWarning>
        {timeText(notice.at)}
      </time>
    </a>
  );
}
