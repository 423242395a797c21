import { decideEdits } from '#app/annotations/decisions.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** What becomes of suggested edits. */
const operations = resource({
  POST: async given =>
    json(await decideEdits(given.ctx, idParam(given), jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
