import { z } from 'zod';

import {
  NewCorrection,
  NewSignOff,
  Publish,
  Withdraw,
  WorkflowPatch,
} from '#app/gates/gate.schema.ts';
import {
  ARTICLE_STATES,
  CORRECTION_KINDS,
  GATES,
  GATE_STATES,
  RULES,
  WORKFLOWS,
} from '#app/gates/gate.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';

const who = z.object({ id, name: z.string() });
const at = z.iso.datetime();

const SignOff = z
  .object({
    id,
    gate: z.enum(GATES),
    version: z.int(),
    versionHash: z.string(),
    person: who,
    note: z.string(),
    errors: z.int(),
    at,
    void: z.boolean().meta({
      description: 'The words have changed since: it has to be given again',
    }),
  })
  .meta({ id: 'SignOff' });

const Workflow = z
  .object({
    workflow: z.enum(WORKFLOWS),
    rules: z.array(z.enum(RULES)),
    signers: z.partialRecord(z.enum(GATES), z.array(id)),
    gates: z.array(z.enum(GATES)),
  })
  .meta({ id: 'Workflow' });

const Publication = z
  .object({
    state: z.enum(ARTICLE_STATES),
    version: z.int(),
    published: z
      .object({ id, version: z.int(), by: who, at })
      .nullable()
      .meta({ description: 'What readers have, at /p/{id}' }),
    withdrawn: z.object({ by: who, at, reason: z.string() }).nullable(),
    reasons: z
      .array(
        z.object({
          reason: z.enum([...RULES, 'change-unrecorded', 'published-already']),
          count: z.int(),
        }),
      )
      .meta({ description: 'Why the newest version can’t be published now' }),
  })
  .meta({ id: 'Publication' });

const Correction = z
  .object({
    id,
    kind: z.enum(CORRECTION_KINDS),
    from: z.int(),
    to: z.int(),
    wrong: z.string(),
    text: z.string(),
    by: who,
    at,
  })
  .meta({ id: 'Correction' });

/** Reviews, proofs, publishing, and what is told of changes afterwards. */
export const gates: Paths = {
  '/api/v1/workflow': {
    get: operation({
      summary: 'How the workspace reviews and publishes; at first 三审三校',
      ok: { 200: { description: 'With an ETag', ...json(Workflow) } },
      errors: [],
    }),
    patch: operation({
      summary: 'Say how it does',
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: WorkflowPatch } },
      ok: { 200: { description: 'As it is now', ...json(Workflow) } },
      errors: [400, 403, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/articles/{id}/sign-offs': {
    get: operation({
      summary: 'Who signed what, oldest first, and where each gate stands',
      path: byId,
      ok: {
        200: {
          description: 'All of it',
          ...json(
            list(SignOff).extend({
              gates: z.array(
                z.object({
                  gate: z.enum(GATES),
                  title: z.string(),
                  state: z.enum(GATE_STATES),
                }),
              ),
              version: z.int(),
              versionHash: z.string(),
              length: z.int(),
            }),
          ),
        },
      },
      errors: [404],
    }),
    post: operation({
      summary:
        'Sign the next gate; 409 out of order, over other words, or by somebody who may not sign this one',
      path: byId,
      body: { 'application/json': { schema: NewSignOff } },
      ok: { 201: { description: 'Signed', ...json(SignOff) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/publication': {
    get: operation({
      summary: 'Where it is on its way out, and what keeps it',
      path: byId,
      ok: { 200: { description: 'As it is', ...json(Publication) } },
      errors: [404],
    }),
  },
  '/api/v1/articles/{id}/publish': {
    post: operation({
      summary:
        'Publish the newest version; 409 with `reasons` where it can’t be',
      path: byId,
      body: { 'application/json': { schema: Publish } },
      ok: { 201: { description: 'Published', ...json(Publication) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/withdraw': {
    post: operation({
      summary: 'Take what is published back',
      path: byId,
      body: { 'application/json': { schema: Withdraw } },
      ok: { 200: { description: 'Withdrawn', ...json(Publication) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/corrections': {
    get: operation({
      summary: 'What was changed after publication, newest first',
      path: byId,
      ok: { 200: { description: 'All of it', ...json(list(Correction)) } },
      errors: [404],
    }),
    post: operation({
      summary: 'Record what was wrong, and what readers are told',
      path: byId,
      body: { 'application/json': { schema: NewCorrection } },
      ok: { 201: { description: 'Recorded', ...json(Correction) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
};
