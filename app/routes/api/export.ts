import { exportArticle } from '#app/gates/export.server.ts';
import { idParam, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';

/** What has been found of an article, in a format that others read. */
const operations = resource({
  GET: async given => {
    const format = given.url.searchParams.get('format') ?? '';
    const { ctx, base } = given;
    const made = await exportArticle(ctx, idParam(given), format, base);
    return new Reply(made.content, {
      headers: {
        'Content-Type': made.mediaType,
        'Content-Disposition': `attachment; filename="${made.name}"`,
      },
    });
  },
});
export const loader = operations.loader;
export const action = operations.action;
