/** How well a page was read, beside what a person says that it holds. */

/** What a page holds, by hand; a field that is absent is not shown on the page. */
export type Gold = {
  language: string;
  title: string;
  byline?: string[];
  publishedAt?: string;
  publisher?: string;
  source?: string;
  section?: string;
  credits?: { role: string; name: string }[];
  /** Each turn: who, and what is said up to the next paragraph. */
  turns?: [speaker: string, text: string][];
  /** The article's words below its title, by paragraph; a turn with its speaker. */
  body: string[];
  /** Words of the page that are none of the article's. */
  furniture: string[];
};

/** What a subject found; null where it looks for no such thing. */
export type Found = {
  title: string;
  byline: string[] | null;
  publishedAt: string | null;
  source: string | null;
  section: string | null;
  credits: { role: string; name: string }[] | null;
  turns: [string, string][] | null;
  body: string;
};

export const FIELDS = [
  'title',
  'byline',
  'publishedAt',
  'source',
  'section',
  'credits',
] as const;
export type FieldName = (typeof FIELDS)[number];

const same = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a field came out exactly; null where the page shows none. */
export function fieldIs(
  name: FieldName,
  gold: Gold,
  found: Found,
): boolean | null {
  const want = gold[name];
  if (want === undefined) return null;
  const got = found[name];
  if (name === 'publishedAt') {
    const second = (time: unknown): number =>
      Math.floor(Date.parse(String(time)) / 1000);
    return second(want) === second(got);
  }
  const plain = (value: unknown): string =>
    typeof value === 'string'
      ? same(value)
      : JSON.stringify(
          [...((value as unknown[] | null) ?? [])]
            .map(one => JSON.stringify(one))
            .sort(),
        );
  return plain(want) === plain(got);
}

/** Words, and Han characters one by one. */
const tokens = (text: string): string[] =>
  text.match(/\p{Script=Han}|[^\p{Script=Han}\p{P}\p{S}\p{Z}\p{C}\p{M}]+/gu) ??
  [];

function shingles(text: string): Map<string, number> {
  const words = tokens(text);
  const counts = new Map<string, number>();
  const size = Math.min(4, Math.max(1, words.length));
  for (let i = 0; i + size <= words.length; i += 1) {
    const key = words.slice(i, i + size).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Shares of a page's 4-word shingles, as the article-extraction benchmark counts them: each page weighs the same. */
export type Overlap = { both: number; extra: number; missing: number };

/** https://github.com/scrapinghub/article-extraction-benchmark (evaluate.py) */
export function overlap(want: string, got: string): Overlap {
  const a = shingles(want);
  const b = shingles(got);
  let both = 0;
  let extra = 0;
  let missing = 0;
  for (const [key, count] of a) {
    const shared = Math.min(count, b.get(key) ?? 0);
    both += shared;
    missing += count - shared;
  }
  for (const [key, count] of b)
    extra += count - Math.min(count, a.get(key) ?? 0);
  const all = both + extra + missing || 1;
  return { both: both / all, extra: extra / all, missing: missing / all };
}

/** F1 over pages. */
export function f1(pages: Overlap[]): number {
  const sum = (part: keyof Overlap): number =>
    pages.reduce((total, page) => total + page[part], 0);
  return (2 * sum('both')) / (2 * sum('both') + sum('extra') + sum('missing'));
}

/** Words of the page around the article that came out as the article's. */
export const leaks = (gold: Gold, found: Found): string[] =>
  gold.furniture.filter(words => same(found.body).includes(same(words)));

/** Turns, each by its speaker and words. */
export function turnsOverlap(gold: Gold, found: Found): Overlap | null {
  if (!gold.turns) return null;
  const key = ([speaker, text]: [string, string]): string =>
    `${speaker}\n${same(text)}`;
  const want = gold.turns.map(key);
  const got = (found.turns ?? []).map(key);
  const both = want.filter(one => got.includes(one)).length;
  return { both, extra: got.length - both, missing: want.length - both };
}
