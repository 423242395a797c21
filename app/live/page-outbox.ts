import { useEffect, useSyncExternalStore } from 'react';

import { Outbox, type Saving } from '#app/live/outbox.ts';
import { deviceShelf, type Shelf } from '#app/live/shelf.ts';

/** The page's outbox: one per tab. */
export const outbox = new Outbox();

let shelf: Shelf | null = null;

/** Begins to send what this person did, and left on this device. */
export function useOutbox(person: string): void {
  useEffect(() => {
    shelf ??= deviceShelf();
    outbox.open(person, shelf);
    window.addEventListener('online', outbox.nudge);
    window.addEventListener('focus', outbox.nudge);
    return () => {
      window.removeEventListener('online', outbox.nudge);
      window.removeEventListener('focus', outbox.nudge);
    };
  }, [person]);
}

const NOTHING: Saving = { state: 'saved', pending: 0 };

/** How saving stands, for a view. */
export const useSaving = (): Saving =>
  useSyncExternalStore(outbox.subscribe, outbox.saving, () => NOTHING);
