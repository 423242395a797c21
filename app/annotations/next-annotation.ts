import type { Annotation } from '#app/annotations/annotation.ts';

/** The one after the active, or before it; around what is in view when none is. */
export function nextOf(
  list: readonly Annotation[],
  active: string | null,
  by: 1 | -1,
  inView: number,
): Annotation | undefined {
  const at = list.findIndex(a => a.id === active);
  const below = list.findIndex(a => (a.anchor?.start ?? -1) >= inView);
  const first = by === 1 ? Math.max(0, below) : below - 1;
  const next = at < 0 ? first : at + by;
  return list[(next + list.length) % list.length];
}
