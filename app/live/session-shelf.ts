/**
 * What a page keeps for as long as its tab lives, a reload included. `fallback`
 * where nothing is kept, or where the browser keeps nothing.
 */
export function sessionShelf<T>(
  name: string,
  fallback: T,
): { read(): T; write(value: T): void } {
  const key = `pangzhu.${name}`;
  let here: T | null = null;
  return {
    read: () => {
      if (here !== null) return here;
      try {
        const kept = sessionStorage.getItem(key);
        here = kept === null ? fallback : (JSON.parse(kept) as T);
      } catch {
        here = fallback;
      }
      return here;
    },
    write: value => {
      here = value;
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Full or forbidden: it lasts until the next reload.
      }
    },
  };
}
