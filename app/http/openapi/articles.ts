import { z } from 'zod';

import { ALARMS, ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import { DecisionInput } from '#app/annotations/decision.schema.ts';
import { DraftInput, DraftVersion } from '#app/articles/draft.schema.ts';
import { COLOURS, KINDS, REVIEWS } from '#app/annotations/annotation.ts';
import { BLOCK_TYPES, DISCARD_REASONS } from '#app/articles/article.ts';
import {
  ArticlePatch,
  NewArticle,
  NewVersion,
  ReadingPosition,
  VersionPatch,
} from '#app/articles/article.schema.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  nullableText,
  operation,
  text,
  type Paths,
} from '#app/http/openapi/operation.ts';
import { ARTICLE_STATES } from '#app/gates/gate.ts';
import { ROLES } from '#app/people/person.ts';

const offset = z.int().meta({ description: 'UTF-16 offset into `text`' });

export const Article = z
  .object({
    id: z.uuid(),
    version: z.int(),
    versionHash: z.string().meta({
      description:
        'SHA-256 over the RFC 8785 JSON of title, byline, publishedAt and blocks',
    }),
    url: nullableText,
    language: z.string(),
    title: z.string(),
    byline: z.array(z.string()),
    publisher: nullableText,
    source: nullableText,
    section: nullableText,
    publishedAt: nullableText,
    credits: z.array(z.object({ role: z.string(), name: z.string() })),
    text: z.string(),
    blocks: z.array(
      z.object({
        type: z.enum(BLOCK_TYPES),
        text: z.string(),
        start: offset,
        end: offset,
        speaker: z.string().optional(),
        level: z.int().optional(),
      }),
    ),
    sentences: z.array(z.tuple([offset, offset])),
    discarded: z.array(
      z.object({ text: z.string(), reason: z.enum(DISCARD_REASONS) }),
    ),
  })
  .meta({ id: 'Article' });

const ArticleSummary = z
  .object({
    id: z.uuid(),
    version: z.int(),
    title: z.string(),
    byline: z.array(z.string()),
    publisher: nullableText,
    source: nullableText,
    language: z.string(),
    length: z.int(),
    annotations: z.int(),
    claims: z.object({ total: z.int(), decided: z.int() }),
    state: z.enum(ARTICLE_STATES),
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        role: z.enum(ROLES),
        colour: z.int(),
      }),
    ),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'ArticleSummary' });

const VersionSummary = z
  .object({
    version: z.int(),
    versionHash: z.string(),
    title: z.string(),
    name: nullableText,
    base: z.int().nullable().meta({
      description: 'The version that it was made from; null for the first',
    }),
    length: z.int(),
    createdBy: z.object({ id, name: z.string() }),
    createdAt: z.iso.datetime(),
    revision: z.int(),
  })
  .meta({ id: 'VersionSummary' });

const count = z.int();
export const MadeVersion = z
  .object({
    version: z.int(),
    versionHash: z.string(),
    anchors: z
      .object({
        ...{ exact: count, moved: count, changed: count },
        ...{ ambiguous: count, lost: count },
      })
      .meta({
        description: 'What became of the annotations that the viewer may see',
      }),
  })
  .meta({ id: 'MadeVersion' });

const words = z.object({ start: offset, end: offset, exact: z.string() });
const ReviewItem = z
  .object({
    id,
    kind: z.enum(KINDS),
    colour: z.enum(COLOURS).nullable(),
    body: z.string(),
    tags: z.array(z.string()),
    author: z.looseObject({ id, name: z.string() }),
    revision: z.int(),
    state: z.enum(ANCHOR_STATES),
    style: z.boolean(),
    confidence: z.number(),
    alarms: z.array(z.enum(ALARMS)),
    voided: z.boolean(),
    contextChanged: z.boolean(),
    review: z.enum(REVIEWS).nullable(),
    was: words.extend({ version: z.int() }),
    is: words.nullable(),
    places: z.array(words.extend({ confidence: z.number() })),
  })
  .meta({ id: 'ReviewItem' });

const Draft = z
  .object({
    article: id,
    base: z.int(),
    passages: z.array(
      z.object({
        type: z.enum(BLOCK_TYPES),
        text: z.string(),
        speaker: z.string().optional(),
        level: z.int().optional(),
      }),
    ),
    byline: z.array(z.string()),
    publishedAt: nullableText,
    updatedBy: z.object({ id, name: z.string() }),
    updatedAt: z.iso.datetime(),
    revision: z.int(),
  })
  .meta({ id: 'Draft' });

const Decided = z.object({
  decided: z.array(id),
  refused: z.array(
    z.object({
      id,
      reason: z.enum(['decided', 'words-changed', 'conflict']),
    }),
  ),
});

const byVersion = z.object({ id, n: z.int().min(1) });

export const page = z.object({
  limit: z.int().min(1).max(200).optional(),
  cursor: z.string().optional(),
});
export const upload = z.strictObject({
  ...NewArticle.omit({ content: true, byline: true }).shape,
  file: z.file(),
});

