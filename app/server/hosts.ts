import type { Config } from '#app/server/config.ts';

/** Whether an address is of the loopback range. */
export function isLoopback(address: string | undefined): boolean {
  if (!address) return false;
  const bare = address.replace(/^::ffff:/, '').replace(/^\[|\]$/g, '');
  return (
    bare === '::1' ||
    bare === 'localhost' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare)
  );
}

/** The name in a Host header, without its port. */
export const hostName = (host: string): string =>
  host.replace(/:\d+$/, '').toLowerCase();

/**
 * Whether a request's Host is ours: `PUBLIC_URL`'s or loopback. Anything else
 * may be a name that an attacker points here (DNS rebinding).
 */
export function isOurHost(host: string | undefined, config: Config): boolean {
  if (!host) return false;
  const own = new URL(config.publicUrl).host.toLowerCase();
  return (
    host.toLowerCase() === own ||
    hostName(host) === hostName(own) ||
    isLoopback(hostName(host))
  );
}
