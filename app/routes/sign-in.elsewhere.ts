import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

import { COOKIES } from '#app/http/cookies.ts';
import { bareAction, ownPath } from '#app/http/page.server.ts';

/** How long somebody may be away at the provider, in seconds. */
const AWAY_S = 600;

/** Sends somebody to the OpenID provider. */
export const loader = (args: LoaderFunctionArgs) =>
  bareAction(args, async () => {
    const { oidc, publicUrl, secure } = args.context;
    if (!oidc) return redirect('/sign-in');
    const to = new URL(args.request.url).searchParams.get('to');
    const left = await oidc.leave(`${publicUrl}/sign-in/back`);
    const kept = Buffer.from(
      JSON.stringify({ ...left.trip, to: ownPath(to) }),
    ).toString('base64url');
    const cookie = `${COOKIES.trip}=${kept}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${AWAY_S}${secure ? '; Secure' : ''}`;
    return redirect(left.to, { headers: { 'Set-Cookie': cookie } });
  });
