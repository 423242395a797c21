import { createInstance, type i18n } from 'i18next';

import { en } from '#app/i18n/en.ts';
import { zhCN } from '#app/i18n/zh-CN.ts';
import { LANGUAGES, type Language } from '#app/people/person.ts';

const resources = {
  'zh-CN': { translation: zhCN },
  en: { translation: en },
};

/** Says a key of the catalogue; `error.<reason>` and the like may be made up at run time. */
export type Translate = (
  key: string,
  params?: Record<string, string | number>,
) => string;

/** A catalogue in one language. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources,
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
