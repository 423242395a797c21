import {
  changeImport,
  deleteImport,
  getImport,
} from '#app/articles/imports.server.ts';
import { MAX_READING } from '#app/articles/article.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** A page that waits to be looked through. */
const operations = resource(
  {
    GET: async given => {
      const { value, revision } = await getImport(given.ctx, idParam(given));
      return json(value, { headers: { ETag: etagOf(revision) } });
    },
    PATCH: async given => {
      const seen = revisionIn(given.request.headers.get('if-match'));
      const input = jsonBody(given);
      const done = await changeImport(given.ctx, idParam(given), seen, input);
      return json(done.value, { headers: { ETag: etagOf(done.revision) } });
    },
    DELETE: async given => {
      const seen = revisionIn(given.request.headers.get('if-match'));
      await deleteImport(given.ctx, idParam(given), seen);
      return new Reply(null, { status: 204 });
    },
  },
  { limit: MAX_READING },
);
export const loader = operations.loader;
export const action = operations.action;
