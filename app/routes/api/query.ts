import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { changeQuery, getQuery } from '#app/queries/queries.server.ts';

/** One query: what is answered, and decided. Its question is the annotation's of the same id. */
const operations = resource({
  GET: async given => {
    const query = await getQuery(given.ctx, idParam(given));
    return json(query, { headers: { ETag: etagOf(query.revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const id = idParam(given);
    const query = await changeQuery(given.ctx, id, seen, jsonBody(given));
    return json(query, { headers: { ETag: etagOf(query.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
