import type { Lying } from '#app/reader/block-dom.ts';
import type { BlockView } from '#app/reader/block-view.ts';
import { whenIdle } from '#app/ui/when-idle.ts';

/** As many gutters as are written at once. */
const AT_ONCE = 300;

/**
 * Writes what has changed in the gutters. When much has, as when data comes in,
 * the page is painted first and the gutters follow while it rests. Returns how
 * to leave off.
 */
export function writeGutters(
  views: readonly BlockView[],
  lying: ReadonlyMap<number, Lying>,
): () => void {
  const changed = [...views.entries()].filter(([i, view]) =>
    view.differs(lying.get(i)),
  );
  let at = 0;
  let stop = (): void => {};
  const write = (): void => {
    for (const [i, view] of changed.slice(at, at + AT_ONCE)) {
      view.show(lying.get(i));
    }
    at += AT_ONCE;
    if (at < changed.length) stop = whenIdle(write, 500);
  };
  if (changed.length > AT_ONCE) stop = whenIdle(write, 500);
  else write();
  return () => stop();
}
