/** How many of a text's hashes are kept. */
const SIZE = 64;
/** Letters and digits in a row that are hashed together. */
const WIDTH = 8;

/**
 * The smallest hashes of a text's runs of letters: two texts that share most of
 * their runs share most of these (bottom-k sketch; Broder, 1997). 32-bit signed
 * numbers, ascending as unsigned ones; fewer where the text is short.
 */
export function sketchOf(text: string): number[] {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const hashes = new Set<number>();
  for (let at = 0; at + WIDTH <= letters.length; at += 1) {
    // FNV-1a over UTF-16 units.
    let hash = 0x811c9dc5;
    for (let i = at; i < at + WIDTH; i += 1) {
      hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
    }
    hashes.add(hash >>> 0);
  }
  return [...hashes]
    .sort((a, b) => a - b)
    .slice(0, SIZE)
    .map(hash => hash | 0);
}

/** How much of their runs two texts share, by their sketches, 0–1; 0 where one is empty. */
export function likeness(a: number[], b: number[]): number {
  const union = [...new Set([...a, ...b])]
    .sort((x, y) => (x >>> 0) - (y >>> 0))
    .slice(0, Math.min(SIZE, Math.max(a.length, b.length)));
  if (a.length === 0 || b.length === 0) return 0;
  const inA = new Set(a);
  const inB = new Set(b);
  const shared = union.filter(hash => inA.has(hash) && inB.has(hash)).length;
  return shared / union.length;
}
