import { forgetCorrection } from '#app/articles/imports.server.ts';
import { idParam, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';

const operations = resource({
  DELETE: async given => {
    await forgetCorrection(given.ctx, idParam(given));
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
