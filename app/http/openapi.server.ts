import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';

import { WireAnnotation } from '#app/annotations/annotation.schema.ts';
import { COLOURS, VISIBILITIES } from '#app/annotations/annotation.ts';
import { MEDIA_TYPE } from '#app/annotations/wire.ts';
import { BLOCK_TYPES, DISCARD_REASONS } from '#app/articles/article.ts';
import { ArticlePatch, NewArticle } from '#app/articles/article.schema.ts';
import { LANGUAGES, ROLES } from '#app/people/person.ts';

const nullableText = z.string().nullable();
const offset = z.int().meta({ description: 'UTF-16 offset into `text`' });

const Article = z
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

const VersionSummary = z.object({
  version: z.int(),
  versionHash: z.string(),
  title: z.string(),
  length: z.int(),
  createdAt: z.iso.datetime(),
});

const Tag = z
  .object({ id: z.uuid(), name: z.string(), annotations: z.int() })
  .meta({ id: 'Tag' });

const Me = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    language: z.enum(LANGUAGES),
    colour: z.int(),
  })
  .meta({ id: 'Me' });

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.record(z.string(), z.array(z.string())).optional(),
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const Collection = z
  .looseObject({ total: z.int(), first: z.unknown(), last: z.string() })
  .meta({ id: 'AnnotationCollection' });

/** As given out: the standard's terms, ours, and whatever a client sent along. */
const AnnotationOut = z
  .looseObject({
    id: z.url(),
    type: z.literal('Annotation'),
    motivation: z.string(),
    body: z.array(z.unknown()).optional(),
    target: z.looseObject({
      source: z.url(),
      scope: z.url(),
      selector: z.array(z.unknown()),
    }),
    visibility: z.enum(VISIBILITIES),
    resolved: z.boolean(),
    colour: z.enum(COLOURS).optional(),
    creator: z.unknown(),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
  })
  .meta({ id: 'AnnotationOut', description: 'W3C Web Annotation (JSON-LD)' });

const list = (item: z.ZodType) =>
  z.object({ items: z.array(item), next: nullableText });

const json = (schema: z.ZodType, type = 'application/json') => ({
  content: { [type]: { schema } },
});

const problem = (description: string) => ({
  description,
  ...json(Problem, 'application/problem+json'),
});

const ERRORS = {
  400: 'The body cannot be read',
  401: 'No or unknown credentials',
  403: 'What the role may not do, or a foreign Origin',
  404: 'Not there, or not for this viewer to see',
  409: 'Conflict, or an Idempotency-Key used for another request',
  412: 'Stale; the present state in `current`',
  413: 'Over its limit',
  415: 'Not JSON',
  422: 'Invalid; by field in `errors`',
  428: 'If-Match is missing',
} as const;

type Status = keyof typeof ERRORS;

const id = z.uuid();
const ifMatch = z.string().meta({ description: 'The ETag that was seen' });
const idempotencyKey = z.string().max(255).optional();

type Given = {
  summary: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodRawShape;
  body?: Record<string, { schema: z.ZodType }>;
  ok: Record<
    number,
    { description: string; content?: object; headers?: object }
  >;
  errors: Status[];
};

