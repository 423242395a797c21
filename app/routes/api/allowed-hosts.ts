import { allowHost, listAllowedHosts } from '#app/articles/imports.server.ts';
import { json, jsonBody, resource } from '#app/http/api.server.ts';

/** Hosts inside a network from which pages may be taken. */
const operations = resource({
  GET: async ({ ctx }) => {
    const hosts = await listAllowedHosts(ctx);
    return json({ items: hosts.map(host => ({ host })), next: null });
  },
  POST: async given => {
    const host = await allowHost(given.ctx, jsonBody(given));
    return json({ host }, { status: 201 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
