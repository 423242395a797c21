import type { Line, Meta } from '#app/import/page.ts';
import { units } from '#app/import/recognise/measure.ts';
import { remembered } from '#app/import/remembered.ts';

/** Between a title and the names of section and site. */
const SEPARATOR =
  /\s*[_|｜]\s*|\s+[-–—·•»›:]+\s+|\s*[-–—]{1,2}\s*(?=[^\s\-–—]{2,12}$)/u;

/**
 * A title that the page's head gives, without what the site adds to it; null
 * where it gives none.
 */
export function cleanTitle(meta: Meta, lines: Line[] = []): string | null {
  return cleanTitles(meta, lines)[0] ?? null;
}

/** All of them. */
export const cleanTitles = (meta: Meta, lines: Line[] = []): string[] =>
  meta.titles.map(title => strip(title, meta, lines));

function strip(title: string, meta: Meta, lines: Line[]): string {
  const shown = lines
    .map(line => line.text)
    .filter(text => text.length >= 4 && title.startsWith(text));
  const longest = shown.sort((a, b) => b.length - a.length)[0];
  if (longest) return longest;
  let rest = title;
  for (;;) {
    const cut = lastSeparator(rest);
    if (!cut) return rest;
    const [before, after] = cut;
    const site = meta.siteName ?? '';
    const named = site !== '' && (same(after, site) || site.includes(after));
    const small = units(after) <= 6 && units(before) >= units(after) * 1.2;
    if (!named && !small) return rest;
    rest = before;
  }
}

function lastSeparator(text: string): [before: string, after: string] | null {
  const all = [...text.matchAll(new RegExp(SEPARATOR, 'gu'))];
  const last = all.at(-1);
  if (!last || last.index === 0) return null;
  const before = text.slice(0, last.index).trim();
  const after = text.slice(last.index + last[0].length).trim();
  return before === '' || after === '' ? null : [before, after];
}

/** Letters and digits alone, so that quotation marks and widths don't tell titles apart. */
export const bareTitle = remembered((text): string =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''),
);

const same = (a: string, b: string): boolean => bareTitle(a) === bareTitle(b);

/**
 * How well a line fits what the page's head calls the article: 3 the same; from 2
 * its beginning, its end, or with a column's name before it, the more of it the
 * better; 0 not at all.
 *
 * @param titles what the head calls it, each as `bareTitle` gives it
 */
export function fitsTitle(text: string, titles: string[]): number {
  const longest = titles.reduce((most, one) => Math.max(most, one.length), 0);
  // Punctuation and spaces are the smaller half of any line.
  if (text.length > longest * 4) return 0;
  const own = bareTitle(text);
  if (own.length < 2) return 0;
  let best = 0;
  for (const other of titles) {
    if (other === '') continue;
    if (own === other) return 3;
    const begins = other.startsWith(own) && own.length >= other.length / 4;
    const holds =
      (own.includes(other) && other.length >= own.length / 2) ||
      (other.endsWith(own) && own.length >= other.length / 2);
    if ((begins && own.length >= 4) || holds) {
      best = Math.max(best, 2 + Math.min(1, own.length / other.length) / 4);
    }
  }
  return best;
}

/** Whether a line has most of a title's words: a page and those who share it are given different ones. */
export function saysMost(text: string, titles: string[]): boolean {
  const own = new Set(wordsIn(text));
  return titles.some(title => {
    const wanted = wordsIn(title);
    const there = wanted.filter(word => own.has(word)).length;
    return wanted.length >= 5 && there >= wanted.length * 0.75;
  });
}

const wordsIn = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
