import { createClaim, listClaims } from '#app/claims/claims.server.ts';
import {
  idParam,
  json,
  jsonBody,
  limitIn,
  resource,
} from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

/** An article's claims. */
const operations = resource({
  GET: async given => {
    const cursor = given.url.searchParams.get('cursor') ?? undefined;
    const range = { limit: limitIn(given.url), cursor };
    return json(await listClaims(given.ctx, idParam(given), range));
  },
  POST: async given => {
    const { ctx, base } = given;
    const made = await createClaim(ctx, idParam(given), jsonBody(given));
    const headers = {
      Location: `${base}/api/v1/claims/${made.value.id}`,
      ETag: etagOf(made.revision),
    };
    return json(made.value, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
