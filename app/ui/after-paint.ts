/**
 * Runs in the first idle moment after the frame to come: for what may follow
 * once what is urgent has been seen. Returns how to call it off.
 */
export function afterPaint(run: () => void): () => void {
  let callOff = (): void => cancelAnimationFrame(frame);
  const frame = requestAnimationFrame(() => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = window.setTimeout(run, 20);
      callOff = () => window.clearTimeout(timer);
    } else {
      const idle = requestIdleCallback(run, { timeout: 100 });
      callOff = () => cancelIdleCallback(idle);
    }
  });
  return () => callOff();
}
