import { MAX_READING } from '#app/articles/article.ts';
import { saveImport } from '#app/articles/imports.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

/** The article that is made of a page when it has been looked through. */
const operations = resource(
  {
    POST: async given => {
      const id = idParam(given);
      const made = await saveImport(given.ctx, id, jsonBody(given));
      const location = `${given.base}/api/v1/articles/${made.value.id}`;
      const headers = { Location: location, ETag: etagOf(made.revision) };
      return json(made.value, { status: 201, headers });
    },
  },
  { limit: MAX_READING },
);
export const loader = operations.loader;
export const action = operations.action;
