import { MAX_READING } from '#app/articles/article.ts';
import {
  deleteDraft,
  getDraft,
  keepDraft,
} from '#app/articles/drafts.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** The next version of an article while it is being made. */
const operations = resource(
  {
    GET: async given => {
      const { value, revision } = await getDraft(given.ctx, idParam(given));
      return json(value, { headers: { ETag: etagOf(revision) } });
    },
    PUT: async given => {
      const seen = revisionIn(given.request.headers.get('if-match'));
      const id = idParam(given);
      const kept = await keepDraft(given.ctx, id, seen, jsonBody(given));
      return json(kept.value, { headers: { ETag: etagOf(kept.revision) } });
    },
    DELETE: async given => {
      const seen = revisionIn(given.request.headers.get('if-match'));
      await deleteDraft(given.ctx, idParam(given), seen);
      return new Reply(null, { status: 204 });
    },
  },
  { limit: MAX_READING },
);
export const loader = operations.loader;
export const action = operations.action;
