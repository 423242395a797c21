import { similarClaims } from '#app/claims/claims.server.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';

/** Other claims that say nearly the same. */
const operations = resource({
  GET: async given => {
    const found = await similarClaims(given.ctx, idParam(given));
    const items = found.map(({ revision: _, ...claim }) => claim);
    return json({ items, next: null });
  },
});
export const loader = operations.loader;
export const action = operations.action;
