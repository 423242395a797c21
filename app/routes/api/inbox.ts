import { changeInbox, listInbox } from '#app/annotations/inbox.server.ts';
import { json, jsonBody, limitIn, resource } from '#app/http/api.server.ts';

const operations = resource({
  GET: async ({ ctx, url }) => {
    const cursor = url.searchParams.get('cursor');
    return json(await listInbox(ctx, { limit: limitIn(url), cursor }));
  },
  PATCH: async given => json(await changeInbox(given.ctx, jsonBody(given))),
});
export const loader = operations.loader;
export const action = operations.action;
