import { getVersions } from '#app/articles/articles.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';

const operations = resource({
  GET: async given =>
    json({ items: await getVersions(given.ctx, idParam(given)), next: null }),
});
export const loader = operations.loader;
export const action = operations.action;
