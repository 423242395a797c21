import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { COOKIES, readCookie, sessionCookie } from '#app/http/cookies.ts';
import { bareAction } from '#app/http/page.server.ts';
import { signOut } from '#app/people/accounts.server.ts';

export const action = (args: ActionFunctionArgs) =>
  bareAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const cookie = readCookie(request.headers.get('cookie'), COOKIES.session);
    const personId = cookie ? await signOut(context.db, cookie) : null;
    if (personId) context.live.recheck(personId);
    const gone = sessionCookie('', new Date(0), context.secure);
    return redirect('/sign-in', { headers: { 'Set-Cookie': gone } });
  });

export const loader = () => redirect('/articles');
