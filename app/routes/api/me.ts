import { json, resource } from '#app/http/api.server.ts';

export const { loader, action } = resource({
  GET: async ({ ctx }) => json(ctx.actor),
});
