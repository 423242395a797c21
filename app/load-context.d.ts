import type { Live } from '#app/live/live.ts';
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
    log: { error(details: object, message: string): void };
  }
}
