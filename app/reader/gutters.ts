import type { BlockView } from '#app/reader/block-view.ts';
import type { Lying } from '#app/reader/schema.ts';

/** As many gutters as are written at once. */
const AT_ONCE = 300;

/**
 * Writes what has changed in the gutters. When much has, as when data comes in,
 * the page is painted first and the gutters follow while it rests. Returns how
 * to leave off.
 */
export function writeGutters(
  views: ReadonlyMap<number, BlockView>,
  lying: ReadonlyMap<number, Lying>,
): () => void {
  const changed = [...views].filter(([i, view]) => view.differs(lying.get(i)));
  let at = 0;
  let stop = (): void => {};
  const write = (): void => {
    for (const [i, view] of changed.slice(at, at + AT_ONCE)) {
      view.show(lying.get(i));
    }
    at += AT_ONCE;
    if (at < changed.length) stop = whenIdle(write);
  };
  if (changed.length > AT_ONCE) stop = whenIdle(write);
  else write();
  return () => stop();
}

/** Runs when the page rests; returns how to call it off. */
function whenIdle(run: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 30);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(run, { timeout: 500 });
  return () => cancelIdleCallback(id);
}
