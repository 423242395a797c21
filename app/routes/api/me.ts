import { json, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { getMember } from '#app/people/members.server.ts';

const operations = resource({
  GET: async ({ ctx }) => {
    const me = await getMember(ctx, ctx.actor.id);
    return json(me, { headers: { ETag: etagOf(me.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
