import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

// Constants of our own, never input: a check cannot hold parameters.
const literals = (values: readonly string[]): string =>
  values.map(value => `'${value}'`).join(', ');

/** The check that a column holds one of the values that its noun declares. */
export function oneOf(column: AnyPgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(literals(values))})`;
}

/** The check that an array holds none but these. */
export function someOf(column: AnyPgColumn, values: readonly string[]): SQL {
  return sql`${column} <@ ${sql.raw(`array[${literals(values)}]`)}`;
}
