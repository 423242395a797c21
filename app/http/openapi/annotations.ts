import { z } from 'zod';

import { WireAnnotation } from '#app/annotations/annotation.schema.ts';
import { ALARMS, ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import { ReviewInput } from '#app/annotations/review.schema.ts';
import {
  COLOURS,
  DECISIONS,
  REVIEWS,
  VISIBILITIES,
} from '#app/annotations/annotation.ts';
import { MEDIA_TYPE } from '#app/annotations/wire.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';

const Collection = z
  .looseObject({ total: z.int(), first: z.unknown(), last: z.string() })
  .meta({ id: 'AnnotationCollection' });

const Anchoring = z.object({
  version: z.int(),
  state: z.enum(ANCHOR_STATES),
  style: z.literal(true).optional().meta({
    description: 'Changed in width, quotation marks or white space alone',
  }),
  confidence: z.number(),
  alarms: z.array(z.enum(ALARMS)),
  voided: z.boolean().meta({
    description:
      'A sentence that it touches, or who says it, changed since it was made or last held to be right',
  }),
  contextChanged: z.boolean(),
  review: z.enum(REVIEWS).nullable(),
});

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
    assignee: z.string().optional(),
    due: z.iso.date().optional(),
    decision: z.enum(DECISIONS).optional(),
    creator: z.unknown(),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
    anchoring: Anchoring.optional(),
  })
  .meta({ id: 'AnnotationOut', description: 'W3C Web Annotation (JSON-LD)' });

const Reply = z
  .object({
    id,
    annotation: id,
    body: z.string(),
    author: z.looseObject({ id, name: z.string() }),
    revision: z.int(),
    createdAt: z.int().meta({ description: 'Milliseconds since 1970' }),
    updatedAt: z.int(),
  })
  .meta({ id: 'Reply' });

const byAnnotation = z.object({ id, aid: id });
const byAnnotationAlone = z.object({ aid: id });
const annotationPage = z.object({
  limit: z.int().min(1).max(200).optional(),
  page: z.int().min(0).optional(),
  iris: z.enum(['0', '1']).optional().meta({
    description: 'Addresses alone (1), or whole annotations (0)',
  }),
});
const annotationBody = {
  [MEDIA_TYPE]: { schema: WireAnnotation },
  'application/json': { schema: WireAnnotation },
};
const getAnnotation = (path: z.ZodObject) =>
  operation({
    summary:
      'One annotation, on the version it was made on or, with what became of it, on another',
    path,
    query: z.object({ version: z.int().min(1).optional() }),
    ok: {
      200: {
        description: 'W3C JSON-LD, with an ETag',
        ...json(AnnotationOut, MEDIA_TYPE),
      },
    },
    errors: [404, 422],
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

export const annotations: Paths = {
  '/api/v1/annotations/{aid}/anchor': {
    put: operation({
      summary:
        'Decide of an annotation whose words the newest version changed, or lost',
      path: z.object({ aid: id }),
      body: { 'application/json': { schema: ReviewInput } },
      ok: {
        200: {
          description: 'As it is in that version',
          ...json(AnnotationOut, MEDIA_TYPE),
        },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
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
  '/api/v1/articles/{id}/annotations/batch': {
    post: operation({
      summary: 'Annotate up to 200 times at once: all of it or nothing',
      path: byId,
      body: {
        'application/json': {
          schema: z.object({ items: z.array(WireAnnotation).min(1).max(200) }),
        },
      },
      ok: {
        201: {
          description: 'Made, in the order of the items',
          ...json(list(AnnotationOut)),
        },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/annotations/{aid}/replies': {
    get: operation({
      summary: 'The replies of a thread, newest first',
      path: byAnnotationAlone,
      query: z.object({
        limit: z.int().min(1).max(200).optional(),
        cursor: z.string().optional(),
      }),
      ok: { 200: { description: 'A page of them', ...json(list(Reply)) } },
      errors: [404, 422],
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
};
