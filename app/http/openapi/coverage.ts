import { z } from 'zod';

import { CHECK_STATES } from '#app/claims/check.ts';
import { Checks, Pairs } from '#app/claims/check.schema.ts';
import { COVERAGE_STATES } from '#app/claims/coverage.ts';
import {
  CONSISTENCY_DECISIONS,
  CONSISTENCY_RULES,
} from '#app/consistency/consistency.ts';
import { DecideConsistency } from '#app/consistency/consistency.schema.ts';
import {
  byId,
  id,
  json,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';

const span = { start: z.int(), end: z.int() };

const Coverage = z
  .object({
    version: z.int(),
    length: z.int(),
    segments: z
      .array(
        z.object({
          ...span,
          state: z.enum(COVERAGE_STATES),
          by: z.array(z.object({ id, name: z.string() })),
        }),
      )
      .meta({
        description:
          'Sorted, adjacent, from 0 to the length: every character once',
      }),
    totals: z.record(z.enum(COVERAGE_STATES), z.int()).meta({
      description: 'Characters of each state',
    }),
    sentences: z.object({ total: z.int(), checked: z.int() }),
  })
  .meta({ id: 'Coverage' });

const Check = z
  .object({
    version: z.int(),
    ...span,
    state: z.enum(CHECK_STATES),
    stale: z.boolean().meta({
      description: 'Its words, or their speaker, have changed since',
    }),
  })
  .meta({ id: 'Check' });

const checks = z.object({ items: z.array(Check) });

const PairsView = z
  .object({
    version: z.int(),
    items: z.array(z.object(span)),
    agreement: z.object({
      both: z.int().meta({ description: 'Sentences that both have ended' }),
      agreed: z.int(),
      kappa: z.number().nullable().meta({
        description: 'Cohen’s kappa; null where it says nothing',
      }),
      disagreements: z.array(
        z.object({
          ...span,
          done: z.array(
            z.object({ person: id, state: z.enum(['checked', 'not-needed']) }),
          ),
        }),
      ),
    }),
  })
  .meta({ id: 'Pairs' });

const Consistency = z
  .object({
    version: z.int(),
    items: z.array(
      z.object({
        rule: z.enum(CONSISTENCY_RULES),
        key: z.string().meta({
          description: 'Names it from version to version',
        }),
        ...span,
        found: z.string(),
        against: z.string(),
        decision: z.enum(CONSISTENCY_DECISIONS).nullable(),
      }),
    ),
  })
  .meta({ id: 'Consistency' });

const ofVersion = z.object({
  version: z
    .string()
    .optional()
    .meta({ description: 'The newest when absent' }),
});

/** What is checked, by whom, and where two have to. */
export const coverage: Paths = {
  '/api/v1/articles/{id}/consistency': {
    get: operation({
      summary:
        'What the newest version says in two ways, or what doesn’t add up',
      path: byId,
      ok: { 200: { description: 'By where it is', ...json(Consistency) } },
      errors: [404],
    }),
    post: operation({
      summary: 'Take one up, or dismiss it, once for all versions',
      path: byId,
      body: { 'application/json': { schema: DecideConsistency } },
      ok: { 200: { description: 'As it is now', ...json(Consistency) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/coverage': {
    get: operation({
      summary:
        'Every character’s state for this viewer, from checks and claims',
      path: byId,
      query: ofVersion,
      ok: { 200: { description: 'All of it', ...json(Coverage) } },
      errors: [404, 422],
    }),
  },
  '/api/v1/articles/{id}/checks': {
    get: operation({
      summary: 'Your own marks on a version',
      path: byId,
      query: ofVersion,
      ok: { 200: { description: 'All of them', ...json(checks) } },
      errors: [404, 422],
    }),
    put: operation({
      summary:
        'Lay spans of one version over your own marks; no If-Match. Kept by sentence',
      path: byId,
      body: { 'application/json': { schema: Checks } },
      ok: {
        200: {
          description: 'Your marks where the spans lie',
          ...json(checks),
        },
      },
      errors: [400, 403, 404, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/pairs': {
    get: operation({
      summary:
        'Where two people have to check, neither seeing the other’s mark before; how they agree where both have',
      path: byId,
      query: ofVersion,
      ok: { 200: { description: 'All of it', ...json(PairsView) } },
      errors: [404, 422],
    }),
    put: operation({
      summary: 'Say where two people have to check, or no longer',
      path: byId,
      body: { 'application/json': { schema: Pairs } },
      ok: { 200: { description: 'As it is now', ...json(PairsView) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
};
