import { useMemo } from 'react';

import type { Article } from '#app/articles/article.ts';
import { publishedText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { MetaItem } from '#app/reader/block-dom.ts';

/** The line under a title: byline, date, source, section, length. */
export function useMeta(article: Article): MetaItem[] {
  const { t, language } = useTranslation();
  return useMemo(() => {
    const { byline, publishedAt, source, section, publisher, text } = article;
    const items: MetaItem[] = [];
    const add = (label: string, value: string | null): void => {
      if (value) items.push({ label, value });
    };
    add(t('meta.byline'), byline.join(t('meta.and')));
    if (publishedAt) add('', publishedText(publishedAt, language));
    add(t('meta.source'), source);
    // 《某报》 and 某报 are one publisher.
    if (publisher && !source?.includes(publisher)) add('', publisher);
    add('', section);
    add('', t('meta.length', { count: text.length }));
    return items;
  }, [article, language, t]);
}
