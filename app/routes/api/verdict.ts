import { removeVerdict, renameVerdict } from '#app/claims/verdicts.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** One of the workspace's own words for a verdict. */
const operations = resource({
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const after = await renameVerdict(given.ctx, idParam(given), seen, input);
    return json(after, { headers: { ETag: etagOf(after.revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await removeVerdict(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
