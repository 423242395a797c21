import {
  deleteAnnotation,
  getAnnotation,
  replaceAnnotation,
} from '#app/annotations/annotations.server.ts';
import type { Kept } from '#app/annotations/annotations.server.ts';
import { AppError } from '#app/errors.ts';
import {
  idParam,
  jsonBody,
  resource,
  versionIn,
  type ApiRequest,
} from '#app/http/api.server.ts';
import {
  ANNOTATION_HEADERS,
  annotationReply,
  withCurrent,
} from '#app/http/annotation.server.ts';
import { revisionIn } from '#app/http/etag.ts';
import { Reply } from '#app/http/reply.ts';

/** One annotation, under its container or by its id alone. */
const operations = resource(
  {
    GET: async given => {
      const version = versionIn(given.url);
      return annotationReply(given, await find(given), { version });
    },
    PUT: async given => {
      const { id } = await find(given);
      const seen = revisionIn(given.request.headers.get('if-match'));
      const input = jsonBody(given);
      const changed = await withCurrent(given, () =>
        replaceAnnotation(given.ctx, id, seen, input),
      );
      return annotationReply(given, changed);
    },
    DELETE: async given => {
      const { id } = await find(given);
      const seen = revisionIn(given.request.headers.get('if-match'));
      await withCurrent(given, () => deleteAnnotation(given.ctx, id, seen));
      return new Reply(null, { status: 204 });
    },
  },
  {
    limit: 600_000,
    headers: ANNOTATION_HEADERS,
  },
);
export const loader = operations.loader;
export const action = operations.action;

/** The annotation, if it is the named article's where one is named. */
async function find(given: ApiRequest): Promise<Kept> {
  const found = await getAnnotation(given.ctx, idParam(given, 'aid'));
  const { id: article } = given.params;
  if (article && article.toLowerCase() !== found.articleId) {
    throw new AppError('not-found', 'not-found');
  }
  return found;
}
