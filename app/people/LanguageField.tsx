import { useTranslation } from '#app/i18n/use-translation.ts';
import { LANGUAGES, type Language } from '#app/people/person.ts';

/** The language that a person's desk speaks. */
export function LanguageField({ value }: { value: Language | undefined }) {
  const { t } = useTranslation();
  return (
    <label className="fld">
      <span>{t('language')}</span>
      <span className="field">
        <select name="language" defaultValue={value}>
          {LANGUAGES.map(language => (
            <option key={language} value={language} lang={language}>
              {language === 'en' ? 'English' : '中文'}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
