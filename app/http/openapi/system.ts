import { text, type Paths } from '#app/http/openapi/operation.ts';

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
};
