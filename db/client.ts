import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The pool of one process. */
export type Db = PostgresJsDatabase;

/** A transaction on it; queries take either. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export type Client = { db: Db; sql: postgres.Sql; close(): Promise<void> };

/** Opens a pool of `max` connections, lazily; a bad address shows at the first query. */
export function connect(url: string, max = 10): Client {
  const pool = postgres(url, {
    max,
    onnotice: () => {},
    // No column is an array; one round trip less for every connection.
    fetch_types: false,
    connect_timeout: 10,
    // A restarted database is back within moments; never wait long for it.
    backoff: attempt => Math.min(0.05 * 2 ** attempt, 1),
    connection: { application_name: 'pangzhu' },
  });
  const db = drizzle(prepared(pool), { casing: 'snake_case' });
  return { db, sql: pool, close: () => pool.end({ timeout: 5 }) };
}

/**
 * Begins a query whose plan depends on how much there is: it is planned each
 * time, for its own parameters. A prepared query's generic plan knows no sizes;
 * of an article that had just been filled it read ten thousand annotations in
 * eight seconds, where its own plan takes thirty milliseconds.
 */
export const PLANNED_ANEW = sql.raw('/* planned anew */');

/**
 * Drizzle has every query parsed and planned anew. Here they are prepared: each
 * connection keeps what it has planned, by the query's text.
 */
function prepared<T extends Queries>(client: T): T {
  const { unsafe } = client;
  client.unsafe = (query, parameters, options) =>
    unsafe(query, parameters, {
      ...options,
      prepare: !query.trimStart().startsWith('/* planned anew */'),
    });
  if (isPool(client)) {
    const begin = client.begin.bind(client) as Begin;
    client.begin = ((work: Parameters<Begin>[0]) =>
      begin(tx => work(prepared(tx)))) as postgres.Sql['begin'];
  }
  return client;
}

type Queries = { unsafe: postgres.Sql['unsafe'] };
type Begin = (
  work: (tx: postgres.TransactionSql) => Promise<unknown>,
) => Promise<unknown>;

const isPool = (client: Queries): client is postgres.Sql => 'begin' in client;
