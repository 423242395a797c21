import { getPublication } from '#app/gates/publishing.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';

/** Where an article is on its way out, and what keeps it. */
const operations = resource({
  GET: async given => json(await getPublication(given.ctx, idParam(given))),
});
export const loader = operations.loader;
export const action = operations.action;
