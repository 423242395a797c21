import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import { COOKIES } from '#app/http/cookies.ts';
import { ownPath, bareAction, visitor } from '#app/http/page.server.ts';
import { setLanguage } from '#app/people/accounts.server.ts';
import { LANGUAGES } from '#app/people/person.ts';

/** Changes the interface's language: for this browser, and for whoever is signed in. */
export const action = (args: ActionFunctionArgs) =>
  bareAction(args, async () => {
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, 10_000);
    const language =
      LANGUAGES.find(l => l === form.get('language')) ?? LANGUAGES[0];
    const ctx = await visitor(args);
    if (ctx) await setLanguage(ctx, language);
    const cookie = `${COOKIES.language}=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
    const headers = { 'Set-Cookie': cookie };
    return redirect(ownPath(form.get('to')), { headers });
  });

export const loader = () => redirect('/articles');
