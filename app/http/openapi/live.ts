import { z } from 'zod';

import {
  byId,
  id,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';

const Doing = z
  .object({
    id: z.string().meta({ description: 'Its position in the log' }),
    verb: z.string().meta({ description: '`noun.verb`' }),
    at: z.iso.datetime(),
    person: z.object({ id, name: z.string() }),
    object: id,
    article: id.nullable(),
    revision: z.int().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Activity' });

const page = z.object({
  limit: z.int().min(1).max(200).optional(),
  cursor: z.string().optional(),
});
const resume = {
  query: z.object({
    article: z.array(id).optional().meta({
      description: 'These articles alone, and who has them open',
    }),
    all: z.literal('1').optional().meta({
      description: 'What happens on all other articles, too',
    }),
    after: z.string().optional().meta({
      description: 'A position to resume after, where no header can be sent',
    }),
  }),
  headers: { 'Last-Event-ID': z.string().optional() },
  ok: {
    200: {
      description:
        'Server-Sent Events. Each has the position in the log as its id; `data` is JSON: position, verb, at, person, object, article, revision, and for annotations the annotation, for replies the reply and its thread, as it is now (offsets UTF-16; null when it is gone). `event: position` moves the id alone; `event: presence` says who has an article open.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
};

/** What happens, and what has happened. */
export const live: Paths = {
  '/api/v1/events': {
    get: operation({
      summary: 'What happens in the workspace, as it happens',
      ...resume,
      errors: [422],
    }),
  },
  '/api/v1/articles/{id}/events': {
    get: operation({
      summary: 'What happens on an article, as it happens',
      path: byId,
      ...resume,
      errors: [404, 422],
    }),
  },
  '/api/v1/articles/{id}/activity': {
    get: operation({
      summary: 'Who did what on an article, newest first',
      path: byId,
      query: page.extend({
        person: id.optional(),
        kind: z.enum(['article', 'annotation', 'reply']).optional(),
        format: z.literal('csv').optional(),
      }),
      ok: {
        200: {
          description: 'A page of it; or all as CSV, oldest first',
          ...json(list(Doing)),
        },
      },
      errors: [404, 422],
    }),
  },
  '/api/v1/annotations/{aid}/history': {
    get: operation({
      summary: 'What was done to an annotation, newest first',
      path: z.object({ aid: id }),
      query: page,
      ok: { 200: { description: 'A page of it', ...json(list(Doing)) } },
      errors: [404, 422],
    }),
  },
};
