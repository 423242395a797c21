import { getPairs, putPairs } from '#app/claims/checks.server.ts';
import {
  idParam,
  json,
  jsonBody,
  resource,
  versionIn,
} from '#app/http/api.server.ts';

/** Where two people have to check, and how they agree. */
const operations = resource({
  GET: async given => {
    const version = versionIn(given.url) ?? undefined;
    return json(await getPairs(given.ctx, idParam(given), version));
  },
  PUT: async given =>
    json(await putPairs(given.ctx, idParam(given), jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
