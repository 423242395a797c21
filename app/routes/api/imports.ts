import { MAX_UPLOAD } from '#app/articles/article.ts';
import { createImport, listImports } from '#app/articles/imports.server.ts';
import { json, limitIn, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import { materialIn } from '#app/http/material.server.ts';

/** Pages that were read and wait to be looked through. */
const operations = resource(
  {
    GET: async ({ ctx, url }) => {
      const cursor = url.searchParams.get('cursor') ?? undefined;
      return json(await listImports(ctx, { limit: limitIn(url), cursor }));
    },
    POST: async given => {
      const { fields, file } = await materialIn(given);
      const made = await createImport(given.ctx, fields, file);
      const location = `${given.base}/api/v1/imports/${made.value.id}`;
      const headers = { Location: location, ETag: etagOf(made.revision) };
      return json(made.value, { status: 201, headers });
    },
  },
  { limit: MAX_UPLOAD },
);
export const loader = operations.loader;
export const action = operations.action;
