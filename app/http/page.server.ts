import { data, redirect, type AppLoadContext } from '@remix-run/node';

import type { Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { COOKIES, readCookie } from '#app/http/cookies.ts';
import {
  expected,
  problemOf,
  problemReply,
  type Problem,
} from '#app/http/problem.server.ts';
import { negotiateLanguage } from '#app/i18n/negotiate.ts';
import { identify } from '#app/people/accounts.server.ts';
import type { Language } from '#app/people/person.ts';

type Args = { request: Request; context: AppLoadContext };

/** Who looks at a page; null when nobody has signed in. */
export function visitor({ request, context }: Args): Promise<Context | null> {
  const cookie = readCookie(request.headers.get('cookie'), COOKIES.session);
  return cookie ? identify(context.db, { cookie }) : Promise.resolve(null);
}

/** Who looks at a page that needs signing in. @throws a redirect to it */
export async function requireVisitor(args: Args): Promise<Context> {
  const ctx = await visitor(args);
  if (ctx) return ctx;
  const { pathname } = new URL(args.request.url);
  throw redirect(`/sign-in?to=${encodeURIComponent(pathname)}`);
}

/** The language of a page: its visitor's own, else what the browser says. */
export function pageLanguage({ request }: Args, ctx: Context | null): Language {
  if (ctx) return ctx.actor.language;
  return negotiateLanguage({
    cookie: readCookie(request.headers.get('cookie'), COOKIES.language),
    header: request.headers.get('accept-language'),
  });
}

/** A path of ours to go on to; the library for anything else. */
export function ownPath(to: FormDataEntryValue | null): string {
  const path = typeof to === 'string' ? to : '';
  return /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/articles';
}

/**
 * What a page says whose address lets somebody in. No other site hears of the
 * address: `same-origin` keeps it, while `no-referrer` would make a browser send
 * the page's own form as nobody's (Fetch, 3.2: Origin is null).
 */
export const SECRET_PAGE = {
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** What a link that lets somebody in leads to, or why it leads nowhere any more. */
export async function linkLoader<T>(
  args: Args,
  look: (token: string) => Promise<T>,
): Promise<{ token: string; found: T | null; problem: Problem | null }> {
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  try {
    return { token, found: await look(token), problem: null };
  } catch (error) {
    const problem = problemOf(known(error), await languageFor(args));
    return { token, found: null, problem };
  }
}

/** What a page shows; the page for nothing where it is not there, or not the visitor's to see. */
export async function orNothing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What a form's page is given when its action was refused. */
export type Refused = { problem: Problem };

/**
 * Runs a form's action. An expected failure becomes problem+json's members with
 * its status, for the page to show; the form's fields are still in it.
 */
export async function pageAction<T>(
  args: Args,
  work: () => Promise<T>,
): Promise<T | ReturnType<typeof data<Refused>>> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(known(error), await languageFor(args));
    return data({ problem }, { status: problem.status });
  }
}

/** The same for an action that has no page of its own to show a problem on. */
export async function bareAction(
  args: Args,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return problemReply(known(error), await languageFor(args)).toResponse();
  }
}

/** An expected failure; a fault, or a redirect on its way, is thrown on. */
function known(error: unknown): AppError {
  const found = expected(error);
  if (!found) throw error;
  return found;
}

async function languageFor(args: Args): Promise<Language> {
  return pageLanguage(args, await visitor(args).catch(() => null));
}
