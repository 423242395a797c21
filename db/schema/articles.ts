import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';

import {
  MAX_NAME,
  type Block,
  type Credit,
  type Discarded,
  type Passage,
  type Span,
} from '#app/articles/article.ts';
import type { TextEdit } from '#app/articles/text-edit.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { people } from '#db/schema/people.ts';

/** What an article is beside its words; the words are in its versions. */
export const articles = pgTable(
  'articles',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** Number of the newest version. */
    version: integer().notNull(),
    url: text(),
    language: text().notNull(),
    publisher: text(),
    source: text(),
    section: text(),
    credits: jsonb().$type<Credit[]>().notNull(),
    /** Whether it is there for owners and for those named in `article_people` alone. */
    restricted: boolean().notNull().default(false),
    /** Content revision: what the ETag says. */
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    // Partial for the same reason as annotations_article.
    index('articles_updated')
      .on(t.workspaceId, t.updatedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    check('articles_version', sql`${t.version} >= 1`),
    check('articles_revision', sql`${t.revision} >= 1`),
  ],
);

/** Frozen: a row is inserted once, and of it nothing but its name is ever updated. */
export const versions = pgTable(
  'versions',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    number: integer().notNull(),
    hash: text().notNull(),
    title: text().notNull(),
    byline: jsonb().$type<string[]>().notNull(),
    /** RFC 3339 with the zone of the page, which a timestamptz would lose. */
    publishedAt: text(),
    /** Canonical text: blocks joined by LF; what anchors count in (UTF-16). */
    text: text().notNull(),
    blocks: jsonb().$type<Block[]>().notNull(),
    sentences: jsonb().$type<Span[]>().notNull(),
    discarded: jsonb().$type<Discarded[]>().notNull(),
    /** What of its text is compared with others: `app/articles/sketch.ts`; empty before there were any. */
    sketch: integer()
      .array()
      .notNull()
      .default(sql`'{}'::integer[]`),
    /** What somebody calls it; null for nothing. It alone may change later. */
    name: text(),
    /** The version that it was made from; null for the first. */
    base: integer(),
    /** Of the name: what the ETag says. */
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index('versions_sketch').using('gin', t.sketch),
    primaryKey({ columns: [t.workspaceId, t.articleId, t.number] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('versions_number', sql`${t.number} >= 1`),
    check('versions_base', sql`(${t.base} is null) = (${t.number} = 1)`),
    check(
      'versions_name',
      sql`length(${t.name}) between 1 and ${sql.raw(String(MAX_NAME))}`,
    ),
    check('versions_revision', sql`${t.revision} >= 1`),
    check('versions_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('versions_text', sql`length(${t.text}) between 1 and 1000000`),
  ],
);

/** The next version of an article while it is being made: one for all who edit it. */
export const drafts = pgTable(
  'drafts',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    /** The version that it was made from. */
    base: integer().notNull(),
    passages: jsonb().$type<Passage[]>().notNull(),
    byline: jsonb().$type<string[]>().notNull(),
    publishedAt: text(),
    /** How it came from its base: what was replaced, one after the other. */
    edits: jsonb().$type<TextEdit[]>().notNull(),
    revision: integer().notNull().default(1),
    updatedBy: uuid().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.articleId] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.base],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    foreignKey({
      columns: [t.workspaceId, t.updatedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('drafts_revision', sql`${t.revision} >= 1`),
  ],
);

/** How far each person has read each article. */
export const readingPositions = pgTable(
  'reading_positions',
  {
    workspaceId: workspaceId(),
    personId: uuid().notNull(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    /** UTF-16 offset into the version's text of the first character in view. */
    start: integer().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.personId, t.articleId] }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.version],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    check('reading_positions_start', sql`${t.start} >= 0`),
  ],
);

/** Who may see an article that is restricted. */
export const articlePeople = pgTable(
  'article_people',
  {
    workspaceId: workspaceId(),
    articleId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.personId] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);

/**
 * Who follows an article, or does not want to; who has no row follows what they
 * brought in or annotated.
 */
export const follows = pgTable(
  'follows',
  {
    workspaceId: workspaceId(),
    personId: uuid().notNull(),
    articleId: uuid().notNull(),
    /** Null: as their work on it says. */
    following: boolean(),
    /** Up to when its changes have been seen; null for never. */
    seenAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.personId, t.articleId] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);
