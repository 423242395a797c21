import { getArticle } from '#app/articles/articles.server.ts';
import { findVersion, renameVersion } from '#app/articles/versions.server.ts';
import {
  idParam,
  json,
  jsonBody,
  resource,
  versionParam,
} from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';

/** The article as it was in one of its versions, and what that version is called. */
const operations = resource({
  GET: async given => {
    const id = idParam(given);
    const number = versionParam(given);
    const { value } = await getArticle(given.ctx, id, number);
    const { name, revision } = await findVersion(given.ctx, id, number);
    const headers = { ETag: etagOf(revision) };
    return json({ ...value, name }, { headers });
  },
  PATCH: async given => {
    const seen = revisionIn(given.request.headers.get('if-match'));
    const renamed = await renameVersion(
      given.ctx,
      idParam(given),
      versionParam(given),
      seen,
      jsonBody(given),
    );
    return json(renamed, { headers: { ETag: etagOf(renamed.revision) } });
  },
});
export const loader = operations.loader;
export const action = operations.action;
