import { restoreClaim } from '#app/claims/claims.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

const operations = resource({
  POST: async given => {
    const { value, revision } = await restoreClaim(given.ctx, idParam(given));
    return json(value, { headers: { ETag: etagOf(revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
