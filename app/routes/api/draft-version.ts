import { saveDraft } from '#app/articles/drafts.server.ts';
import { idParam, jsonBody, resource } from '#app/http/api.server.ts';
import { revisionIn } from '#app/http/etag.ts';
import { versionReply } from '#app/http/version.server.ts';

/** The version that a draft becomes. */
const operations = resource({
  POST: async given => {
    const id = idParam(given);
    const seen = revisionIn(given.request.headers.get('if-match'));
    const made = await saveDraft(given.ctx, id, seen, jsonBody(given));
    return versionReply(given, id, made);
  },
});
export const loader = operations.loader;
export const action = operations.action;
