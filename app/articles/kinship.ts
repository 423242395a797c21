/** Below this share of runs in common a text is taken for another article's. */
export const KIN = 0.15;

const WORD = /[\p{Script=Han}]|[\p{L}\p{N}]+/gu;

/** Pairs of words, or of Chinese characters, that stand beside each other. */
function pairsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(WORD) ?? [];
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < words.length; i += 1) {
    pairs.add(`${words[i]} ${words[i + 1]}`);
  }
  // A text of one word has itself alone.
  if (words.length === 1) pairs.add(words[0] ?? '');
  return pairs;
}

/** How much of the shorter of two texts is in the other, by pairs of words, 0 to 1. */
export function kinship(a: string, b: string): number {
  const [fewer, more] = [pairsOf(a), pairsOf(b)].sort(
    (x, y) => x.size - y.size,
  );
  if (!fewer || !more || fewer.size === 0) return 0;
  let shared = 0;
  for (const pair of fewer) if (more.has(pair)) shared += 1;
  return shared / fewer.size;
}
