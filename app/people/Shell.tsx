import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import type { Account } from '#app/people/person.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

type Props = { me: Account; count: number; children: ReactNode };

/** The pages around the desk: where one can go on the left, who one is below. */
export function Shell({ me, count, children }: Props) {
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
        <a className="i tab" href="/articles" aria-current="page">
          <Icon name="book" />
          {t('library.title')}
          <span className="n num">{count}</span>
        </a>
        <div className="foot">
          <LanguageSwitch to="/articles" />
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
