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
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import {
  CLAIM_KINDS,
  PRIORITIES,
  STANCES,
  VERDICTS,
} from '#app/claims/claim.ts';
import { QUOTE_CHECKS } from '#app/claims/evidence.ts';
import { annotations } from '#db/schema/annotations.ts';
import { articles } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';
import { snapshots, sources } from '#db/schema/sources.ts';

/** A workspace's own words for verdicts; where it has none for one, the usual word stands. */
export const verdicts = pgTable(
  'verdicts',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    name: text().notNull(),
    /** Which of the verdicts it is: never changed, or decided claims would say something else. */
    meaning: text({ enum: VERDICTS }).notNull(),
    /** Order in which they are offered, from 0. */
    position: integer().notNull(),
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('verdicts_meaning_of').on(t.workspaceId, t.id, t.meaning),
    uniqueIndex('verdicts_name').on(t.workspaceId, sql`lower(${t.name})`),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check('verdicts_meaning', oneOf(t.meaning, VERDICTS)),
    check(
      'verdicts_length',
      sql`length(${t.name}) between 1 and 40 and btrim(${t.name}) = ${t.name}`,
    ),
    check('verdicts_position', sql`${t.position} >= 0`),
    check('verdicts_revision', sql`${t.revision} >= 1`),
  ],
);

/** What a claim has beside what all annotations have. */
export const claims = pgTable(
  'claims',
  {
    workspaceId: workspaceId(),
    annotationId: uuid().notNull(),
    articleId: uuid().notNull(),
    /** Per article, from 1; never given again. */
    number: integer().notNull(),
    speaker: text(),
    kind: text({ enum: CLAIM_KINDS }).notNull(),
    priority: text({ enum: PRIORITIES }).notNull(),
    verdict: text({ enum: VERDICTS }).notNull(),
    /** The workspace's own word for it. */
    valueId: uuid(),
    finding: text().notNull().default(''),
    /** What it was before a new version changed its words; null where it was not voided. */
    voidedVerdict: text({ enum: VERDICTS }),
    voidedValueId: uuid(),
    /** Runs of its words and its figures, hashed: `app/claims/resemblance.ts`. */
    sketch: integer()
      .array()
      .notNull()
      .default(sql`'{}'::integer[]`),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.annotationId] }),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    // A word of the workspace's own belongs to the verdict that it is one for.
    foreignKey({
      columns: [t.workspaceId, t.valueId, t.verdict],
      foreignColumns: [verdicts.workspaceId, verdicts.id, verdicts.meaning],
    }),
    foreignKey({
      columns: [t.workspaceId, t.voidedValueId, t.voidedVerdict],
      foreignColumns: [verdicts.workspaceId, verdicts.id, verdicts.meaning],
    }),
    uniqueIndex('claims_number').on(t.workspaceId, t.articleId, t.number),
    index('claims_sketch').using('gin', t.sketch),
    check('claims_number_from_one', sql`${t.number} >= 1`),
    check('claims_kind', oneOf(t.kind, CLAIM_KINDS)),
    check('claims_priority', oneOf(t.priority, PRIORITIES)),
    check('claims_verdict', oneOf(t.verdict, VERDICTS)),
    check('claims_voided', oneOf(t.voidedVerdict, VERDICTS)),
    check('claims_speaker', sql`length(${t.speaker}) between 1 and 200`),
    check(
      'claims_finding',
      sql`length(${t.finding}) <= 20000 and (${t.verdict} in ('unchecked', 'checking') or btrim(${t.finding}) <> '')`,
    ),
  ],
);

/** Why a claim is held to be so. */
export const evidence = pgTable(
  'evidence',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** The claim. */
    claimId: uuid().notNull(),
    sourceId: uuid().notNull(),
    /** The snapshot in which its quote was looked for; null where there was none. */
    snapshotId: uuid(),
    stance: text({ enum: STANCES }).notNull(),
    /** What the source says, word for word; empty where it has no words. */
    quote: text().notNull(),
    /** From 1. */
    page: integer(),
    /** UTF-16 offsets into the snapshot's text, half-open; null where it was not found. */
    start: integer(),
    end: integer(),
    /** Of a recording, in seconds. */
    seconds: integer(),
    note: text().notNull().default(''),
    quoteCheck: text({ enum: QUOTE_CHECKS }).notNull(),
    /** Whether it begins or ends in the middle of a figure. */
    cutsFigure: boolean().notNull().default(false),
    attestedBy: uuid(),
    confirmedBy: uuid(),
    confirmedAt: instant(),
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.claimId],
      foreignColumns: [claims.workspaceId, claims.annotationId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.sourceId],
      foreignColumns: [sources.workspaceId, sources.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.snapshotId],
      foreignColumns: [snapshots.workspaceId, snapshots.id],
    }),
    ...[t.attestedBy, t.confirmedBy, t.createdBy].map(person =>
      foreignKey({
        columns: [t.workspaceId, person],
        foreignColumns: [people.workspaceId, people.id],
      }),
    ),
    index('evidence_claim').on(t.workspaceId, t.claimId, t.createdAt),
    index('evidence_source').on(t.workspaceId, t.sourceId),
    check('evidence_stance', oneOf(t.stance, STANCES)),
    check('evidence_check', oneOf(t.quoteCheck, QUOTE_CHECKS)),
    check('evidence_quote', sql`length(${t.quote}) <= 20000`),
    check('evidence_note', sql`length(${t.note}) <= 20000`),
    check(
      'evidence_span',
      sql`(${t.start} is null) = (${t.end} is null) and (${t.start} is null or (${t.start} >= 0 and ${t.end} > ${t.start}))`,
    ),
    // Green is what has a place in its snapshot, and nothing else.
    check(
      'evidence_found',
      sql`(${t.quoteCheck} in ('exact', 'normalised')) = (${t.start} is not null) and (${t.start} is null or (${t.snapshotId} is not null and ${t.quote} <> ''))`,
    ),
    check(
      'evidence_no_snapshot',
      sql`(${t.quoteCheck} = 'no-snapshot') = (${t.snapshotId} is null)`,
    ),
    check(
      'evidence_attested',
      sql`(${t.quoteCheck} = 'attested') = (${t.attestedBy} is not null)`,
    ),
    // Whoever vouches for it does not confirm it.
    check(
      'evidence_confirmed',
      sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null) and (${t.confirmedBy} is null or (${t.attestedBy} is not null and ${t.confirmedBy} <> ${t.attestedBy}))`,
    ),
    check('evidence_page', sql`${t.page} >= 1`),
    check('evidence_seconds', sql`${t.seconds} >= 0`),
    check('evidence_revision', sql`${t.revision} >= 1`),
  ],
);
