import { COOKIES } from '#app/http/cookies.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** Switches between dark and light, and remembers it for this browser. */
export function ThemeToggle() {
  const { t } = useTranslation();
  const toggle = (): void => {
    const root = document.documentElement;
    const system = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = root.dataset['theme'] ?? (system ? 'dark' : 'light');
    const next = now === 'dark' ? 'light' : 'dark';
    root.dataset['theme'] = next;
    document.cookie = `${COOKIES.theme}=${next}; Path=/; Max-Age=31536000; SameSite=Lax`;
  };
  return (
    <button
      type="button"
      className="btn sq js"
      aria-label={t('theme')}
      title={t('theme')}
      onClick={toggle}
    >
      <Icon name="moon" />
    </button>
  );
}
