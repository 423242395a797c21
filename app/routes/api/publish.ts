import { publish } from '#app/gates/publishing.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** Publishes the newest version. */
const operations = resource({
  POST: async given =>
    json(await publish(given.ctx, idParam(given), jsonBody(given)), {
      status: 201,
    }),
});
export const loader = operations.loader;
export const action = operations.action;
