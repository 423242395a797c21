import { json, resource } from '#app/http/api.server.ts';

const operations = resource({
  GET: async ({ ctx }) => json(ctx.actor),
});
export const loader = operations.loader;
export const action = operations.action;
