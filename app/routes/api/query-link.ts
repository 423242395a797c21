import { idParam, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';
import { revokeQueryLink } from '#app/queries/query-links.server.ts';

/** One such link. */
const operations = resource({
  DELETE: async given => {
    await revokeQueryLink(given.ctx, idParam(given));
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
