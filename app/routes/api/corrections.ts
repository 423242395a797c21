import { addCorrection, getCorrections } from '#app/gates/publishing.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** What was changed after publication. */
const operations = resource({
  GET: async given =>
    json({
      items: await getCorrections(given.ctx, idParam(given)),
      next: null,
    }),
  POST: async given =>
    json(await addCorrection(given.ctx, idParam(given), jsonBody(given)), {
      status: 201,
    }),
});
export const loader = operations.loader;
export const action = operations.action;
