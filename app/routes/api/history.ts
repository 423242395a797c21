import { idParam, limitIn, resource, json } from '#app/http/api.server.ts';
import { invalid } from '#app/errors.ts';
import { annotationHistory } from '#app/live/activity.server.ts';
import { readPosition, writePosition } from '#app/live/event.ts';

/** What was done to an annotation, newest first. */
const operations = resource({
  GET: async given => {
    const limit = limitIn(given.url);
    const cursor = given.url.searchParams.get('cursor');
    const before = cursor === null ? null : readPosition(cursor);
    if (cursor !== null && !before) throw invalid('cursor', 'cursor-invalid');
    const page = { before, limit };
    const id = idParam(given, 'aid');
    const { items, next } = await annotationHistory(given.ctx, id, page);
    return json({ items, next: next && writePosition(next) });
  },
});
export const loader = operations.loader;
export const action = operations.action;
