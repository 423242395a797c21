/** One who follows the page's scrolling, whichever element scrolls. */
export type Follower = {
  /** In the frame after something has scrolled: what, and where it is now, in pixels. */
  frame?(top: number, scrolled: EventTarget | null): void;
  /** Once nothing has scrolled for a moment. */
  rest?(): void;
};

/** How long nothing scrolls before it counts as resting, in milliseconds. */
const REST_MS = 140;

/** Faster than anybody reads, in pixels a millisecond. */
const FLING = 2;

const followers = new Set<Follower>();
let frame = 0;
let timer = 0;
let last = {
  time: 0,
  top: 0,
  speed: 0,
  target: null as EventTarget | null,
};

/** Calls a follower until what is returned is called: one listener for all of them. */
export function followScrolling(follower: Follower): () => void {
  if (followers.size === 0) {
    window.addEventListener('scroll', onScroll, OPTIONS);
  }
  followers.add(follower);
  return () => {
    followers.delete(follower);
    if (followers.size > 0) return;
    window.removeEventListener('scroll', onScroll, OPTIONS);
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    frame = timer = 0;
  };
}

/** Whether the text flies by, too fast to be read. */
export const isFlinging = (): boolean =>
  last.speed > FLING && performance.now() - last.time < REST_MS;

const OPTIONS = { passive: true, capture: true };

function onScroll({ target, timeStamp: time }: Event): void {
  const scrolled =
    target instanceof Element ? target.scrollTop : window.scrollY;
  const speed = Math.abs(scrolled - last.top) / Math.max(1, time - last.time);
  last = { time, top: scrolled, speed, target };
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    for (const follower of followers) {
      follower.frame?.(last.top, last.target);
    }
  });
  timer ||= window.setTimeout(rest, REST_MS);
}

/** A timer that is set anew at each event would cost more than all that follows. */
function rest(): void {
  const left = last.time + REST_MS - performance.now();
  timer = left > 0 ? window.setTimeout(rest, left) : 0;
  if (timer !== 0) return;
  for (const follower of followers) follower.rest?.();
}
