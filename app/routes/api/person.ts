import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { changeMember, getMember } from '#app/people/members.server.ts';

const operations = resource({
  GET: async given => {
    const member = await getMember(given.ctx, idParam(given));
    return json(member, { headers: { ETag: etagOf(member.revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const id = idParam(given);
    const member = await changeMember(given.ctx, id, seen, jsonBody(given));
    given.live.recheck(id);
    return json(member, { headers: { ETag: etagOf(member.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
