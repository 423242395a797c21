import {
  decideConsistency,
  getConsistency,
} from '#app/consistency/consistency.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** What an article says in two ways. */
const operations = resource({
  GET: async given => json(await getConsistency(given.ctx, idParam(given))),
  POST: async given =>
    json(await decideConsistency(given.ctx, idParam(given), jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
