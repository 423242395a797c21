import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** The check that a column holds one of the values that its noun declares. */
export function oneOf(column: AnyPgColumn, values: readonly string[]): SQL {
  // Constants of our own, never input: a check cannot hold parameters.
  const list = values.map(value => `'${value}'`).join(', ');
  return sql`${column} in (${sql.raw(list)})`;
}
