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
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { ALARMS, ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import {
  COLOURS,
  DECISIONS,
  REVIEWS,
  STORED_KINDS,
  VISIBILITIES,
  type Foreign,
} from '#app/annotations/annotation.ts';
import { NOTICE_REASONS } from '#app/annotations/notice.ts';
import { TAG_KEYS } from '#app/annotations/tag.ts';
import { versions } from '#db/schema/articles.ts';
import { instant, workspaceId } from '#db/schema/columns.ts';
import { oneOf, someOf } from '#db/schema/one-of.ts';
import { people } from '#db/schema/people.ts';

export const annotations = pgTable(
  'annotations',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    /** The version it was made on. */
    version: integer().notNull(),
    kind: text({ enum: STORED_KINDS }).notNull(),
    /** A highlight's colour; null for the other kinds. */
    colour: text({ enum: COLOURS }),
    /** What an edit puts in place of the words; null for the other kinds. */
    replacement: text(),
    /** What was decided of an edit; null for nothing yet. */
    decision: text({ enum: DECISIONS }),
    decidedBy: uuid(),
    decidedAt: instant(),
    /** What is said; empty where nothing is. */
    body: text().notNull(),
    visibility: text({ enum: VISIBILITIES }).notNull(),
    resolved: boolean().notNull().default(false),
    /** What a reply answers; null for all other kinds. */
    replyTo: uuid(),
    /** Who is to see to it; null for nobody. */
    assignee: uuid(),
    /** The day by which. */
    due: date({ mode: 'string' }),
    /** What a client sent that we don't know, to be given back. */
    foreign: jsonb().$type<Foreign>().notNull(),
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
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
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.replyTo],
      foreignColumns: [t.workspaceId, t.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.assignee],
      foreignColumns: [people.workspaceId, people.id],
    }),
    index('annotations_thread')
      .on(t.workspaceId, t.replyTo, t.createdAt)
      .where(sql`${t.replyTo} is not null`),
    // Partial, or the checks of foreign keys, planned while the table is empty,
    // would walk it instead of the primary key, which it shares its first column with.
    index('annotations_article')
      .on(t.workspaceId, t.articleId, t.createdAt)
      .where(sql`${t.deletedAt} is null`),
    index('annotations_author')
      .on(t.workspaceId, t.articleId, t.createdBy, t.createdAt)
      .where(sql`${t.deletedAt} is null`),
    check('annotations_kind', oneOf(t.kind, STORED_KINDS)),
    check('annotations_colour', oneOf(t.colour, COLOURS)),
    check('annotations_visibility', oneOf(t.visibility, VISIBILITIES)),
    check(
      'annotations_highlight',
      sql`(${t.kind} = 'highlight') = (${t.colour} is not null)`,
    ),
    check(
      'annotations_edit',
      sql`(${t.kind} = 'edit') = (${t.replacement} is not null) and length(${t.replacement}) <= 20000`,
    ),
    check('annotations_decision', oneOf(t.decision, DECISIONS)),
    check(
      'annotations_decided',
      sql`(${t.decision} is null or ${t.kind} = 'edit') and (${t.decision} is null) = (${t.decidedBy} is null) and (${t.decision} is null) = (${t.decidedAt} is null)`,
    ),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    check(
      'annotations_note',
      sql`${t.kind} not in ('note', 'reply', 'query') or ${t.body} <> ''`,
    ),
    // A claim is the team's to check.
    check(
      'annotations_claim',
      sql`${t.kind} <> 'claim' or ${t.visibility} <> 'private'`,
    ),
    // A query is the team's: its answer is for all who check.
    check(
      'annotations_query',
      sql`${t.kind} <> 'query' or ${t.visibility} = 'team'`,
    ),
    check(
      'annotations_reply',
      sql`(${t.kind} = 'reply') = (${t.replyTo} is not null)`,
    ),
    check(
      'annotations_assigned',
      sql`${t.kind} <> 'reply' or (${t.assignee} is null and ${t.due} is null)`,
    ),
    check('annotations_body', sql`length(${t.body}) <= 20000`),
    check('annotations_revision', sql`${t.revision} >= 1`),
  ],
);

