import { createInstance, type i18n } from 'i18next';

import type { Catalogue } from '#app/i18n/zh-CN.ts';
import { LANGUAGES, type Language } from '#app/people/person.ts';

/** Says a key of the catalogue; `error.<reason>` and the like may be made up at run time. */
export type Translate = (
  key: string,
  params?: Record<string, string | number>,
) => string;

const catalogues = new Map<Language, Catalogue>();

/** The server has every language; a page fetches its own, before it is hydrated. */
export function addCatalogue(language: Language, catalogue: Catalogue): void {
  catalogues.set(language, catalogue);
}

/**
 * A catalogue in one language.
 *
 * @throws when that language was never added
 */
export function createI18n(language: Language): i18n {
  const translation = catalogues.get(language);
  if (!translation) throw new Error(`No catalogue for ${language}`);
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources: { [language]: { translation } },
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
  });
  return instance;
}

const instances = new Map<Language, i18n>();

/** The words of one language, outside React. */
export function translator(language: Language): Translate {
  const instance = instances.get(language) ?? createI18n(language);
  instances.set(language, instance);
  return (key, params) => instance.t(key, params ?? {});
}
