import type { ReactNode } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { useOutbox } from '#app/live/page-outbox.ts';
import { Device } from '#app/people/Device.tsx';
import type { Account } from '#app/people/person.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, Logo, type IconName } from '#app/ui/Icon.tsx';

/** What the pages around the desk have in common. */
export type ShellData = {
  me: Account;
  /** How many articles there are. */
  articles: number;
  /** How many notices wait unread. */
  unread: number;
  /** How many claims are not decided yet. */
  claims: number;
  /** How many sources there are, of those the viewer may know of. */
  sources: number;
};

type Place =
  'inbox' | 'library' | 'claims' | 'sources' | 'tags' | 'people' | 'account';

type Props = ShellData & { at: Place; children: ReactNode };

const PLACES: [at: Place, href: string, icon: IconName, title: string][] = [
  ['inbox', '/inbox', 'inbox', 'inbox.title'],
  ['library', '/articles', 'book', 'library.title'],
  ['claims', '/claims', 'board', 'claims.title'],
  ['sources', '/sources', 'shelf', 'sources.library'],
  ['tags', '/tags', 'tag', 'vocabulary.title'],
  ['people', '/people', 'user', 'members.title'],
];

/** The pages around the desk: where one can go on the left, who one is below. */
export function Shell({ me, at, children, ...numbers }: Props) {
  const { t } = useTranslation();
  // What was done at a desk and still waits is sent from any page.
  useOutbox(me.id);
  const counts: Partial<Record<Place, number>> = {
    inbox: numbers.unread,
    library: numbers.articles,
    claims: numbers.claims,
    sources: numbers.sources,
  };
  const here = PLACES.find(place => place[0] === at)?.[1] ?? '/account';
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <nav className="side" aria-label={t('library.sections')}>
        <a className="brand" href="/articles">
          <Logo />
          <span>{t('app')}</span>
        </a>
        {PLACES.map(([place, href, icon, title]) => (
          <a
            key={place}
            className="i tab"
            href={href}
            aria-current={at === place ? 'page' : undefined}
          >
            <Icon name={icon} />
            {t(title)}
            {counts[place] ? (
              <span className={place === 'inbox' ? 'n num new' : 'n num'}>
                {counts[place]}
              </span>
            ) : null}
          </a>
        ))}
        <div className="foot">
          <Device to={here} />
          <a
            className="me"
            href="/account"
            aria-current={at === 'account' ? 'page' : undefined}
          >
            <Avatar name={me.name} colour={me.colour} size="lg" />
            <span className="who">
              <b className="trunc">{me.name}</b>
              <small className="muted">{t(`role.${me.role}`)}</small>
            </span>
          </a>
        </div>
      </nav>
      <main className="main" id="main">
        {children}
      </main>
    </div>
  );
}
