import { MAX_READING } from '#app/articles/article.ts';
import { saveImportAsVersion } from '#app/articles/imports.server.ts';
import { idParam, jsonBody, resource } from '#app/http/api.server.ts';
import { versionReply } from '#app/http/version.server.ts';

/** The version that is made of a page when it has been looked through. */
const operations = resource(
  {
    POST: async given => {
      const id = idParam(given);
      const made = await saveImportAsVersion(given.ctx, id, jsonBody(given));
      const { article, ...version } = made;
      return versionReply(given, article, version);
    },
  },
  { limit: MAX_READING },
);
export const loader = operations.loader;
export const action = operations.action;
