import { idParam, json, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { restoreSource } from '#app/sources/sources.server.ts';

const operations = resource({
  POST: async given => {
    const back = await restoreSource(given.ctx, idParam(given));
    return json(back, { headers: { ETag: etagOf(back.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
