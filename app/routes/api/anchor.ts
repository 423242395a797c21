import { reviewAnnotation } from '#app/annotations/review.server.ts';
import { annotationReply } from '#app/http/annotation.server.ts';
import { idParam, jsonBody, resource } from '#app/http/api.server.ts';

/** What somebody decides of an annotation whose words changed, or went. */
const operations = resource({
  PUT: async given => {
    const id = idParam(given, 'aid');
    const reviewed = await reviewAnnotation(given.ctx, id, jsonBody(given));
    const { annotation, version } = reviewed;
    return annotationReply(given, annotation, { version });
  },
});
export const loader = operations.loader;
export const action = operations.action;
