import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { createQuery, listQueries } from '#app/queries/queries.server.ts';

/** What is asked about an article. */
const operations = resource({
  GET: async given =>
    json({ items: await listQueries(given.ctx, idParam(given)), next: null }),
  POST: async given => {
    const made = await createQuery(given.ctx, idParam(given), jsonBody(given));
    const headers = {
      Location: `${given.base}/api/v1/queries/${made.id}`,
      ETag: etagOf(made.revision),
    };
    return json(made, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
