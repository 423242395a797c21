import { disallowHost } from '#app/articles/imports.server.ts';
import { resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';

const operations = resource({
  DELETE: async ({ ctx, params }) => {
    await disallowHost(ctx, params['host'] ?? '');
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
