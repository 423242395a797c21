import { useEffect, useRef } from 'react';

import {
  COLOURS,
  type Colour,
  type Kind,
} from '#app/annotations/annotation.ts';
import { COLOUR_KEYS } from '#app/annotations/labels.ts';

type Keys = {
  /** Whether there is a selection to act on. */
  selected: boolean;
  onHighlight(colour: Colour): void;
  onWrite(kind: Kind): void;
  onStep(by: 1 | -1): void;
  onSentence(by: 1 | -1): void;
  onEscape(): void;
};

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, textarea, select') ||
    (target.isContentEditable && target.contentEditable !== 'false'));

/**
 * The desk's single keys, bound by what the key is. Off in inputs, while an
 * input method composes, and with a modifier.
 */
export function useDeskKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (inField(event.target)) return;
      if (act(event, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Whether the key was one of ours. */
function act(event: KeyboardEvent, keys: Keys): boolean {
  const key = event.key.toLowerCase();
  const inText =
    event.target instanceof HTMLElement && event.target.matches('.read .text');
  if (key === 'escape') keys.onEscape();
  else if (key === 'j') keys.onStep(1);
  else if (key === 'k') keys.onStep(-1);
  else if (key === ' ' && (inText || keys.selected)) {
    if (event.target instanceof HTMLButtonElement) return false;
    keys.onSentence(event.shiftKey ? -1 : 1);
  } else if (inText && event.shiftKey && key.startsWith('arrow')) {
    return extend(key);
  } else if (!keys.selected) return false;
  else if (key === 'n') keys.onWrite('note');
  else if (key === 't') keys.onWrite('tag');
  else {
    const colour = COLOURS.find(c => COLOUR_KEYS[c] === key);
    if (!colour) return false;
    keys.onHighlight(colour);
  }
  return true;
}

/** Moves the selection's end by a character or a line. */
function extend(key: string): boolean {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return false;
  const forwards = key === 'arrowright' || key === 'arrowdown';
  const by = key === 'arrowup' || key === 'arrowdown' ? 'line' : 'character';
  selection.modify('extend', forwards ? 'forward' : 'backward', by);
  return true;
}
