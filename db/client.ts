import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The pool of one process. */
export type Db = PostgresJsDatabase;

/** A transaction on it; queries take either. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export type Client = { db: Db; sql: postgres.Sql; close(): Promise<void> };

/** Opens a pool of `max` connections, lazily; a bad address shows at the first query. */
export function connect(url: string, max = 10): Client {
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    // No column is an array; one round trip less for every connection.
    fetch_types: false,
    connect_timeout: 10,
    // A restarted database is back within moments; never wait long for it.
    backoff: attempt => Math.min(0.05 * 2 ** attempt, 1),
    connection: { application_name: 'pangzhu' },
  });
  const db = drizzle(sql, { casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
