import type { AnnotationList } from '#app/annotations/annotation-list.ts';

/** Where the one after the active stands, or before it; around what is in view when none is. */
export function nextOf(
  list: AnnotationList,
  active: string | null,
  by: 1 | -1,
  inView: number,
): number {
  const at = active === null ? -1 : list.indexOf(active);
  const below = list.firstFrom(inView);
  const next = at >= 0 ? at + by : by === 1 ? below : below - 1;
  return (next + list.length) % list.length;
}
