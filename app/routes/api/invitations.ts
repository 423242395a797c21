import { json, jsonBody, resource } from '#app/http/api.server.ts';
import { invite, listInvitations } from '#app/people/entry-links.server.ts';

/** Invitations; the link of a new one is shown this once. */
const operations = resource({
  GET: async ({ ctx }) =>
    json({ items: await listInvitations(ctx), next: null }),
  POST: async given => {
    const { invitation, token } = await invite(given.ctx, jsonBody(given));
    const link = `${given.base}/join?token=${token}`;
    return json({ ...invitation, link }, { status: 201 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
