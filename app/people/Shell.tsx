import type { ReactNode } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import type { Account } from '#app/people/person.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

type Props = {
  me: Account;
  /** How many articles there are. */
  articles: number;
  /** How many tags; undefined where the page does not know. */
  tags?: number;
  at: 'library' | 'tags';
  children: ReactNode;
};

/** The pages around the desk: where one can go on the left, who one is below. */
export function Shell({ me, articles, tags, at, children }: Props) {
  const { t } = useTranslation();
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
        <a
          className="i tab"
          href="/articles"
          aria-current={at === 'library' ? 'page' : undefined}
        >
          <Icon name="book" />
          {t('library.title')}
          <span className="n num">{articles}</span>
        </a>
        <a
          className="i tab"
          href="/tags"
          aria-current={at === 'tags' ? 'page' : undefined}
        >
          <Icon name="tag" />
          {t('vocabulary.title')}
          <span className="n num">{tags}</span>
        </a>
        <div className="foot">
          <LanguageSwitch to={at === 'tags' ? '/tags' : '/articles'} />
          <div className="me">
            <Avatar name={me.name} colour={me.colour} size="lg" />
            <span className="grow who">
              <b className="trunc">{me.name}</b>
              <small className="muted">{t(`role.${me.role}`)}</small>
            </span>
            <ThemeToggle />
            <form method="post" action="/sign-out">
              <button
                className="btn sq"
                aria-label={t('people.signOut')}
                title={t('people.signOut')}
              >
                <Icon name="out" />
              </button>
            </form>
          </div>
        </div>
      </nav>
      <main className="main" id="main">
        {children}
      </main>
    </div>
  );
}
