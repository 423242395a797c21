import { idParam, limitIn, resource, json } from '#app/http/api.server.ts';
import { invalid } from '#app/errors.ts';
import { articleActivity } from '#app/live/activity.server.ts';
import { readPosition, writePosition } from '#app/live/event.ts';

/** Who did what on an article, newest first. */
const operations = resource({
  GET: async given => {
    const limit = limitIn(given.url);
    const cursor = given.url.searchParams.get('cursor');
    const before = cursor === null ? null : readPosition(cursor);
    if (cursor !== null && !before) throw invalid('cursor', 'cursor-invalid');
    const page = { before, limit };
    const found = await articleActivity(given.ctx, idParam(given), page);
    const { items, next } = found;
    return json({ items, next: next && writePosition(next) });
  },
});
export const loader = operations.loader;
export const action = operations.action;
