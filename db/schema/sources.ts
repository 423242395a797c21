import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';

import type { TextMap } from '#app/sources/locating.ts';
import { RELIABILITIES, SOURCE_KINDS, TIERS } from '#app/sources/source.ts';
import { tags } from '#db/schema/annotations.ts';
import { articles } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';

/** Where evidence comes from, across articles. */
export const sources = pgTable(
  'sources',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    title: text().notNull(),
    url: text(),
    kind: text({ enum: SOURCE_KINDS }).notNull(),
    origin: text(),
    published: date({ mode: 'string' }),
    tier: text({ enum: TIERS }),
    reliability: text({ enum: RELIABILITIES }),
    reason: text().notNull().default(''),
    /** Whether it is there for those named in `source_people` alone. */
    confidential: boolean().notNull().default(false),
    note: text().notNull().default(''),
    /** Why it is not to be relied on any more; null while it is. */
    withdrawn: text(),
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
    index('sources_updated')
      .on(t.workspaceId, t.updatedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    check('sources_kind', oneOf(t.kind, SOURCE_KINDS)),
    check('sources_tier', oneOf(t.tier, TIERS)),
    check('sources_reliability', oneOf(t.reliability, RELIABILITIES)),
    check('sources_title', sql`length(${t.title}) between 1 and 500`),
    check('sources_reason', sql`length(${t.reason}) <= 2000`),
    check('sources_note', sql`length(${t.note}) <= 20000`),
    check('sources_withdrawn', sql`length(${t.withdrawn}) between 1 and 2000`),
    check('sources_revision', sql`${t.revision} >= 1`),
  ],
);

/** Who may know of a confidential source; whoever brought it is among them. */
export const sourcePeople = pgTable(
  'source_people',
  {
    workspaceId: workspaceId(),
    sourceId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.sourceId, t.personId] }),
    foreignKey({
      columns: [t.workspaceId, t.sourceId],
      foreignColumns: [sources.workspaceId, sources.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);

export const sourceTags = pgTable(
  'source_tags',
  {
    workspaceId: workspaceId(),
    sourceId: uuid().notNull(),
    tagId: uuid().notNull(),
    /** Order in which they were given, from 0. */
    position: smallint().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.sourceId, t.tagId] }),
    index('source_tags_tag').on(t.workspaceId, t.tagId),
    foreignKey({
      columns: [t.workspaceId, t.sourceId],
      foreignColumns: [sources.workspaceId, sources.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.tagId],
      foreignColumns: [tags.workspaceId, tags.id],
    }),
  ],
);

/**
 * Bytes as they were at one time: of a source, or of the page that an article was
 * made of. They lie in the store of files, by their hash.
 */
export const snapshots = pgTable(
  'snapshots',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** SHA-256, hexadecimal. */
    sha256: text().notNull(),
    /** What hides the hash where it must prove nothing to others: 32 random bytes, hexadecimal. */
    salt: text()
      .notNull()
      .default(
        sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`,
      ),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    /** The file's name; empty where it has none. */
    name: text().notNull().default(''),
    /** Where they came from in the end; null for a file, or what was typed. */
    url: text(),
    capturedAt: instant().notNull().defaultNow(),
    capturedBy: uuid().notNull(),
    /** The article that was made of it; null for none, or none yet. */
    articleId: uuid(),
    /** The source that it is of; null for none. */
    sourceId: uuid(),
    /** Whether somebody typed it. */
    typed: boolean().notNull().default(false),
    /** UTF-16 units of the text in it; 0 where there is none. */
    textLength: integer().notNull().default(0),
    /** How its text is laid out. */
    map: jsonb()
      .$type<TextMap>()
      .notNull()
      .default({ pages: [], times: [], duration: null }),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.capturedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.sourceId],
      foreignColumns: [sources.workspaceId, sources.id],
    }),
    index('snapshots_article').on(t.workspaceId, t.articleId),
    index('snapshots_source').on(t.workspaceId, t.sourceId, t.capturedAt),
    check('snapshots_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('snapshots_salt', sql`${t.salt} ~ '^[0-9a-f]{64}$'`),
    check('snapshots_bytes', sql`${t.bytes} >= 0`),
    check(
      'snapshots_text',
      sql`${t.textLength} >= 0 and (not ${t.typed} or ${t.textLength} > 0)`,
    ),
    check(
      'snapshots_of_one',
      sql`${t.articleId} is null or ${t.sourceId} is null`,
    ),
  ],
);

/** The text in a snapshot, apart, because a list of snapshots does without it. */
export const snapshotTexts = pgTable(
  'snapshot_texts',
  {
    workspaceId: workspaceId(),
    snapshotId: uuid().notNull(),
    text: text().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.snapshotId] }),
    foreignKey({
      columns: [t.workspaceId, t.snapshotId],
      foreignColumns: [snapshots.workspaceId, snapshots.id],
    }).onDelete('cascade'),
    check('snapshot_texts_text', sql`length(${t.text}) >= 1`),
  ],
);
