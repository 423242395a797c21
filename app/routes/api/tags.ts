import { createTag, listTags } from '#app/annotations/vocabulary.server.ts';
import { json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';

const operations = resource({
  GET: async ({ ctx }) => json({ items: await listTags(ctx), next: null }),
  POST: async given => {
    const tag = await createTag(given.ctx, jsonBody(given));
    const headers = {
      ETag: etagOf(tag.revision),
      Location: `${given.base}/api/v1/tags/${tag.id}`,
    };
    return json(tag, { status: 201, headers });
  },
});
export const loader = operations.loader;
export const action = operations.action;
