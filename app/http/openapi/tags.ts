import { z } from 'zod';

import { COLOURS } from '#app/annotations/annotation.ts';
import { NewTag, TagMerge, TagPatch } from '#app/annotations/tag.schema.ts';
import { TAG_KEYS } from '#app/annotations/tag.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';

const Tag = z
  .object({
    id,
    name: z.string(),
    colour: z.enum(COLOURS).nullable(),
    description: z.string(),
    hotkey: z.enum(TAG_KEYS).nullable(),
    revision: z.int(),
    annotations: z.int().meta({ description: 'Those that the viewer sees' }),
  })
  .meta({ id: 'Tag' });

const TagWithReach = Tag.extend({
  reach: z
    .object({ annotations: z.int(), articles: z.int(), bare: z.int() })
    .meta({
      description:
        'What a change touches, whoever may see it; `bare`: annotations that say nothing else',
    }),
}).meta({ id: 'TagWithReach' });

/** The workspace's vocabulary. */
export const tags: Paths = {
  '/api/v1/tags': {
    get: operation({
      summary: 'The vocabulary, in its order',
      ok: { 200: { description: 'All tags', ...json(list(Tag)) } },
      errors: [],
    }),
    post: operation({
      summary: 'Add a word',
      body: { 'application/json': { schema: NewTag } },
      ok: { 201: { description: 'Added; Location and ETag', ...json(Tag) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/tags/{id}': {
    get: operation({
      summary: 'A word, with what its change or end would touch',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(TagWithReach) } },
      errors: [404],
    }),
    patch: operation({
      summary: 'Rename a word, or change how it looks and where it stands',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: TagPatch } },
      ok: { 200: { description: 'As it is now', ...json(Tag) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary:
        'Take a word off every annotation, with those that said nothing else; it can be restored for 30 days',
      path: byId,
      headers: { 'If-Match': ifMatch },
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/tags/{id}/merge': {
    post: operation({
      summary: 'Put another word in its place everywhere',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: TagMerge } },
      ok: { 200: { description: 'The other word', ...json(Tag) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/tags/{id}/restore': {
    post: operation({
      summary: 'Bring a deleted word back, with what went with it',
      path: byId,
      ok: { 200: { description: 'As it is now', ...json(Tag) } },
      errors: [403, 404, 409],
    }),
  },
};
