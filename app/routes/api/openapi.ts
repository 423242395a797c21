import type { LoaderFunctionArgs } from '@remix-run/node';

import { openApi } from '#app/http/openapi.server.ts';

/** Open to everybody: it describes, and holds nobody's words. */
export function loader({ context }: LoaderFunctionArgs): Response {
  return Response.json(openApi(context.publicUrl));
}
