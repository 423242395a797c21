import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useContext } from 'react';

import { COOKIES, readCookie } from '#app/http/cookies.ts';
import { pageLanguage, visitor } from '#app/http/page.server.ts';
import { LanguageContext, useTranslation } from '#app/i18n/use-translation.ts';
import { LANGUAGES } from '#app/people/person.ts';
import { readPreferences } from '#app/people/preferences.ts';
import { NonceContext } from '#app/ui/nonce.ts';
import base from '#app/ui/styles/base.css?url';
import cards from '#app/ui/styles/cards.css?url';
import claims from '#app/ui/styles/claims.css?url';
import desk from '#app/ui/styles/desk.css?url';
import library from '#app/ui/styles/library.css?url';
import looks from '#app/ui/styles/looks.css?url';
import marks from '#app/ui/styles/marks.css?url';
import reader from '#app/ui/styles/reader.css?url';
import team from '#app/ui/styles/team.css?url';
import tokens from '#app/ui/styles/tokens.css?url';

export const links: LinksFunction = () => [
  ...[
    tokens,
    base,
    looks,
    reader,
    marks,
    desk,
    cards,
    claims,
    library,
    team,
  ].map(href => ({
    rel: 'stylesheet',
    href,
  })),
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await visitor(args);
  const cookie = readCookie(args.request.headers.get('cookie'), COOKIES.theme);
  const theme = cookie === 'dark' || cookie === 'light' ? cookie : null;
  const reading = readPreferences(
    readCookie(args.request.headers.get('cookie'), COOKIES.reading),
  );
  return { language: pageLanguage(args, ctx), theme, reading };
}

/** A form may change it; going elsewhere does not, and asks the server nothing. */
export const shouldRevalidate = ({
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean =>
  formMethod !== undefined && defaultShouldRevalidate;

export function Layout({ children }: { children: React.ReactNode }) {
  const found = useRouteLoaderData<typeof loader>('root');
  const language = found?.language ?? LANGUAGES[0];
  const nonce = useContext(NonceContext);
  return (
    <html
      lang={language}
      data-theme={found?.theme ?? undefined}
      data-face={found?.reading.face}
      data-size={found?.reading.size}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width,initial-scale=1,viewport-fit=cover"
        />
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageContext.Provider value={language}>
          {children}
        </LanguageContext.Provider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="lost">
      <title>{t('app')}</title>
      <h1>{t(missing ? 'page.notFound' : 'page.fault')}</h1>
      <p>{t(missing ? 'page.notFoundLead' : 'page.faultLead')}</p>
      <a className="btn line lg" href="/articles">
        {t('page.home')}
      </a>
    </main>
  );
}
