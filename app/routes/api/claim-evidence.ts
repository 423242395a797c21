import { attachEvidence, listEvidence } from '#app/claims/evidence.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

/** What a claim rests on. */
const operations = resource({
  GET: async given => {
    const items = await listEvidence(given.ctx, idParam(given));
    return json({ items, next: null });
  },
  POST: async given => {
    const { ctx, base } = given;
    const made = await attachEvidence(ctx, idParam(given), jsonBody(given));
    const headers = {
      Location: `${base}/api/v1/evidence/${made.id}`,
      ETag: etagOf(made.revision),
    };
    return json(made, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
