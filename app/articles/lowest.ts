/**
 * The lowest of the whole numbers `[low, high)` from which on a condition
 * holds, by halving; `high` when it holds for none.
 */
export function lowest(
  low: number,
  high: number,
  holds: (at: number) => boolean,
): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
