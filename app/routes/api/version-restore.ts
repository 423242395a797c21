import { restoreVersion } from '#app/articles/versions.server.ts';
import { idParam, resource, versionParam } from '#app/http/api.server.ts';
import { versionReply } from '#app/http/version.server.ts';

/** An earlier version's words, again, as the newest. */
const operations = resource({
  POST: async given => {
    const id = idParam(given);
    const made = await restoreVersion(given.ctx, id, versionParam(given));
    return versionReply(given, id, made);
  },
});
export const loader = operations.loader;
export const action = operations.action;
