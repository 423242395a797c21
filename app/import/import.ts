import type { ArticleDraft } from '#app/articles/article.ts';
import { canonicalCharacters } from '#app/articles/text.ts';
import { invalid } from '#app/errors.ts';
import { recognise } from '#app/import/recognise/recognise.ts';
import { textToLines } from '#app/import/text.ts';

/** What a caller knows better than the page. */
export type Overrides = Partial<
  Pick<
    ArticleDraft,
    'byline' | 'publishedAt' | 'publisher' | 'source' | 'section' | 'url'
  >
> & { title?: string | undefined; language?: string | undefined };

/**
 * Turns the text of a page, copied whole or in part, into an article. This is
 * the room's one door.
 *
 * @throws AppError invalid when there is no line of text, or it is no text
 */
export function importArticle(
  content: string,
  overrides: Loosely<Overrides> = {},
): ArticleDraft {
  refuseForeignFormats(content);
  const { title, ...rest } = overrides;
  const lines = textToLines(canonicalCharacters(content));
  if (lines.length === 0) throw invalid('content', 'no-text');
  const draft = recognise(lines, title);
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...draft, ...(Object.fromEntries(given) as Partial<ArticleDraft>) };
}

type Loosely<T> = { [K in keyof T]?: T[K] | undefined };

/** Says so when the text is the source of something else, rather than import its markup. */
function refuseForeignFormats(content: string): void {
  if (/^\s*(<!doctype html|<html[\s>])/i.test(content)) {
    throw invalid('content', 'html-as-text');
  }
  const blockEnds = content.match(/<\/(p|div|section|article|li|h[1-6])>/gi);
  if (blockEnds && blockEnds.length >= 3) {
    throw invalid('content', 'html-as-text');
  }
  const controls = content.match(/\p{Cc}/gu) ?? [];
  const odd =
    controls.filter(c => !/\s/.test(c)).length +
    content.split('\ufffd').length -
    1;
  if (odd > 8 && odd > content.length / 50) throw invalid('content', 'binary');
}
