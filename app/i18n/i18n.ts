import type { Catalogue } from '#app/i18n/zh-CN.ts';
import type { Language } from '#app/people/person.ts';

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

/** A language's words. */
export type Words = { t: Translate; language: Language };

const made = new Map<Language, Words>();

/**
 * The words of a language; the same object each time.
 *
 * @throws when that language was never added
 */
export function i18nFor(language: Language): Words {
  const known = made.get(language);
  if (known) return known;
  const catalogue = catalogues.get(language);
  if (!catalogue) throw new Error(`No catalogue for ${language}`);
  const sentences = flatten(catalogue);
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const t: Translate = (key, params = {}) => {
    const { count } = params;
    const form =
      typeof count === 'number' ? `${key}_${plural.select(count)}` : key;
    // Chinese has one form; both are written, so that the catalogues match.
    const sentence = sentences.get(form) ?? sentences.get(key) ?? key;
    if (!sentence.includes('{{')) return sentence;
    return sentence.replace(PLACE, (_, name: string, format?: string) => {
      const value = params[name] ?? '';
      return format ? number.format(Number(value)) : String(value);
    });
  };
  const words: Words = { t, language };
  made.set(language, words);
  return words;
}

/** `{{name}}`, or `{{name, number}}` for a number with its separators. */
const PLACE = /\{\{(\w+)(, number)?\}\}/g;

/** Every sentence by its dotted key. */
function flatten(catalogue: object): Map<string, string> {
  const sentences = new Map<string, string>();
  const walk = (tree: object, prefix: string): void => {
    for (const [name, value] of Object.entries(tree)) {
      if (typeof value === 'string') sentences.set(prefix + name, value);
      else walk(value as object, `${prefix}${name}.`);
    }
  };
  walk(catalogue, '');
  return sentences;
}

/** The words of one language, outside React. */
export const translator = (language: Language): Translate =>
  i18nFor(language).t;
