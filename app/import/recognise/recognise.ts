import type { ArticleDraft, Passage } from '#app/articles/article.ts';
import { canLead, readBody } from '#app/import/recognise/body.ts';
import { readHeader } from '#app/import/recognise/header.ts';
import { languageOf } from '#app/import/recognise/measure.ts';
import { reportersInLede } from '#app/import/recognise/names.ts';

/**
 * Tells an article from the page around it: lines in, article out. Every line
 * ends up in exactly one of a field, a passage, or `discarded`.
 *
 * @param lines not empty, each trimmed and not empty
 * @param sentTitle a title that the caller knows; it takes no line away
 */
export function recognise(lines: string[], sentTitle?: string): ArticleDraft {
  const language = languageOf(lines.join('\n'));
  const header = readHeader(lines, language, sentTitle);
  const body = readBody(lines.slice(header.bodyStart));
  const title = sentTitle ?? header.title ?? '';
  const deck = header.deck.map((text): Passage => ({ type: 'lede', text }));
  const passages = deck.length > 0 ? body.passages : withLede(body.passages);
  const [first] = deck.length > 0 ? deck : passages;
  const byline = [
    header.byline,
    reportersInLede(first?.text ?? ''),
    body.byline,
  ];
  return {
    title,
    byline: byline.find(names => names.length > 0) ?? [],
    publishedAt: header.publishedAt,
    publisher: header.publisher,
    source: header.source,
    section: header.section,
    url: null,
    language,
    credits: [...header.credits, ...body.credits],
    passages: [{ type: 'title', text: title }, ...deck, ...passages],
    discarded: [...header.discarded, ...body.discarded],
  };
}

/** The first paragraph leads, where more than one follows the title. */
function withLede(passages: Passage[]): Passage[] {
  const [first, ...rest] = passages;
  if (first?.type !== 'paragraph' || first.speaker || rest.length === 0) {
    return passages;
  }
  return canLead(first.text) ? [{ ...first, type: 'lede' }, ...rest] : passages;
}
