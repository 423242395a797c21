import { listReplies } from '#app/annotations/thread.server.ts';
import { idParam, json, limitIn, resource } from '#app/http/api.server.ts';

/** The replies of a thread, newest first. */
const operations = resource({
  GET: async given => {
    const cursor = given.url.searchParams.get('cursor');
    const range = { limit: limitIn(given.url), cursor };
    return json(await listReplies(given.ctx, idParam(given, 'aid'), range));
  },
});
export const loader = operations.loader;
export const action = operations.action;
