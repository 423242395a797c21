import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';

import { CONSISTENCY_DECISIONS } from '#app/consistency/consistency.ts';
import { articles } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';

/** What was made of what an article says in two ways: once for all its versions. */
export const consistencyDecisions = pgTable(
  'consistency_decisions',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    /** What is written, and what it was held against. */
    key: text().notNull(),
    decision: text({ enum: CONSISTENCY_DECISIONS }).notNull(),
    decidedBy: uuid().notNull(),
    decidedAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.key] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check(
      'consistency_decisions_decision',
      oneOf(t.decision, CONSISTENCY_DECISIONS),
    ),
    check('consistency_decisions_key', sql`length(${t.key}) between 1 and 200`),
  ],
);
