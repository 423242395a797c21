/** As much as a page has, or some more. */
const MOST = 1024;

/** A function of a text that keeps what it last gave: the same line or name is asked for several times. */
export function remembered<T extends string | number | object | null>(
  look: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const now = look(text);
    known.set(text, now);
    return now;
  };
}
