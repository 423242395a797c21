import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import { AppError } from '#app/errors.ts';
import { COOKIES, readCookie, sessionCookie } from '#app/http/cookies.ts';
import { ownPath } from '#app/http/page.server.ts';
import { signInElsewhere } from '#app/people/accounts.server.ts';
import { countAttempt } from '#app/people/attempts.server.ts';

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

/** Whoever comes back from the OpenID provider is signed in, if a member is meant. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { oidc, publicUrl, secure } = context;
  if (!oidc) return redirect('/sign-in');
  try {
    await countAttempt(context.clientAddress, 'oidc');
    const trip = tripIn(request.headers.get('cookie'));
    const { search } = new URL(request.url);
    // As the provider knows it: behind a proxy ours may look otherwise.
    const back = new URL(`${publicUrl}/sign-in/back${search}`);
    const identity = await oidc.comeBack(back, trip);
    const { cookie, expiresAt } = await signInElsewhere(context, identity);
    const headers = new Headers();
    headers.append('Set-Cookie', sessionCookie(cookie, expiresAt, secure));
    headers.append(
      'Set-Cookie',
      `${COOKIES.trip}=; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=0`,
    );
    return redirect(ownPath(trip.to), { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return redirect(`/sign-in?problem=${error.reason}`);
  }
}

/** @throws AppError unauthorised when this browser never left for the provider */
function tripIn(cookies: string | null): z.infer<typeof Kept> {
  try {
    const kept = readCookie(cookies, COOKIES.trip) ?? '';
    const json = Buffer.from(kept, 'base64url').toString('utf8');
    return Kept.parse(JSON.parse(json));
  } catch {
    throw new AppError('unauthorised', 'oidc-refused');
  }
}
