import { invalid } from '#app/errors.ts';
import { htmlToPage } from '#app/import/html.ts';
import {
  elementsIn,
  readTree,
  textOf,
  type Element,
} from '#app/import/html/tree.ts';
import { NO_META, type Page } from '#app/import/page.ts';
import { unzipParts } from '#app/import/zip.ts';

/**
 * An EPUB: its chapters in the order of its spine (EPUB 3.3, package document),
 * one text.
 *
 * @throws AppError invalid, too-large
 */
export function epubToPage(bytes: Uint8Array, field: string): Page {
  const parts = unzipParts(bytes, field, name =>
    /\.(xml|opf|x?html?)$/i.test(name),
  );
  const read = (name: string, xml: boolean): Element | null => {
    const part = parts.get(name);
    if (!part) return null;
    return readTree(new TextDecoder().decode(part), { xml }).root;
  };
  const container = read('META-INF/container.xml', true);
  const place = all(container, 'rootfile')[0]?.attributes['full-path'];
  const book = place === undefined ? null : read(place, true);
  if (!book || place === undefined) throw invalid(field, 'file-broken');
  const folder = place.replace(/[^/]*$/, '');
  const items = new Map(
    all(book, 'item').map(({ attributes }) => [
      attributes['id'],
      attributes['href'],
    ]),
  );
  const chapters = all(book, 'itemref').flatMap(({ attributes }) => {
    const href = items.get(attributes['idref']);
    const part = href && parts.get(folder + decode(href));
    return part ? [htmlToPage(new TextDecoder().decode(part))] : [];
  });
  if (chapters.length === 0) throw invalid(field, 'file-broken');
  const told = (name: string): string | null =>
    all(book, name).map(textOf)[0]?.trim() || null;
  return {
    // A chapter's way of laying out says nothing of the book's; its title is a heading in it.
    lines: chapters.flatMap(({ lines }) =>
      lines.map(({ level, ...line }) => ({
        ...line,
        ...(level ? { level: level + 1 } : {}),
        zone: 'body' as const,
      })),
    ),
    meta: {
      ...NO_META,
      titles: [told('title')].filter(title => title !== null),
      authors: all(book, 'creator').map(element => textOf(element).trim()),
      published: told('date'),
      siteName: told('publisher'),
      language: told('language'),
    },
    remarks: [],
  };
}

/** Elements of a name, whatever its prefix. */
const all = (root: Element | null, name: string): Element[] =>
  root === null
    ? []
    : elementsIn(root).filter(({ tag }) => tag.replace(/^.*:/, '') === name);

function decode(href: string): string {
  try {
    return decodeURIComponent(href.replace(/#.*$/, ''));
  } catch {
    return href;
  }
}
