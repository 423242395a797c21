import { idParam, json, resource } from '#app/http/api.server.ts';
import { makeResetLink } from '#app/people/entry-links.server.ts';

/** A link with which a member sets a new password; shown this once. */
const operations = resource({
  POST: async given => {
    const made = await makeResetLink(given.ctx, idParam(given));
    const link = `${given.base}/reset?token=${made.token}`;
    return json({ link, expiresAt: made.expiresAt }, { status: 201 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
