import { idParam, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';
import { revokeInvitation } from '#app/people/entry-links.server.ts';

const operations = resource({
  DELETE: async given => {
    await revokeInvitation(given.ctx, idParam(given));
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
