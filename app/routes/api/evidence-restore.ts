import { restoreEvidence } from '#app/claims/evidence.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

const operations = resource({
  POST: async given => {
    const back = await restoreEvidence(given.ctx, idParam(given));
    return json(back, { headers: { ETag: etagOf(back.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
