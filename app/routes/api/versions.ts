import { getVersions } from '#app/articles/articles.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';

export const { loader, action } = resource({
  GET: async given =>
    json({ items: await getVersions(given.ctx, idParam(given)), next: null }),
});
