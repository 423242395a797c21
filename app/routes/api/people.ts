import { json, jsonBody, resource } from '#app/http/api.server.ts';
import { addMember, listMembers } from '#app/people/members.server.ts';

const operations = resource({
  GET: async ({ ctx }) => json({ items: await listMembers(ctx), next: null }),
  POST: async given => {
    const made = await addMember(given.ctx, jsonBody(given));
    const headers = { Location: `${given.base}/api/v1/people/${made.id}` };
    return json(made, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
