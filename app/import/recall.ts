import {
  inRole,
  type LineRole,
  type MarkedLine,
  type Reading,
} from '#app/import/reading.ts';

/** What somebody corrected on a page of a site, for its next page. */
export type Correction = {
  /** Which lines: by their place in the markup, or by their words. */
  pattern: string;
  role: LineRole;
};

/** As many lines as one correction may speak for: what more share is a page's body. */
const FEW = 3;

/**
 * What each line has in common with its like on a site's next page: its place in
 * the markup where few share it, else its words with the numbers left out. Null
 * for one that a next page is not likely to have.
 */
export function patternsOf(lines: MarkedLine[]): (string | null)[] {
  const shared = new Map<string, number>();
  for (const { path } of lines) {
    if (path) shared.set(path, (shared.get(path) ?? 0) + 1);
  }
  return lines.map(({ path, raw }) => {
    if (path?.includes('.') && (shared.get(path) ?? 0) <= FEW) {
      return `path ${path}`;
    }
    const words = raw.replace(/\d+/g, '0').trim();
    return words.length <= 40 ? `words ${words}` : null;
  });
}

/** A reading with what is remembered of its site put right. */
export function recall(reading: Reading, corrections: Correction[]): Reading {
  if (corrections.length === 0) return reading;
  const known = new Map(corrections.map(c => [c.pattern, c.role]));
  const patterns = patternsOf(reading.lines);
  const lines = reading.lines.map((line, i) => {
    const role = known.get(patterns[i] ?? '');
    return role === undefined || line.role === 'title'
      ? line
      : inRole(line, role);
  });
  return { ...reading, lines };
}
