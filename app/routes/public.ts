import type { LoaderFunctionArgs } from '@remix-run/node';
import { validate } from 'uuid';

import { publicArticle } from '#app/gates/public.server.ts';
import { LANGUAGES } from '#app/people/person.ts';
import publicStyle from '#app/ui/styles/public.css?url';
import tokens from '#app/ui/styles/tokens.css?url';

/** No script runs, and nothing is fetched but the style sheets. */
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'public, max-age=60',
};

/** What readers have of an article, without an account or a script. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { id = '' } = params;
  const lang = new URL(request.url).searchParams.get('lang');
  const found = validate(id)
    ? await publicArticle({
        ...{ db: context.db, workspaceId: context.workspaceId, id },
        language: LANGUAGES.find(one => one === lang) ?? null,
        base: context.publicUrl,
        styles: [tokens, publicStyle],
      })
    : ({ state: 'absent' } as const);
  if (found.state === 'there') {
    return new Response(found.html, { headers: HEADERS });
  }
  const gone = found.state === 'gone';
  const said = gone
    ? '这篇文章已撤下。This article has been withdrawn.'
    : '没有这篇文章。There is no such article.';
  return new Response(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>旁注 Pangzhu</title><p>${said}</p></html>`,
    {
      status: gone ? 410 : 404,
      headers: { ...HEADERS, 'Cache-Control': 'no-store' },
    },
  );
}
