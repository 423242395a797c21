import {
  changeArticle,
  deleteArticle,
  getArticle,
} from '#app/articles/articles.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

const operations = resource({
  GET: async given => {
    const { value, revision } = await getArticle(given.ctx, idParam(given));
    return json(value, { headers: { ETag: etagOf(revision) } });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const { value, revision } = await changeArticle(
      given.ctx,
      idParam(given),
      seen,
      jsonBody(given),
    );
    return json(value, { headers: { ETag: etagOf(revision) } });
  },
  DELETE: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    await deleteArticle(given.ctx, idParam(given), seen);
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