function operation(given: Given): ZodOpenApiOperationObject {
  const writes = given.errors.includes(409);
  const header = {
    ...(writes ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...given.headers,
  };
  const errors: Status[] = [401, ...given.errors];
  return {
    summary: given.summary,
    requestParams: {
      ...(given.path ? { path: given.path } : {}),
      ...(given.query ? { query: given.query } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...(given.body
      ? { requestBody: { required: true, content: given.body } }
      : {}),
    responses: {
      ...given.ok,
      ...Object.fromEntries(
        errors.map(status => [status, problem(ERRORS[status])]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

const byId = z.object({ id });
const byAnnotation = z.object({ id, aid: id });
const byAnnotationAlone = z.object({ aid: id });
const page = z.object({
  limit: z.int().min(1).max(200).optional(),
  cursor: z.string().optional(),
});
const annotationPage = z.object({
  limit: z.int().min(1).max(200).optional(),
  page: z.int().min(0).optional(),
});
const annotationBody = {
  [MEDIA_TYPE]: { schema: WireAnnotation },
  'application/json': { schema: WireAnnotation },
};
const text = { 'text/plain; charset=utf-8': { schema: z.string() } };
const upload = z.strictObject({
  ...NewArticle.omit({ content: true, byline: true }).shape,
  file: z.file(),
});

const getAnnotation = (path: z.ZodObject) =>
  operation({
    summary: 'One annotation',
    path,
    ok: {
      200: {
        description: 'W3C JSON-LD, with an ETag',
        ...json(AnnotationOut, MEDIA_TYPE),
      },
    },
    errors: [404],
  });
const putAnnotation = (path: z.ZodObject) =>
  operation({
    summary: 'Replace an annotation',
    path,
    headers: { 'If-Match': ifMatch },
    body: annotationBody,
    ok: {
      200: { description: 'As it is now', ...json(AnnotationOut, MEDIA_TYPE) },
    },
    errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
  });
const deleteAnnotation = (path: z.ZodObject) =>
  operation({
    summary: 'Delete an annotation; it can be restored for 30 days',
    path,
    headers: { 'If-Match': ifMatch },
    ok: { 204: { description: 'Gone' } },
    errors: [403, 404, 409, 412, 428],
  });
const restoreAnnotation = (path: z.ZodObject) =>
  operation({
    summary: 'Bring a deleted annotation back',
    path,
    ok: {
      200: { description: 'As it is now', ...json(AnnotationOut, MEDIA_TYPE) },
    },
    errors: [403, 404, 409],
  });

/** The API's description, generated from the schemas that validate its input. */
export function openApi(publicUrl: string): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Pangzhu 旁注',
      version: '1',
      description:
        'The desk on which a newsroom checks an article. Offsets are UTF-16, half-open; inside W3C annotations they are code points.',
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'pangzhu_session' },
      },
    },
    paths: {
      '/healthz': {
        get: {
          summary: 'The process is alive',
          security: [],
          responses: { 200: { description: 'Alive', content: text } },
        },
      },
      '/readyz': {
        get: {
          summary: 'The database is reachable and migrated',
          security: [],
          responses: {
            200: { description: 'Ready' },
            503: { description: 'Not ready, with the reason' },
          },
        },
      },
      '/api/v1/me': {
        get: operation({
          summary: 'Who asks',
          ok: { 200: { description: 'The account', ...json(Me) } },
          errors: [],
        }),
      },
      '/api/v1/tags': {
        get: operation({
          summary: 'The vocabulary',
          ok: { 200: { description: 'All tags, by name', ...json(list(Tag)) } },
          errors: [],
        }),
      },
      '/api/v1/articles': {
        get: operation({
          summary: 'The library, most recently touched first',
          query: page,
          ok: { 200: { description: 'A page', ...json(list(ArticleSummary)) } },
          errors: [422],
        }),
        post: operation({
          summary:
            'Make an article of text; the first line is the title unless one is sent',
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
      '/api/v1/articles/{id}/versions': {
        get: operation({
          summary: 'The versions, newest first',
          path: byId,
          ok: { 200: { description: 'All', ...json(list(VersionSummary)) } },
          errors: [404],
        }),
      },
      '/api/v1/articles/{id}/versions/{n}': {
        get: operation({
          summary: 'The article as it was in a version',
          path: z.object({ id, n: z.int().min(1) }),
          ok: { 200: { description: 'The article', ...json(Article) } },
          errors: [404],
        }),
      },
      '/api/v1/articles/{id}/versions/{n}/text': {
        get: operation({
          summary: 'A version’s canonical text, immutable',
          path: z.object({ id, n: z.int().min(1) }),
          ok: { 200: { description: 'What anchors count in', content: text } },
          errors: [404],
        }),
      },
      '/api/v1/articles/{id}/annotations/': {
        get: operation({
          summary: 'The annotations that the viewer may see',
          path: byId,
          query: annotationPage,
          ok: {
            200: {
              description: 'A W3C AnnotationCollection',
              ...json(Collection, MEDIA_TYPE),
            },
          },
          errors: [404, 422],
        }),
        post: operation({
          summary: 'Annotate, by quote or by position',
          path: byId,
          headers: {
            Slug: z
              .string()
              .optional()
              .meta({ description: 'A UUIDv7 of the client’s own' }),
          },
          body: annotationBody,
          ok: {
            201: {
              description: 'Made; Location and ETag',
              ...json(AnnotationOut, MEDIA_TYPE),
            },
          },
          errors: [400, 403, 404, 409, 413, 415, 422],
        }),
      },
      '/api/v1/articles/{id}/annotations/{aid}': {
        get: getAnnotation(byAnnotation),
        put: putAnnotation(byAnnotation),
        delete: deleteAnnotation(byAnnotation),
      },
      '/api/v1/articles/{id}/annotations/{aid}/restore': {
        post: restoreAnnotation(byAnnotation),
      },
      '/api/v1/annotations/{aid}': {
        get: getAnnotation(byAnnotationAlone),
        put: putAnnotation(byAnnotationAlone),
        delete: deleteAnnotation(byAnnotationAlone),
      },
      '/api/v1/annotations/{aid}/restore': {
        post: restoreAnnotation(byAnnotationAlone),
      },
    },
  });
}
