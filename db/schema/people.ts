import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { LANGUAGES, ROLES } from '#app/people/person.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';

export const workspaces = pgTable('workspaces', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
  /** When the sample articles were put in; null until the first run did. */
  seededAt: instant(),
});

export const people = pgTable(
  'people',
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid().notNull(),
    name: text().notNull(),
    /** Null only for the built-in person of the samples, who can't sign in. */
    email: text(),
    role: text({ enum: ROLES }).notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    /** Which of the six avatar colours, 0 to 5. */
    colour: smallint().notNull().default(0),
    passwordHash: text(),
    builtIn: boolean().notNull().default(false),
    disabledAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // Partial for the same reason as annotations_article.
    uniqueIndex('people_email')
      .on(t.workspaceId, sql`lower(${t.email})`)
      .where(sql`${t.email} is not null`),
    check('people_role', oneOf(t.role, ROLES)),
    check('people_language', oneOf(t.language, LANGUAGES)),
    check('people_name', sql`length(${t.name}) between 1 and 100`),
    check('people_built_in', sql`${t.builtIn} = (${t.email} is null)`),
    check(
      'people_built_in_password',
      sql`not ${t.builtIn} or ${t.passwordHash} is null`,
    ),
    check('people_colour', sql`${t.colour} between 0 and 5`),
  ],
);

/** One row per signed-in browser; the cookie holds a secret, this its hash. */
export const sessions = pgTable(
  'sessions',
  {
    workspaceId: workspaceId(),
    secretHash: text().notNull(),
    personId: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.secretHash] }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }).onDelete('cascade'),
  ],
);

/** API tokens; printed once, kept as a hash. */
export const tokens = pgTable(
  'tokens',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    personId: uuid().notNull(),
    name: text().notNull(),
    secretHash: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** Null: does not expire. */
    expiresAt: instant(),
    revokedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tokens_secret').on(t.workspaceId, t.secretHash),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }).onDelete('cascade'),
    check('tokens_name', sql`length(${t.name}) between 1 and 100`),
  ],
);
