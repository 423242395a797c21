import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The column that leads every primary key and index: whose desk this is. */
export const workspaceId = () => uuid().notNull();

/** A point in time, with microseconds, as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/** PostgreSQL's 64-bit transaction id, as a decimal string. */
export const transactionId = customType<{ data: string; driverData: string }>({
  dataType: () => 'xid8',
});
