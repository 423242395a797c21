import { validate } from 'uuid';

import { invalid } from '#app/errors.ts';
import {
  idParam,
  json,
  limitIn,
  resource,
  type ApiRequest,
} from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';
import {
  activityCsv,
  articleActivity,
  type ActivityFilter,
} from '#app/live/activity.server.ts';
import { readPosition, writePosition } from '#app/live/event.ts';

/** Who did what on an article, newest first; as CSV, oldest first. */
const operations = resource({
  GET: async given => {
    const id = idParam(given);
    const filter = filterIn(given);
    const { searchParams } = given.url;
    if (searchParams.get('format') === 'csv') {
      return new Reply(await activityCsv(given.ctx, id, filter), {
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="activity-${id}.csv"`,
        },
      });
    }
    const cursor = searchParams.get('cursor');
    const before = cursor === null ? null : readPosition(cursor);
    if (cursor !== null && !before) throw invalid('cursor', 'cursor-invalid');
    const page = { before, limit: limitIn(given.url) };
    const { items, next } = await articleActivity(given.ctx, id, page, filter);
    return json({ items, next: next && writePosition(next) });
  },
});
export const loader = operations.loader;
export const action = operations.action;

/** `person` and `kind` in the address. @throws AppError invalid */
function filterIn({ url }: ApiRequest): ActivityFilter {
  const person = url.searchParams.get('person');
  const kind = url.searchParams.get('kind');
  if (person && !validate(person)) throw invalid('person', 'person-unknown');
  return {
    ...(person ? { personId: person } : {}),
    ...(kind ? { noun: kind } : {}),
  };
}
