import { json, jsonBody, limitIn, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { sourceQueryIn } from '#app/http/source-query.ts';
import { createSource, listSources } from '#app/sources/sources.server.ts';

/** The workspace's library of sources, across articles. */
const operations = resource({
  GET: async ({ ctx, url }) => {
    const cursor = url.searchParams.get('cursor') ?? undefined;
    const range = { limit: limitIn(url), cursor };
    return json(await listSources(ctx, sourceQueryIn(url.searchParams), range));
  },
  POST: async given => {
    const made = await createSource(given.ctx, jsonBody(given));
    const headers = {
      Location: `${given.base}/api/v1/sources/${made.id}`,
      ETag: etagOf(made.revision),
    };
    return json(made, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
