import { useTranslation } from 'react-i18next';

import { LANGUAGES } from '#app/people/person.ts';

/** Chooses the interface's language; works without JavaScript. */
export function LanguageSwitch({ to }: { to: string }) {
  const { t, i18n } = useTranslation();
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
          aria-pressed={i18n.language === language}
        >
          {language === 'en' ? 'English' : '中文'}
        </button>
      ))}
    </form>
  );
}
