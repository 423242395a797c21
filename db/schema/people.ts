import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { LINK_PURPOSES } from '#app/people/entry-link.ts';
import { DIGESTS, LANGUAGES, ROLES } from '#app/people/person.ts';
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
    /** When name and e-mail were taken away for good; authorship stays. */
    erasedAt: instant(),
    /** How often unread notices are sent by e-mail. */
    digest: text({ enum: DIGESTS }).notNull().default('daily'),
    /** When the last digest was sent. */
    digestAt: instant(),
    revision: integer().notNull().default(1),
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
    check(
      'people_built_in',
      sql`(${t.builtIn} or ${t.erasedAt} is not null) = (${t.email} is null)`,
    ),
    check(
      'people_erased',
      sql`${t.erasedAt} is null or (${t.disabledAt} is not null and ${t.passwordHash} is null)`,
    ),
    check('people_digest', oneOf(t.digest, DIGESTS)),
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

/** Links that let somebody in: an invitation, or a new password. Kept as a hash. */
export const entryLinks = pgTable(
  'entry_links',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    secretHash: text().notNull(),
    purpose: text({ enum: LINK_PURPOSES }).notNull(),
    /** What an invitation makes of whoever takes it. */
    role: text({ enum: ROLES }),
    /** Whose password is set anew. */
    personId: uuid(),
    /** Null where somebody asked for it by e-mail. */
    createdBy: uuid(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    usedBy: uuid(),
    revokedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('entry_links_secret').on(t.workspaceId, t.secretHash),
    ...[t.personId, t.createdBy, t.usedBy].map(person =>
      foreignKey({
        columns: [t.workspaceId, person],
        foreignColumns: [people.workspaceId, people.id],
      }),
    ),
    check('entry_links_purpose', oneOf(t.purpose, LINK_PURPOSES)),
    check('entry_links_role', oneOf(t.role, ROLES)),
    check(
      'entry_links_invitation',
      sql`(${t.purpose} = 'invitation') = (${t.role} is not null)`,
    ),
    check(
      'entry_links_reset',
      sql`(${t.purpose} = 'reset') = (${t.personId} is not null)`,
    ),
    check(
      'entry_links_used',
      sql`(${t.usedAt} is null) = (${t.usedBy} is null)`,
    ),
  ],
);

/** Who somebody is at an OpenID provider: its issuer and its name for them. */
export const identities = pgTable(
  'identities',
  {
    workspaceId: workspaceId(),
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.issuer, t.subject] }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);
