import {
  changeEvidence,
  getEvidence,
  removeEvidence,
} from '#app/claims/evidence.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** A piece of evidence. */
const operations = resource({
  GET: async given => {
    const found = await getEvidence(given.ctx, idParam(given));
    return json(found, { headers: { ETag: etagOf(found.revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const input = jsonBody(given);
    const changed = await changeEvidence(
      given.ctx,
      idParam(given),
      seen,
      input,
    );
    return json(changed, { headers: { ETag: etagOf(changed.revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await removeEvidence(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
