import { listCorrections } from '#app/articles/imports.server.ts';
import { json, resource } from '#app/http/api.server.ts';

/** What is remembered of sites from which pages were taken. */
const operations = resource({
  GET: async ({ ctx }) =>
    json({ items: await listCorrections(ctx), next: null }),
});
export const loader = operations.loader;
export const action = operations.action;
