import { mergeTag } from '#app/annotations/vocabulary.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';

const operations = resource({
  POST: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const tag = await mergeTag(given.ctx, idParam(given), seen, input);
    return json(tag, { headers: { ETag: etagOf(tag.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
