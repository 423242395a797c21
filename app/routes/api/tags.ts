import { listTags } from '#app/annotations/annotations.server.ts';
import { json, resource } from '#app/http/api.server.ts';

export const { loader, action } = resource({
  GET: async ({ ctx }) => json({ items: await listTags(ctx), next: null }),
});
