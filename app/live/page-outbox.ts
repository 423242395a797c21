import { useEffect, useSyncExternalStore } from 'react';

import { Outbox, type Saving } from '#app/live/outbox.ts';

/** The page's outbox: one per tab. */
export const outbox = new Outbox();

const NOTHING: Saving = { state: 'saved', pending: 0 };

/** How saving stands, for a view; warns before a page with unsent changes is left. */
export function useSaving(): Saving {
  const saving = useSyncExternalStore(
    outbox.subscribe,
    outbox.saving,
    () => NOTHING,
  );
  const pending = saving.pending > 0;
  useEffect(() => {
    if (!pending) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', outbox.nudge);
    window.addEventListener('focus', outbox.nudge);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', outbox.nudge);
      window.removeEventListener('focus', outbox.nudge);
    };
  }, [pending]);
  return saving;
}