/** Where an annotation lies in one version: one row per annotation and version. */
export const anchors = pgTable(
  'anchors',
  {
    workspaceId: workspaceId(),
    annotationId: uuid().notNull(),
    articleId: uuid().notNull(),
    version: integer().notNull(),
    state: text({ enum: ANCHOR_STATES }).notNull(),
    /** Changed in style only: width, quotation marks, white space. */
    style: boolean().notNull().default(false),
    confidence: real().notNull(),
    /** UTF-16 offsets into the version's text, half-open; null when lost. */
    start: integer(),
    end: integer(),
    /** The words there; where it has no place, those that it had last. */
    exact: text().notNull(),
    prefix: text().notNull(),
    suffix: text().notNull(),
    /** What nobody may overlook among what changed: a number, a negation, a name. */
    alarms: text({ enum: ALARMS })
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Whether a sentence that it touches, or who says it, changed since it was made or last held to be right. */
    voided: boolean().notNull().default(false),
    /** Whether a sentence beside those did. */
    contextChanged: boolean().notNull().default(false),
    /** What somebody decided of it in this version; null for nothing yet. */
    review: text({ enum: REVIEWS }),
    reviewedBy: uuid(),
    reviewedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.annotationId, t.version] }),
    foreignKey({
      columns: [t.workspaceId, t.reviewedBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.articleId, t.version],
      foreignColumns: [
        versions.workspaceId,
        versions.articleId,
        versions.number,
      ],
    }),
    index('anchors_article').on(t.workspaceId, t.articleId, t.version),
    check('anchors_state', oneOf(t.state, ANCHOR_STATES)),
    check(
      'anchors_span',
      sql`(${t.start} is null) = (${t.end} is null) and (${t.start} is null or (${t.start} >= 0 and ${t.end} > ${t.start}))`,
    ),
    check(
      'anchors_placed',
      sql`(${t.start} is null) = (${t.state} in ('ambiguous', 'lost'))`,
    ),
    check('anchors_style', sql`not ${t.style} or ${t.state} = 'changed'`),
    check('anchors_exact', sql`length(${t.exact}) >= 1`),
    check('anchors_alarms', someOf(t.alarms, ALARMS)),
    check('anchors_review', oneOf(t.review, REVIEWS)),
    check(
      'anchors_reviewed',
      sql`(${t.review} is null) = (${t.reviewedBy} is null) and (${t.review} is null) = (${t.reviewedAt} is null)`,
    ),
    check(
      'anchors_whole',
      sql`${t.review} is distinct from 'whole' or ${t.start} is null`,
    ),
    check('anchors_confidence', sql`${t.confidence} between 0 and 1`),
  ],
);

/** The workspace's vocabulary. */
export const tags = pgTable(
  'tags',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    name: text().notNull(),
    colour: text({ enum: COLOURS }),
    description: text().notNull().default(''),
    /** Order in which tags are offered, from 0; those never ordered come last, by name. */
    position: integer(),
    /** The key that gives this tag to a selection. */
    hotkey: text({ enum: TAG_KEYS }),
    revision: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
    /** The tag that took its place when it was merged; null when it was not. */
    mergedInto: uuid(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tags_name')
      .on(t.workspaceId, sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null`),
    uniqueIndex('tags_hotkey')
      .on(t.workspaceId, t.hotkey)
      .where(sql`${t.deletedAt} is null`),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [people.workspaceId, people.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.mergedInto],
      foreignColumns: [t.workspaceId, t.id],
    }),
    check(
      'tags_length',
      sql`length(${t.name}) between 1 and 64 and btrim(${t.name}) = ${t.name}`,
    ),
    check('tags_colour', oneOf(t.colour, COLOURS)),
    check('tags_description', sql`length(${t.description}) <= 1000`),
    check('tags_key', oneOf(t.hotkey, TAG_KEYS)),
    check('tags_position', sql`${t.position} >= 0`),
    check('tags_revision', sql`${t.revision} >= 1`),
    check(
      'tags_merged',
      sql`${t.mergedInto} is null or (${t.deletedAt} is not null and ${t.mergedInto} <> ${t.id})`,
    ),
  ],
);

export const annotationTags = pgTable(
  'annotation_tags',
  {
    workspaceId: workspaceId(),
    annotationId: uuid().notNull(),
    tagId: uuid().notNull(),
    /** Order in which they were given, from 0. */
    position: smallint().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.annotationId, t.tagId] }),
    index('annotation_tags_tag').on(t.workspaceId, t.tagId),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.tagId],
      foreignColumns: [tags.workspaceId, tags.id],
    }),
  ],
);

/** Who is named in what an annotation says. */
export const mentions = pgTable(
  'mentions',
  {
    workspaceId: workspaceId(),
    annotationId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.annotationId, t.personId] }),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [people.workspaceId, people.id],
    }),
  ],
);

/** What waits in somebody's inbox: one row for each reason of each annotation. */
export const notices = pgTable(
  'notices',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** Whose inbox. */
    personId: uuid().notNull(),
    reason: text({ enum: NOTICE_REASONS }).notNull(),
    /** The mention, the reply, or what was assigned. */
    annotationId: uuid().notNull(),
    /** Who did it. */
    actorId: uuid().notNull(),
    /** How many annotations of the article one notice stands for. */
    count: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
    readAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('notices_once').on(
      t.workspaceId,
      t.personId,
      t.annotationId,
      t.reason,
    ),
    index('notices_newest').on(t.workspaceId, t.personId, t.createdAt, t.id),
    index('notices_unread')
      .on(t.workspaceId, t.personId)
      .where(sql`${t.readAt} is null`),
    ...[t.personId, t.actorId].map(person =>
      foreignKey({
        columns: [t.workspaceId, person],
        foreignColumns: [people.workspaceId, people.id],
      }),
    ),
    foreignKey({
      columns: [t.workspaceId, t.annotationId],
      foreignColumns: [annotations.workspaceId, annotations.id],
    }).onDelete('cascade'),
    check('notices_reason', oneOf(t.reason, NOTICE_REASONS)),
    check('notices_count', sql`${t.count} >= 1`),
  ],
);
