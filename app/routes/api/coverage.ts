import { getCoverage } from '#app/claims/checks.server.ts';
import { idParam, json, resource, versionIn } from '#app/http/api.server.ts';

/** What of an article is checked, and what is not yet. */
const operations = resource({
  GET: async given => {
    const version = versionIn(given.url) ?? undefined;
    return json(await getCoverage(given.ctx, idParam(given), version));
  },
});
export const loader = operations.loader;
export const action = operations.action;
