import { useTranslation } from '#app/i18n/use-translation.ts';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

/** What concerns this browser alone: language, theme, signing out. */
export function Device({ to }: { to: string }) {
  const { t } = useTranslation();
  return (
    <div className="device">
      <LanguageSwitch to={to} />
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
  );
}
