import { idParam, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';
import { snapshotText } from '#app/sources/snapshots.server.ts';

/** The text in a snapshot, immutable: what locators count in. */
const operations = resource({
  GET: async given => {
    const sid = idParam(given, 'sid');
    const text = await snapshotText(given.ctx, idParam(given), sid);
    return new Reply(text, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  },
});
export const loader = operations.loader;
export const action = operations.action;
