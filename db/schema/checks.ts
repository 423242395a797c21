import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';

import { CHECK_STATES } from '#app/claims/check.ts';
import { versions } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';

/** What each person has made of which words of a version: no more than a sentence a row. */
export const checks = pgTable(
  'checks',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    personId: uuid().notNull(),
    /** UTF-16 offsets into the version's text, half-open; one person's never overlap. */
    start: integer().notNull(),
    end: integer().notNull(),
    state: text({ enum: CHECK_STATES }).notNull(),
    /** Whether its words, or their speaker, have changed since it was made. */
    stale: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({
      columns: [t.workspaceId, t.articleId, t.version, t.personId, t.start],
    }),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.version],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
    index('checks_person').on(t.workspaceId, t.personId),
    check('checks_span', sql`${t.start} >= 0 and ${t.end} > ${t.start}`),
    check('checks_state', oneOf(t.state, CHECK_STATES)),
  ],
);

/** Words that two people have to check, neither seeing the other's mark before. */
export const pairs = pgTable(
  'pairs',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    /** UTF-16 offsets into the version's text, half-open; they never overlap. */
    start: integer().notNull(),
    end: integer().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.version, t.start] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.version],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('pairs_span', sql`${t.start} >= 0 and ${t.end} > ${t.start}`),
  ],
);
