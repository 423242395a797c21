import { createAnnotations } from '#app/annotations/creation.server.ts';
import { annotationsJson } from '#app/http/annotation.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';

/** Many annotations at once, all of them or none. */
const operations = resource(
  {
    POST: async given => {
      const id = idParam(given);
      const made = await createAnnotations(given.ctx, id, jsonBody(given));
      const items = await annotationsJson(given, made);
      return json({ items, next: null }, { status: 201 });
    },
  },
  { limit: 8_000_000 },
);
export const loader = operations.loader;
export const action = operations.action;
