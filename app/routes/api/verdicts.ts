import { addVerdict, listVerdicts } from '#app/claims/verdicts.server.ts';
import { json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

/** The workspace's own words for verdicts. */
const operations = resource({
  GET: async ({ ctx }) => json({ items: await listVerdicts(ctx), next: null }),
  POST: async given => {
    const made = await addVerdict(given.ctx, jsonBody(given));
    const headers = {
      Location: `${given.base}/api/v1/verdicts/${made.id}`,
      ETag: etagOf(made.revision),
    };
    return json(made, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
