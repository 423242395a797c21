import type { Live } from '#app/live/live.ts';
import type { Mail } from '#app/mail/mail.ts';
import type { Oidc } from '#app/people/oidc.ts';
import type { Db } from '#db/client.ts';

declare module '@remix-run/node' {
  /** What the host hands to every loader and action. */
  interface AppLoadContext {
    db: Db;
    workspaceId: string;
    publicUrl: string;
    /** Whether people reach it over https. */
    secure: boolean;
    /** The request's nonce for inline scripts. */
    nonce: string;
    clientAddress: string;
    setup: { code: string; needed: boolean };
    live: Live;
    /** Where letters go out; null where none do. */
    mail: Mail | null;
    /** The OpenID provider beside our own door; null for none. */
    oidc: Oidc | null;
    log: { error(details: object, message: string): void };
  }
}
