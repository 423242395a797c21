import { z } from 'zod';

import { VERDICTS } from '#app/claims/claim.ts';
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
import { page } from '#app/http/openapi/articles.ts';
import {
  NewSnapshot,
  NewSource,
  SourcePatch,
} from '#app/sources/source.schema.ts';
import { RELIABILITIES, SOURCE_KINDS, TIERS } from '#app/sources/source.ts';

const when = z.iso.datetime();

const Snapshot = z
  .object({
    id,
    sha256: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    name: z.string(),
    url: nullableText,
    capturedAt: when,
    textLength: z.int(),
    pages: z.int().nullable(),
    typed: z.boolean(),
    commitment: z.object({ salt: z.string(), hash: z.string() }).nullable(),
  })
  .meta({ id: 'Snapshot' });

const Source = z
  .object({
    id,
    title: z.string(),
    url: nullableText,
    kind: z.enum(SOURCE_KINDS),
    origin: nullableText,
    published: z.iso.date().nullable(),
    tier: z.enum(TIERS).nullable(),
    reliability: z.enum(RELIABILITIES).nullable(),
    reason: z.string(),
    confidential: z.boolean(),
    people: z.array(id).nullable(),
    note: z.string(),
    tags: z.array(z.string()),
    withdrawn: nullableText,
    holder: z.object({ id, name: z.string() }),
    revision: z.int(),
    createdAt: when,
    updatedAt: when,
    snapshots: z.array(Snapshot),
    use: z.object({ claims: z.int(), articles: z.int() }),
  })
  .meta({
    id: 'Source',
    description: 'A confidential one is there for those named on it alone',
  });

const RestingClaim = z.object({
  id,
  number: z.int(),
  article: id,
  title: z.string(),
  statement: z.string(),
  quote: z.string(),
  verdict: z.enum(VERDICTS),
  checker: id.nullable(),
  falls: z.boolean().meta({
    description: 'Whether its verdict rests on this source alone',
  }),
});

const bySnapshot = z.object({ id, sid: id });

/** The library of sources and their snapshots. */
export const sources: Paths = {
  '/api/v1/sources': {
    get: operation({
      summary: 'The sources that the viewer may know of, newest change first',
      query: page.extend({
        q: z.string().optional(),
        kind: z.enum(SOURCE_KINDS).optional(),
        reliability: z.enum(RELIABILITIES).optional(),
        tag: z.string().optional(),
        bare: z.literal('1').optional().meta({ description: 'No snapshot' }),
        unused: z.literal('1').optional(),
      }),
      ok: { 200: { description: 'A page', ...json(list(Source)) } },
      errors: [422],
    }),
    post: operation({
      summary: 'Bring a source in; a title and a kind are enough',
      body: { 'application/json': { schema: NewSource } },
      ok: { 201: { description: 'Location and ETag', ...json(Source) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/sources/{id}': {
    get: operation({
      summary: 'A source',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Source) } },
      errors: [404],
    }),
    patch: operation({
      summary:
        'Change what is said of it. A downgrade alerts the checkers of its claims; `withdrawn` takes those back that rest on it alone',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: SourcePatch } },
      ok: { 200: { description: 'As it is now', ...json(Source) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary:
        'Remove it; 409 while it is cited. It can be restored for 30 days',
      path: byId,
      headers: { 'If-Match': ifMatch },
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/sources/{id}/restore': {
    post: operation({
      summary: 'Bring it back',
      path: byId,
      ok: { 200: { description: 'As it is now', ...json(Source) } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/sources/{id}/claims': {
    get: operation({
      summary: 'The claims that rest on it, and which would fall with it',
      path: byId,
      ok: { 200: { description: 'All of them', ...json(list(RestingClaim)) } },
      errors: [404],
    }),
  },
  '/api/v1/sources/{id}/snapshots': {
    post: operation({
      summary:
        'Keep its bytes as they are now: a file, `{text}` that was typed, or `{url}`',
      path: byId,
      body: {
        'application/json': { schema: NewSnapshot },
        'multipart/form-data': {
          schema: z.object({ file: z.string().meta({ format: 'binary' }) }),
        },
      },
      ok: {
        201: {
          description: 'Its text has been extracted; Location',
          ...json(Snapshot),
        },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/sources/{id}/snapshots/{sid}': {
    get: operation({
      summary: 'A snapshot, with how its text is laid out',
      path: bySnapshot,
      ok: {
        200: {
          description: 'Offsets are UTF-16 into its text, times seconds',
          ...json(
            Snapshot.extend({
              map: z.object({
                pages: z.array(z.int()),
                times: z.array(z.array(z.number())),
                duration: z.number().nullable(),
              }),
            }),
          ),
        },
      },
      errors: [404],
    }),
  },
  '/api/v1/sources/{id}/snapshots/{sid}/text': {
    get: operation({
      summary: 'The text in it: what locators count in',
      path: bySnapshot,
      ok: { 200: { description: 'Immutable', content: text } },
      errors: [404],
    }),
  },
  '/api/v1/sources/{id}/snapshots/{sid}/bytes': {
    get: operation({
      summary:
        'Its bytes, checked against their hash; always a file, never a page. `Range` is heeded',
      path: bySnapshot,
      ok: {
        200: {
          description: 'The file',
          content: {
            'application/octet-stream': {
              schema: z.string().meta({ format: 'binary' }),
            },
          },
        },
      },
      errors: [404, 409],
    }),
  },
  '/api/v1/sources/{id}/snapshots/{sid}/nearest': {
    get: operation({
      summary: 'The passage that comes nearest to a quote it does not hold',
      path: bySnapshot,
      query: z.object({ quote: z.string() }),
      ok: {
        200: {
          description: 'Null where nothing comes near',
          ...json(
            z.object({
              nearest: z
                .object({
                  start: z.int(),
                  end: z.int(),
                  likeness: z.number(),
                  text: z.string(),
                })
                .nullable(),
            }),
          ),
        },
      },
      errors: [404, 422],
    }),
  },
};
