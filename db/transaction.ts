import type { Db, Tx } from '#db/client.ts';

/**
 * Runs `work` in one transaction: a new one, or the one that `db` already is,
 * so that a verb can run inside another's.
 */
export function transaction<T>(
  db: Db | Tx,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return isTransaction(db) ? work(db) : db.transaction(work);
}

/** Whether what is read may be what is never committed. */
export const isTransaction = (db: Db | Tx): db is Tx => 'rollback' in db;
