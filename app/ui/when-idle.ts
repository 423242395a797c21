/**
 * Runs when the page rests, or after so many milliseconds at the latest. Returns
 * how to call it off.
 */
export function whenIdle(run: () => void, within: number): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = window.setTimeout(run, 30);
    return () => window.clearTimeout(timer);
  }
  const id = requestIdleCallback(run, { timeout: within });
  return () => cancelIdleCallback(id);
}
