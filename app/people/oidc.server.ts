import * as client from 'openid-client';

import { AppError } from '#app/errors.ts';
import type { Identity, Oidc, OidcConfig, Trip } from '#app/people/oidc.ts';

/** The provider that is set; found out about when somebody first wants to go there. */
export function openOidc(config: OidcConfig): Oidc {
  let found: Promise<client.Configuration> | null = null;
  const provider = (): Promise<client.Configuration> => {
    found ??= discover(config).catch((error: unknown) => {
      found = null; // Away for now: the next one asks anew.
      throw new AppError('unavailable', 'oidc-away', {
        params: { detail: String(error) },
      });
    });
    return found;
  };
  return {
    name: config.name,
    leave: async redirectUri => {
      const trip: Trip = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const to = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, trip };
    },
    comeBack: async (url, trip) => identify(await provider(), url, trip),
  };
}

function discover(config: OidcConfig): Promise<client.Configuration> {
  const issuer = new URL(config.issuer);
  const plain = issuer.protocol === 'http:';
  return client.discovery(
    issuer,
    config.clientId,
    config.clientSecret ?? undefined,
    undefined,
    // Whoever names an http address runs it on a network of their own.
    plain ? { execute: [client.allowInsecureRequests] } : {},
  );
}

async function identify(
  provider: client.Configuration,
  url: URL,
  { state, nonce, verifier }: Trip,
): Promise<Identity> {
  try {
    const tokens = await client.authorizationCodeGrant(provider, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('No ID token');
    const more =
      claims['email'] === undefined
        ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
        : claims;
    const verified = more['email_verified'] === true;
    const { email } = more;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: verified && typeof email === 'string' ? email : null,
    };
  } catch {
    throw new AppError('unauthorised', 'oidc-refused');
  }
}
