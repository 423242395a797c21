import { restoreTag } from '#app/annotations/vocabulary.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

const operations = resource({
  POST: async given => {
    const tag = await restoreTag(given.ctx, idParam(given));
    return json(tag, { headers: { ETag: etagOf(tag.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
