import type { Db, Tx } from '#db/client.ts';

/**
 * Runs `work` in one transaction: a new one, or the one that `db` already is,
 * so that a verb can run inside another's.
 */
export function transaction<T>(
  db: Db | Tx,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return 'rollback' in db ? work(db) : db.transaction(work);
}
