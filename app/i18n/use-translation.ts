import { createContext, useContext } from 'react';

import { i18nFor, type Translate } from '#app/i18n/i18n.ts';
import { LANGUAGES, type Language } from '#app/people/person.ts';

/** The language of the page. It never changes while a page lives. */
export const LanguageContext = createContext<Language>(LANGUAGES[0]);

/** The page's words. */
export function useTranslation(): { t: Translate; language: Language } {
  const language = useContext(LanguageContext);
  return i18nFor(language);
}
