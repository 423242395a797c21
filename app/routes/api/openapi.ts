import { json, type Handler } from '#app/http/api.server.ts';
import { openApi } from '#app/http/openapi.server.ts';

/** Open to everybody: it describes, and holds nobody's words. */
export const loader: Handler = (_, { publicUrl }) =>
  Promise.resolve(json(openApi(publicUrl)));
