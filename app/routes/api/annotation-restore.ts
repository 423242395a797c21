import { restoreAnnotation } from '#app/annotations/annotations.server.ts';
import { idParam, resource } from '#app/http/api.server.ts';
import { annotationReply } from '#app/http/annotation.server.ts';

const operations = resource({
  POST: async given => {
    const id = idParam(given, 'aid');
    return annotationReply(given, await restoreAnnotation(given.ctx, id));
  },
});
export const loader = operations.loader;
export const action = operations.action;
