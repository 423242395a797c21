import { getArticle } from '#app/articles/articles.server.ts';
import { idParam, json, resource, versionParam } from '#app/http/api.server.ts';

/** The article as it was in one of its versions. */
const operations = resource({
  GET: async given =>
    json(
      (await getArticle(given.ctx, idParam(given), versionParam(given))).value,
    ),
});
export const loader = operations.loader;
export const action = operations.action;
