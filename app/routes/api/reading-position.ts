import { keepReadingPosition } from '#app/articles/reading.server.ts';
import { idParam, jsonBody, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';

const operations = resource({
  PUT: async given => {
    await keepReadingPosition(given.ctx, idParam(given), jsonBody(given));
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
