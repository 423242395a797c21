import { whenIdle } from '#app/ui/when-idle.ts';

/**
 * Runs in the first idle moment after the frame to come: for what may follow
 * once what is urgent has been seen. Returns how to call it off.
 */
export function afterPaint(run: () => void): () => void {
  let callOff = (): void => cancelAnimationFrame(frame);
  const frame = requestAnimationFrame(() => {
    callOff = whenIdle(run, 100);
  });
  return () => callOff();
}
