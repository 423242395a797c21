import { useTranslation } from '#app/i18n/use-translation.ts';
import { LANGUAGES } from '#app/people/person.ts';

/** Chooses the interface's language; works without JavaScript. */
export function LanguageSwitch({ to }: { to: string }) {
  const { t, language: current } = useTranslation();
  return (
    <form
      method="post"
      action="/language"
      className="lang"
      aria-label={t('language')}
    >
      <input type="hidden" name="to" value={to} />
      {LANGUAGES.map(language => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          className="btn"
          aria-pressed={language === current}
        >
          {language === 'en' ? 'English' : '中文'}
        </button>
      ))}
    </form>
  );
}
