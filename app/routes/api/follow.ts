import { Follow } from '#app/annotations/inbox.schema.ts';
import { follow, isFollowing } from '#app/annotations/inbox.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { parse } from '#app/parse.server.ts';

/** Whether the viewer follows an article. */
const operations = resource({
  GET: async given => {
    const id = idParam(given);
    await getArticle(given.ctx, id);
    return json({ following: await isFollowing(given.ctx, id) });
  },
  PUT: async given => {
    const { following } = parse(Follow, jsonBody(given));
    await follow(given.ctx, idParam(given), following);
    return json({ following });
  },
});
export const loader = operations.loader;
export const action = operations.action;
