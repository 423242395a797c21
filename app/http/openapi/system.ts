import { z } from 'zod';

import {
  json,
  operation,
  text,
  type Paths,
} from '#app/http/openapi/operation.ts';
import { LANGUAGES, ROLES } from '#app/people/person.ts';

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

export const system: Paths = {
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
};
