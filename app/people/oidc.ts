/** An OpenID provider; `name` stands on the button. */
export type OidcConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  name: string;
};

/** Who somebody is at the provider. */
export type Identity = {
  issuer: string;
  subject: string;
  /** Null unless the provider has verified it. */
  email: string | null;
};

/** What a browser keeps while its person is away at the provider. */
export type Trip = { state: string; nonce: string; verifier: string };

/** Signing in elsewhere: OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636). */
export type Oidc = {
  name: string;
  /** Where to send somebody, and what to keep meanwhile. @throws AppError unavailable */
  leave(redirectUri: string): Promise<{ to: string; trip: Trip }>;
  /** Who came back. @throws AppError unauthorised */
  comeBack(url: URL, trip: Trip): Promise<Identity>;
};
