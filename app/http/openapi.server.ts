import { createDocument } from 'zod-openapi';

import { annotations } from '#app/http/openapi/annotations.ts';
import { articles } from '#app/http/openapi/articles.ts';
import { claims } from '#app/http/openapi/claims.ts';
import { gates } from '#app/http/openapi/gates.ts';
import { coverage } from '#app/http/openapi/coverage.ts';
import { imports } from '#app/http/openapi/imports.ts';
import { live } from '#app/http/openapi/live.ts';
import { people } from '#app/http/openapi/people.ts';
import { queries } from '#app/http/openapi/queries.ts';
import { sources } from '#app/http/openapi/sources.ts';
import { system } from '#app/http/openapi/system.ts';
import { tags } from '#app/http/openapi/tags.ts';

/** The API's description, generated from the schemas that validate its input. */
export function openApi(publicUrl: string): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Pangzhu 旁注',
      version: '1',
      description:
        'The desk on which a newsroom checks an article. Offsets are UTF-16, half-open; inside W3C annotations they are code points.',
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'pangzhu_session' },
      },
    },
    paths: {
      ...system,
      ...people,
      ...articles,
      ...imports,
      ...annotations,
      ...claims,
      ...coverage,
      ...gates,
      ...queries,
      ...sources,
      ...tags,
      ...live,
    },
  });
}
