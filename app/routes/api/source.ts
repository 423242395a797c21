import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';
import {
  changeSource,
  deleteSource,
  getSource,
} from '#app/sources/sources.server.ts';

/** One source; a confidential one is there for those named alone. */
const operations = resource({
  GET: async given => {
    const source = await getSource(given.ctx, idParam(given));
    return json(source, { headers: { ETag: etagOf(source.revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const source = await changeSource(given.ctx, idParam(given), seen, input);
    return json(source, { headers: { ETag: etagOf(source.revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await deleteSource(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
