import { v7 } from 'uuid';

import { AppError } from '#app/errors.ts';
import type { Account } from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';

/** What every verb is handed: whose desk, who acts, through which connection. */
export type Context = {
  db: Db | Tx;
  workspaceId: string;
  actor: Account;
};

/** The same context inside a transaction. */
export const within = <C extends Context>(ctx: C, tx: Tx): C => ({
  ...ctx,
  db: tx,
});

/** A new id: UUIDv7, so that ids sort by time (RFC 9562). */
export const newId = (): string => v7();

/** Refuses what the policy denies. @throws AppError forbidden */
export function permit(allowed: boolean): void {
  if (!allowed) throw new AppError('forbidden', 'forbidden');
}

/**
 * The precondition of every change (RFC 9110, 13.1.1): the caller names the
 * revision it saw. `current` goes into the 412's answer.
 *
 * @throws AppError precondition-required or stale
 */
export function expectRevision(
  seen: number | null,
  revision: number,
  current: () => unknown,
): void {
  if (seen === null) {
    throw new AppError('precondition-required', 'if-match-missing');
  }
  if (seen !== revision) {
    throw new AppError('stale', 'stale', { current: current() });
  }
}
