import { sql, type SQL } from 'drizzle-orm';

/** An instant's column as RFC 3339 in UTC; null where it has none. */
export const at = (column: string): SQL =>
  sql.raw(
    `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  );

/** A row of `people` as `{id, name}`; null where a join found none. */
export const who = (table: string): SQL =>
  sql.raw(
    `case when ${table}.id is not null then json_build_object('id', ${table}.id, 'name', ${table}.name) end`,
  );
