import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { ADDRESSEES } from '#app/queries/query.ts';
import { annotations } from '#db/schema/annotations.ts';
import { articles } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';

/** What a query has beside its annotation; a trigger gives each one its row (`queries_follow`). */
export const queries = pgTable(
  'queries',
  {
    workspaceId: workspaceId(),
    annotationId: uuid().notNull(),
    addressee: text({ enum: ADDRESSEES }).notNull().default('author'),
    /** Who that is; empty where nobody has said. */
    name: text().notNull().default(''),
    answer: text(),
    /** How whoever answered is called: an account isn't asked for. */
    answeredBy: text(),
    answeredAt: instant(),
    decision: text(),
    decidedBy: uuid(),
    decidedAt: instant(),
    revision: integer().notNull().default(1),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.annotationId] }),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('queries_addressee', oneOf(t.addressee, ADDRESSEES)),
    check('queries_name', sql`length(${t.name}) <= 100`),
    check(
      'queries_answer',
      sql`(${t.answer} is null) = (${t.answeredBy} is null) and (${t.answer} is null) = (${t.answeredAt} is null) and ${t.answer} <> '' and length(${t.answer}) <= 20000`,
    ),
    check(
      'queries_decision',
      sql`(${t.decision} is null) = (${t.decidedBy} is null) and (${t.decision} is null) = (${t.decidedAt} is null) and ${t.decision} <> '' and length(${t.decision}) <= 20000`,
    ),
    check('queries_revision', sql`${t.revision} >= 1`),
  ],
);

/** Links through which somebody without an account answers; the secret itself is not kept. */
export const queryLinks = pgTable(
  'query_links',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    secretHash: text().notNull(),
    /** For whom it is. */
    name: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('query_links_secret').on(t.workspaceId, t.secretHash),
    index('query_links_article').on(t.workspaceId, t.articleId),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('query_links_name', sql`length(${t.name}) between 1 and 100`),
  ],
);

/** What a link asks. */
export const queryLinkQueries = pgTable(
  'query_link_queries',
  {
    workspaceId: workspaceId(),
    linkId: uuid().notNull(),
    queryId: uuid().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.linkId, t.queryId] }),
    foreignKey({
      columns: [t.workspaceId, t.linkId],
      foreignColumns: [queryLinks.workspaceId, queryLinks.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.queryId],
      foreignColumns: [queries.workspaceId, queries.annotationId],
    }),
  ],
);
