import { idParam, json, resource } from '#app/http/api.server.ts';
import { getSnapshot } from '#app/sources/snapshots.server.ts';

/** One snapshot, with how its text is laid out. */
const operations = resource({
  GET: async given => {
    const id = idParam(given);
    return json(await getSnapshot(given.ctx, id, idParam(given, 'sid')));
  },
});
export const loader = operations.loader;
export const action = operations.action;
