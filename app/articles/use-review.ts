import { useCallback, useEffect, useReducer } from 'react';

import { correct, type Draft, type Edit } from '#app/articles/review.ts';
import type { DraftShelf } from '#app/live/drafts.ts';

type State = { past: Draft[]; now: Draft; future: Draft[] };
type Step =
  Edit | { type: 'undo' } | { type: 'redo' } | { type: 'all'; draft: Draft };

/** So many steps can be taken back. */
const STEPS = 200;

function step({ past, now, future }: State, edit: Step): State {
  if (edit.type === 'undo') {
    const before = past.at(-1);
    if (!before) return { past, now, future };
    return { past: past.slice(0, -1), now: before, future: [now, ...future] };
  }
  if (edit.type === 'redo') {
    const [after, ...rest] = future;
    if (!after) return { past, now, future };
    return { past: [...past, now], now: after, future: rest };
  }
  const next = edit.type === 'all' ? edit.draft : correct(now, edit);
  if (next === now) return { past, now, future };
  return { past: [...past, now].slice(-STEPS), now: next, future: [] };
}

/** What the device has kept; null where it is not ours, or cut off. */
function readDraft(kept: string): Draft | null {
  try {
    const { lines, fields } = JSON.parse(kept) as Partial<Draft>;
    const whole = Array.isArray(lines) && typeof fields?.title === 'string';
    return whole ? { lines, fields } : null;
  } catch {
    return null;
  }
}

/**
 * A page that is corrected, with the way back. What was corrected and not kept
 * comes back after a reload, from this device.
 */
export function useReview(given: Draft, name: string, shelf: DraftShelf) {
  const [state, dispatch] = useReducer(step, {
    past: [],
    now: given,
    future: [],
  });
  useEffect(() => {
    const kept = shelf.read(name);
    if (kept === null) return;
    const draft = readDraft(kept);
    if (draft) dispatch({ type: 'all', draft });
  }, [name, shelf]);
  const { past, now, future } = state;
  const changed = past.length > 0;
  useEffect(() => {
    if (changed) shelf.write(name, JSON.stringify(now));
  }, [changed, name, now, shelf]);
  const forget = useCallback(() => shelf.write(name, ''), [name, shelf]);
  return {
    draft: now,
    edit: dispatch,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    forget,
  };
}