const versionUpload = z.strictObject({
  ...NewVersion.omit({ content: true, byline: true }).shape,
  file: z.file(),
});

export const articles: Paths = {
  '/api/v1/articles': {
    get: operation({
      summary: 'The library, most recently touched first',
      query: page,
      ok: { 200: { description: 'A page', ...json(list(ArticleSummary)) } },
      errors: [422],
    }),
    post: operation({
      summary:
        'Make an article of a text, a file or an address; the first line is the title unless one is sent',
      body: {
        'application/json': { schema: NewArticle },
        'multipart/form-data': { schema: upload },
      },
      ok: {
        201: { description: 'Made; Location and ETag', ...json(Article) },
      },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}': {
    get: operation({
      summary: 'An article at its newest version',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Article) } },
      errors: [404],
    }),
    patch: operation({
      summary: 'Change what a version’s hash leaves out',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: ArticlePatch } },
      ok: { 200: { description: 'As it is now', ...json(Article) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary: 'Delete an article; it can be restored for 30 days',
      path: byId,
      headers: { 'If-Match': ifMatch },
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/articles/{id}/restore': {
    post: operation({
      summary: 'Bring a deleted article back',
      path: byId,
      ok: { 200: { description: 'As it is now', ...json(Article) } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/articles/{id}/text': {
    get: operation({
      summary: 'The newest version’s canonical text',
      path: byId,
      ok: { 200: { description: 'The text', content: text } },
      errors: [404],
    }),
  },
  '/api/v1/articles/{id}/draft': {
    get: operation({
      summary: 'The next version while it is being made',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Draft) } },
      errors: [403, 404],
    }),
    put: operation({
      summary: 'Keep the next version as it is now; one for all who edit it',
      path: byId,
      headers: { 'If-Match': ifMatch.optional() },
      body: { 'application/json': { schema: DraftInput } },
      ok: { 200: { description: 'As it is now', ...json(Draft) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary: 'Let go of it',
      path: byId,
      headers: { 'If-Match': ifMatch },
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/articles/{id}/draft/version': {
    post: operation({
      summary: 'Make the next version of it',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: DraftVersion } },
      ok: {
        200: {
          description: 'The newest says the same, letter by letter',
          ...json(MadeVersion),
        },
        201: { description: 'Made; Location', ...json(MadeVersion) },
      },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/articles/{id}/decisions': {
    post: operation({
      summary:
        'Accept or reject suggested edits; what is accepted goes into the draft',
      path: byId,
      body: { 'application/json': { schema: DecisionInput } },
      ok: { 200: { description: 'What became of each', ...json(Decided) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/versions': {
    get: operation({
      summary: 'The versions, newest first',
      path: byId,
      query: page,
      ok: { 200: { description: 'A page', ...json(list(VersionSummary)) } },
      errors: [404, 422],
    }),
    post: operation({
      summary:
        'Make the next version; every annotation is carried into it, or said to be lost',
      path: byId,
      body: {
        'application/json': { schema: NewVersion },
        'multipart/form-data': { schema: versionUpload },
      },
      ok: {
        200: {
          description: 'The newest says the same, letter by letter',
          ...json(MadeVersion),
        },
        201: { description: 'Made; Location', ...json(MadeVersion) },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/versions/{n}': {
    get: operation({
      summary: 'The article as it was in a version',
      path: byVersion,
      ok: {
        200: {
          description: 'With the version’s name; its ETag is the name’s',
          ...json(Article.extend({ name: nullableText })),
        },
      },
      errors: [404],
    }),
    patch: operation({
      summary: 'Say what a version is called',
      path: byVersion,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: VersionPatch } },
      ok: { 200: { description: 'As it is now', ...json(VersionSummary) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/articles/{id}/versions/{n}/restore': {
    post: operation({
      summary: 'Bring a version’s words back, as the newest version',
      path: byVersion,
      ok: {
        200: {
          description: 'The newest says the same, letter by letter',
          ...json(MadeVersion),
        },
        201: { description: 'Made; Location', ...json(MadeVersion) },
      },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/articles/{id}/versions/{n}/review': {
    get: operation({
      summary: 'What a version did to the annotations, in text order',
      path: byVersion,
      query: z.object({
        state: z.array(z.enum(ANCHOR_STATES)).optional().meta({
          description: 'changed, ambiguous and lost where none is named',
        }),
        cursor: z.string().optional(),
      }),
      ok: { 200: { description: 'A page', ...json(list(ReviewItem)) } },
      errors: [404, 422],
    }),
  },
  '/api/v1/articles/{id}/versions/{n}/text': {
    get: operation({
      summary: 'A version’s canonical text, immutable',
      path: byVersion,
      ok: { 200: { description: 'What anchors count in', content: text } },
      errors: [404],
    }),
  },
  '/api/v1/articles/{id}/reading-position': {
    put: operation({
      summary: 'Remember how far you have read, for you alone',
      path: byId,
      body: { 'application/json': { schema: ReadingPosition } },
      ok: { 204: { description: 'Kept' } },
      errors: [400, 404, 409, 413, 415, 422],
    }),
  },
};
