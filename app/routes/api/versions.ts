import { MAX_UPLOAD } from '#app/articles/article.ts';
import { createVersion, listVersions } from '#app/articles/versions.server.ts';
import { idParam, json, limitIn, resource } from '#app/http/api.server.ts';
import { materialIn } from '#app/http/material.server.ts';
import { versionReply } from '#app/http/version.server.ts';

/** An article's versions: what there are, and another one. */
const operations = resource(
  {
    GET: async ({ ctx, url, ...given }) => {
      const cursor = url.searchParams.get('cursor') ?? undefined;
      const id = idParam({ ctx, url, ...given });
      return json(await listVersions(ctx, id, { limit: limitIn(url), cursor }));
    },
    POST: async given => {
      const id = idParam(given);
      const { fields, file } = await materialIn(given);
      return versionReply(
        given,
        id,
        await createVersion(given.ctx, id, fields, file),
      );
    },
  },
  { limit: MAX_UPLOAD },
);
export const loader = operations.loader;
export const action = operations.action;
