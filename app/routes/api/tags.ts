import { listTags } from '#app/annotations/annotations.server.ts';
import { json, resource } from '#app/http/api.server.ts';

const operations = resource({
  GET: async ({ ctx }) => json({ items: await listTags(ctx), next: null }),
});
export const loader = operations.loader;
export const action = operations.action;
