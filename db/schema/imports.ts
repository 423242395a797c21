import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { LINE_ROLES, type Reading } from '#app/import/reading.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';
import { snapshots } from '#db/schema/sources.ts';

/** A page that has been read and is not an article yet: it waits for somebody to look it through. */
export const imports = pgTable(
  'imports',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** The file's name, or the address; empty for what was pasted. */
    name: text().notNull(),
    /** Host of the page's address; null where it is not known. */
    site: text(),
    reading: jsonb().$type<Reading>().notNull(),
    snapshotId: uuid(),
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.snapshotId],
      foreignColumns: [snapshots.workspaceId, snapshots.id],
    }),
    index('imports_updated').on(t.workspaceId, t.updatedAt, t.id),
    check('imports_name', sql`length(${t.name}) <= 2000`),
    check('imports_revision', sql`${t.revision} >= 1`),
  ],
);

/** What was corrected on a page of a site, for its next page. */
export const siteCorrections = pgTable(
  'site_corrections',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** Host of the pages. */
    site: text().notNull(),
    /** Which lines: see `app/import/recall.ts`. */
    pattern: text().notNull(),
    role: text({ enum: LINE_ROLES }).notNull(),
    /** The line that was corrected, for people to know it by. */
    example: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('site_corrections_pattern').on(
      t.workspaceId,
      t.site,
      t.pattern,
    ),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('site_corrections_role', oneOf(t.role, LINE_ROLES)),
  ],
);

/** Hosts inside a network from which an owner lets pages be taken. */
export const allowedHosts = pgTable(
  'allowed_hosts',
  {
    workspaceId: workspaceId(),
    /** A name or address, with its port where that is not the scheme's own. */
    host: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.host] }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);
