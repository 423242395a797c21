import { MAX_UPLOAD } from '#app/articles/article.ts';
import { createArticle } from '#app/articles/creation.server.ts';
import { listLibrary } from '#app/gates/states.server.ts';
import { json, limitIn, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { materialIn } from '#app/http/material.server.ts';

const operations = resource(
  {
    GET: async ({ ctx, url }) => {
      const cursor = url.searchParams.get('cursor') ?? undefined;
      return json(await listLibrary(ctx, { limit: limitIn(url), cursor }));
    },
    POST: async given => {
      const { fields, file } = await materialIn(given);
      const made = await createArticle(given.ctx, fields, file);
      const { value, revision } = made;
      const location = `${given.base}/api/v1/articles/${value.id}`;
      const headers = { Location: location, ETag: etagOf(revision) };
      return json(value, { status: 201, headers });
    },
  },
  { limit: MAX_UPLOAD },
);
export const loader = operations.loader;
export const action = operations.action;
