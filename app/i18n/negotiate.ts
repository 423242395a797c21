import { LANGUAGES, type Language } from '#app/people/person.ts';

/**
 * The interface's language for somebody who has not signed in: what they chose
 * before, else the first of their browser's that we speak, else Chinese.
 */
export function negotiateLanguage(from: {
  cookie: string | null;
  header: string | null;
}): Language {
  const chosen = LANGUAGES.find(language => language === from.cookie);
  if (chosen) return chosen;
  const accepted = (from.header ?? '')
    .split(',')
    .map(item => {
      const [tag = '', ...parameters] = item.trim().split(';');
      const q = parameters
        .map(p => /^\s*q=([\d.]+)/.exec(p)?.[1])
        .find(Boolean);
      return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) };
    })
    .sort((a, b) => b.q - a.q);
  for (const { tag } of accepted) {
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
