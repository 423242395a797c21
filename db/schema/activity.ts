import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';

import { instant, transactionId, workspaceId } from '#db/schema/columns.ts';
import { people } from '#db/schema/people.ts';

/**
 * Who did what to what, when; append-only. A position is (transaction id,
 * number): the number alone can show 10 before 9, because it is drawn before
 * its transaction commits.
 */
export const activity = pgTable(
  'activity',
  {
    workspaceId: workspaceId(),
    transactionId: transactionId()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    number: bigint({ mode: 'bigint' }).generatedAlwaysAsIdentity(),
    at: instant().notNull().defaultNow(),
    personId: uuid().notNull(),
    /** What happened, as `noun.verb`. */
    verb: text().notNull(),
    objectId: uuid().notNull(),
    /** The article it belongs to; null where it belongs to none. */
    articleId: uuid(),
    /** The object's revision after it; null where it has none. */
    revision: integer(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.transactionId, t.number] }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
    index('activity_object').on(t.workspaceId, t.objectId),
    index('activity_article').on(t.workspaceId, t.articleId, t.at),
  ],
);

/** Answers already given, so that a repeated request gets the first one. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    workspaceId: workspaceId(),
    personId: uuid().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, path and body. */
    requestHash: text().notNull(),
    status: integer(),
    headers: jsonb().$type<Record<string, string>>(),
    body: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.personId, t.key] }),
    index('idempotency_keys_age').on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }).onDelete('cascade'),
  ],
);
