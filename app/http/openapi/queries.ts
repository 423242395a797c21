import { z } from 'zod';

import {
  byId,
  id,
  ifMatch,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';
import {
  NewQuery,
  NewQueryLink,
  QueryPatch,
} from '#app/queries/query.schema.ts';
import { ADDRESSEES, QUERY_STATES } from '#app/queries/query.ts';

const who = z.object({ id, name: z.string() });
const at = z.iso.datetime();

const Query = z
  .object({
    id: id.meta({
      description: 'The annotation’s, whose motivation is questioning',
    }),
    article: id,
    version: z.int(),
    start: z.int().nullable(),
    end: z.int().nullable(),
    quote: z.string(),
    question: z.string(),
    addressee: z.enum(ADDRESSEES),
    name: z.string(),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: at.nullable(),
    decision: z.string().nullable(),
    decidedBy: who.nullable(),
    decidedAt: at.nullable(),
    state: z.enum(QUERY_STATES),
    by: who,
    at,
    revision: z.int(),
  })
  .meta({ id: 'Query' });

const QueryLink = z
  .object({
    id,
    name: z.string(),
    queries: z.array(id),
    at,
    expiresAt: at,
    state: z.enum(['open', 'expired', 'revoked']),
  })
  .meta({ id: 'QueryLink' });

/** What is asked of authors and sources. */
export const queries: Paths = {
  '/api/v1/articles/{id}/queries': {
    get: operation({
      summary: 'Its queries, by where they are',
      path: byId,
      ok: { 200: { description: 'All of them', ...json(list(Query)) } },
      errors: [404],
    }),
    post: operation({
      summary: 'Ask the author or the source about words',
      path: byId,
      body: { 'application/json': { schema: NewQuery } },
      ok: { 201: { description: 'Asked; with an ETag', ...json(Query) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/queries/{id}': {
    get: operation({
      summary: 'One query',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Query) } },
      errors: [404],
    }),
    patch: operation({
      summary: 'Write down the answer; decide (editors)',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: QueryPatch } },
      ok: { 200: { description: 'As it is now', ...json(Query) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/articles/{id}/query-links': {
    get: operation({
      summary: 'Links through which they are answered, newest first',
      path: byId,
      ok: { 200: { description: 'All of them', ...json(list(QueryLink)) } },
      errors: [403, 404],
    }),
    post: operation({
      summary: 'Let somebody without an account answer some of them',
      path: byId,
      body: { 'application/json': { schema: NewQueryLink } },
      ok: {
        201: {
          description: 'The link is shown this once',
          ...json(
            QueryLink.extend({ url: z.url() }).meta({ id: 'NewQueryLink' }),
          ),
        },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/query-links/{id}': {
    delete: operation({
      summary: 'Revoke such a link',
      path: byId,
      ok: { 204: { description: 'It lets nobody in any more' } },
      errors: [403, 404, 409],
    }),
  },
};
