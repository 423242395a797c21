import { listOwnChecks, putChecks } from '#app/claims/checks.server.ts';
import {
  idParam,
  json,
  jsonBody,
  resource,
  versionIn,
} from '#app/http/api.server.ts';

/** Somebody's own marks on an article's words. */
const operations = resource({
  GET: async given => {
    const version = versionIn(given.url) ?? undefined;
    return json(await listOwnChecks(given.ctx, idParam(given), version));
  },
  PUT: async given =>
    json(await putChecks(given.ctx, idParam(given), jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
