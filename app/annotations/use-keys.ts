import { useEffect, useRef } from 'react';

import {
  begins,
  commandOf,
  isSingle,
  nameOf,
  type Command,
} from '#app/annotations/keys.ts';

type Options = {
  /** Whether bare keys mean anything; those with a modifier, arrows and Esc always do. */
  single: boolean;
  /** Runs a command; false when it means nothing now, and the key is the browser's. */
  run(command: Command): boolean;
  /** A key that the table does not know; true when it meant something. */
  other(name: string): boolean;
};

/** How long the second key of a sequence may take, in milliseconds. */
const SEQUENCE_MS = 1_200;

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, textarea, select') ||
    (target.isContentEditable && target.contentEditable !== 'false'));

/** Those that a button, a link or a menu has a use for itself. */
const OWN_KEYS = new Set(['Enter', 'Space', 'Shift+Space']);

/** The desk's keys. Off in inputs and dialogs, and while an input method composes. */
export function useKeys(options: Options): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    let first: { name: string; at: number } | null = null;
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
      const recent = first && event.timeStamp - first.at < SEQUENCE_MS;
      const whole = recent ? `${first?.name} ${name}` : name;
      first = null;
      if (begins(name) && !recent) {
        first = { name, at: event.timeStamp };
        return;
      }
      const command = commandOf(whole);
      const meant = command
        ? latest.current.run(command)
        : latest.current.other(name);
      if (meant) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
