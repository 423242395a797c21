import { withdraw } from '#app/gates/publishing.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** Takes what is published back. */
const operations = resource({
  POST: async given =>
    json(await withdraw(given.ctx, idParam(given), jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
