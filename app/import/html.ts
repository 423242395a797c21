import { canonicalCharacters } from '#app/articles/text.ts';
import { readLines } from '#app/import/html/lines.ts';
import { readMeta } from '#app/import/html/meta.ts';
import { readTree } from '#app/import/html/tree.ts';
import { hiddenBy } from '#app/import/html/words.ts';
import { layZones, mostHidden } from '#app/import/html/zones.ts';
import type { Page } from '#app/import/page.ts';

/** As much of what nobody sees as says what it was. */
const MOST_UNSEEN = 500;

const plain = (text: string): string =>
  canonicalCharacters(text).replace(/\s+/g, ' ').trim().slice(0, MOST_UNSEEN);

/**
 * A web page, whole or in part.
 *
 * @throws AppError too-large when it has more elements than a page has
 */
export function htmlToPage(html: string): Page {
  const { root, opaque } = readTree(html);
  const styled = new Set<string>();
  for (const { tag, text } of opaque) {
    if (tag === 'style') for (const name of hiddenBy(text)) styled.add(name);
  }
  const meta = readMeta(root, opaque);
  const first = readLines(root, styled, meta.url);
  const shown = mostHidden(first);
  const lines = layZones(
    shown ? readLines(root, styled, meta.url, shown) : first,
  );
  // What a drawing or a template says is seen by nobody, and vanishes for nobody.
  for (const { tag, text } of opaque) {
    const unseen = tag === 'script' || tag === 'style' ? '' : plain(text);
    if (unseen !== '')
      lines.push({ text: unseen, out: 'hidden', zone: 'below' });
  }
  return {
    lines,
    meta,
    remarks: [],
  };
}
