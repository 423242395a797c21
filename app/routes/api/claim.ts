import {
  changeClaim,
  deleteClaim,
  getClaim,
} from '#app/claims/claims.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** One claim; its annotation has the same id and the same ETag. */
const operations = resource({
  GET: async given => {
    const { value, revision } = await getClaim(given.ctx, idParam(given));
    return json(value, { headers: { ETag: etagOf(revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const { value, revision } = await changeClaim(
      given.ctx,
      idParam(given),
      seen,
      input,
    );
    return json(value, { headers: { ETag: etagOf(revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await deleteClaim(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
