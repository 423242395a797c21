import { getText } from '#app/articles/articles.server.ts';
import { idParam, resource, versionParam } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';

/** The canonical text: of a version, immutable, or of the newest. */
const operations = resource({
  GET: async given => {
    const version = given.params['n'] ? versionParam(given) : undefined;
    const found = await getText(given.ctx, idParam(given), version);
    return new Reply(found.text, {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        ETag: `"${found.hash}"`,
        'Cache-Control': version
          ? 'private, max-age=31536000, immutable'
          : 'private, no-cache',
      },
    });
  },
});
export const loader = operations.loader;
export const action = operations.action;
