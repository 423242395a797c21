import { useEffect } from 'react';

import { SCROLLER } from '#app/annotations/use-navigation.ts';

/** How long nothing scrolls before it counts as resting, in milliseconds. */
const REST_MS = 140;

/** Calls back each time that scrolling has come to rest. */
export function useRestingScroll(onRest: () => void): void {
  useEffect(() => {
    let timer = 0;
    const onScroll = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(onRest, REST_MS);
    };
    const scroller = document.getElementById(SCROLLER);
    scroller?.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.clearTimeout(timer);
      scroller?.removeEventListener('scroll', onScroll);
      window.removeEventListener('scroll', onScroll);
    };
  }, [onRest]);
}
