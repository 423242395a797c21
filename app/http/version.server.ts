import type { MadeVersion } from '#app/articles/versions.server.ts';
import { json, type ApiRequest } from '#app/http/api.server.ts';
import type { Reply } from '#app/http/reply.ts';

/** The answer to a version: 201 where it is new, 200 where it was there. */
export function versionReply(
  { base }: ApiRequest,
  articleId: string,
  { isNew, ...made }: MadeVersion,
): Reply {
  const address = `${base}/api/v1/articles/${articleId}/versions/${made.version}`;
  return json(made, {
    status: isNew ? 201 : 200,
    headers: isNew ? { Location: address } : { 'Content-Location': address },
  });
}
