import {
  changeTag,
  deleteTag,
  getTag,
} from '#app/annotations/vocabulary.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** One word of the vocabulary, with what its change or end would touch. */
const operations = resource({
  GET: async given => {
    const tag = await getTag(given.ctx, idParam(given));
    return json(tag, { headers: { ETag: etagOf(tag.revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const tag = await changeTag(given.ctx, idParam(given), seen, input);
    return json(tag, { headers: { ETag: etagOf(tag.revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await deleteTag(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
