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

import { CORRECTION_KINDS, GATES, RULES, WORKFLOWS } from '#app/gates/gate.ts';
import { versions } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf, someOf } from '#db/schema/one-of.ts';
import { people, workspaces } from '#db/schema/people.ts';

/** How a workspace reviews and publishes; where it has no row, 三审三校 with every rule. */
export const workflows = pgTable(
  'workflows',
  {
    workspaceId: uuid()
      .primaryKey()
      .references(() => workspaces.id),
    workflow: text({ enum: WORKFLOWS }).notNull(),
    rules: text().array().$type<(typeof RULES)[number][]>().notNull(),
    revision: integer().notNull().default(1),
  },
  t => [
    check('workflows_workflow', oneOf(t.workflow, WORKFLOWS)),
    check('workflows_rules', someOf(t.rules, RULES)),
    check('workflows_revision', sql`${t.revision} >= 1`),
  ],
);

/** Who signs a gate, where it is not for all who check. */
export const gatePeople = pgTable(
  'gate_people',
  {
    workspaceId: workspaceId(),
    gate: text({ enum: GATES }).notNull(),
    personId: uuid().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.gate, t.personId] }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('gate_people_gate', oneOf(t.gate, GATES)),
  ],
);

/**
 * Who let which version through which gate; append-only. That nobody signs a
 * review of what they wrote, and that the hash is the version's, hold triggers
 * (`sign_offs_hold` in the migration).
 */
export const signOffs = pgTable(
  'sign_offs',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    versionHash: text().notNull(),
    gate: text({ enum: GATES }).notNull(),
    personId: uuid().notNull(),
    note: text().notNull(),
    errors: integer().notNull(),
    at: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
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
    uniqueIndex('sign_offs_gate').on(
      t.workspaceId,
      t.articleId,
      t.version,
      t.gate,
    ),
    // No two reviews of a version by one person.
    uniqueIndex('sign_offs_reviewer')
      .on(t.workspaceId, t.articleId, t.version, t.personId)
      .where(sql`${t.gate} like 'review-%'`),
    check('sign_offs_gate_known', oneOf(t.gate, GATES)),
    check(
      'sign_offs_note',
      sql`length(${t.note}) between 1 and 20000 and btrim(${t.note}) <> ''`,
    ),
    check('sign_offs_errors', sql`${t.errors} >= 0`),
  ],
);

/** What was published when, and taken back. */
export const publications = pgTable(
  'publications',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull().defaultNow(),
    withdrawnBy: uuid(),
    withdrawnAt: instant(),
    reason: text(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.version],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    ...[t.publishedBy, t.withdrawnBy].map(person =>
      foreignKey({
        columns: [t.workspaceId, person],
        foreignColumns: [people.workspaceId, people.id],
      }),
    ),
    index('publications_article').on(t.workspaceId, t.articleId, t.publishedAt),
    check(
      'publications_withdrawn',
      sql`(${t.withdrawnBy} is null) = (${t.withdrawnAt} is null) and (${t.withdrawnAt} is null) = (${t.reason} is null)`,
    ),
  ],
);

/** What was changed after publication, as readers are told; append-only. */
export const corrections = pgTable(
  'corrections',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    kind: text({ enum: CORRECTION_KINDS }).notNull(),
    fromVersion: integer().notNull(),
    toVersion: integer().notNull(),
    wrong: text().notNull(),
    text: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    ...[t.fromVersion, t.toVersion].map(version =>
      foreignKey({
        columns: [t.workspaceId, t.articleId, version],
        foreignColumns: [
          versions.workspaceId,
          versions.articleId,
          versions.number,
        ],
      }),
    ),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    index('corrections_article').on(t.workspaceId, t.articleId, t.createdAt),
    check('corrections_kind', oneOf(t.kind, CORRECTION_KINDS)),
    check('corrections_versions', sql`${t.toVersion} > ${t.fromVersion}`),
    check(
      'corrections_words',
      sql`btrim(${t.wrong}) <> '' and length(${t.wrong}) <= 20000 and btrim(${t.text}) <> '' and length(${t.text}) <= 20000`,
    ),
  ],
);
