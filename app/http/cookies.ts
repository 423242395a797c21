/** The cookies of this site; no others are read or set. */
export const COOKIES = {
  session: 'pangzhu_session',
  language: 'language',
  theme: 'theme',
  reading: 'reading',
  /** While somebody is away at the OpenID provider. */
  trip: 'pangzhu_trip',
} as const;

/** The value of a cookie in a `Cookie` header; null when it is not there. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** A `Set-Cookie` for the session: out of reach of scripts, sent on same-site requests alone. */
export function sessionCookie(
  value: string,
  expiresAt: Date,
  secure: boolean,
): string {
  const attributes = [
    `${COOKIES.session}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Expires=${expiresAt.toUTCString()}`,
  ];
  return [...attributes, ...(secure ? ['Secure'] : [])].join('; ');
}
