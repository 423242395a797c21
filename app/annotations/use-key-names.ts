import { useEffect, useRef } from 'react';

import { isSingle, nameOf } from '#app/annotations/keys.ts';

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, textarea, select') ||
    (target.isContentEditable && target.contentEditable !== 'false'));

/** Those that a button, a link or a menu has a use for itself. */
const OWN_KEYS = new Set(['Enter', 'Space', 'Shift+Space']);

/**
 * Hears the page's keys by name: not in fields and dialogs, not while an input
 * method composes, and bare ones only where `single` says that they mean
 * anything (WCAG 2.1.4); those with a modifier, arrows and Esc always do.
 *
 * @param press what a key does; false when it means nothing now, and the key is
 *   the browser's. `at` is the event's time, in milliseconds
 */
export function useKeyNames(
  single: boolean,
  press: (name: string, at: number) => boolean,
): void {
  const latest = useRef({ single, press });
  latest.current = { single, press };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.defaultPrevented || inField(event.target)) return;
      const { target } = event;
      if (target instanceof Element && target.closest('dialog')) return;
      const name = nameOf(event);
      if (isSingle(name) && !latest.current.single) return;
      const onControl =
        target instanceof Element && target.closest('button, a, summary');
      if (onControl && OWN_KEYS.has(name)) return;
      if (latest.current.press(name, event.timeStamp)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
