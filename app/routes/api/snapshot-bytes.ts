import { idParam, resource } from '#app/http/api.server.ts';
import { fileReply } from '#app/http/file.server.ts';
import { snapshotBytes } from '#app/sources/snapshots.server.ts';

/** A snapshot's bytes, checked against their hash: a file to keep or to play, never a page of ours. */
const operations = resource({
  GET: async given => {
    const sid = idParam(given, 'sid');
    const found = await snapshotBytes(given.ctx, idParam(given), sid);
    const { snapshot, bytes } = found;
    const range = given.request.headers.get('range');
    return fileReply(bytes, { ...snapshot, range });
  },
});
export const loader = operations.loader;
export const action = operations.action;
