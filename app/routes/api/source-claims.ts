import { idParam, json, resource } from '#app/http/api.server.ts';
import { restingOn } from '#app/sources/sources.server.ts';

/** The claims that rest on a source, and which would fall with it. */
const operations = resource({
  GET: async given => {
    const found = await restingOn(given.ctx, idParam(given));
    const items = found.map(({ createdBy: _, ...claim }) => claim);
    return json({ items, next: null });
  },
});
export const loader = operations.loader;
export const action = operations.action;
