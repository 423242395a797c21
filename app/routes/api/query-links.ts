import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import {
  listQueryLinks,
  makeQueryLink,
} from '#app/queries/query-links.server.ts';

/** Links through which somebody without an account answers. */
const operations = resource({
  GET: async given =>
    json({
      items: await listQueryLinks(given.ctx, idParam(given)),
      next: null,
    }),
  POST: async given => {
    const { ctx, base } = given;
    const { link, token } = await makeQueryLink(
      ctx,
      idParam(given),
      jsonBody(given),
    );
    return json(
      { ...link, url: `${base}/answer?token=${token}` },
      { status: 201 },
    );
  },
});
export const loader = operations.loader;
export const action = operations.action;
