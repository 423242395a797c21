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
    connection: {
      application_name: 'pangzhu',
      // A prepared query's generic plan knows no sizes: on an article filled a
      // moment ago it took eight seconds where its own plan takes one.
      plan_cache_mode: 'force_custom_plan',
    },
  });
  const db = drizzle(prepared(sql), { casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * Drizzle has every query parsed and described anew. Here they are prepared: each
 * connection keeps what it has parsed, by the query's text.
 */
function prepared<T extends Queries>(sql: T): T {
  const { unsafe } = sql;
  sql.unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: true });
  if (isPool(sql)) {
    const begin = sql.begin.bind(sql) as Begin;
    sql.begin = ((work: Parameters<Begin>[0]) =>
      begin(tx => work(prepared(tx)))) as postgres.Sql['begin'];
  }
  return sql;
}

type Queries = { unsafe: postgres.Sql['unsafe'] };
type Begin = (
  work: (tx: postgres.TransactionSql) => Promise<unknown>,
) => Promise<unknown>;

const isPool = (sql: Queries): sql is postgres.Sql => 'begin' in sql;
