import { readLines } from '#app/import/html/lines.ts';
import { readMeta } from '#app/import/html/meta.ts';
import { readTree } from '#app/import/html/tree.ts';
import { hiddenBy } from '#app/import/html/words.ts';
import { layZones } from '#app/import/html/zones.ts';
import type { Page } from '#app/import/page.ts';

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
  return {
    lines: layZones(readLines(root, styled)),
    meta: readMeta(root, opaque),
    remarks: [],
  };
}
