import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { AppError } from '#app/errors.ts';

const PAUSE_S = 15 * 60;

/** Wrong tries for one account from one address, then for one address whatever the account. */
const limiters = [
  new RateLimiterMemory({ points: 10, duration: PAUSE_S, keyPrefix: 'pair' }),
  new RateLimiterMemory({
    points: 100,
    duration: PAUSE_S,
    keyPrefix: 'address',
  }),
] as const;

const keys = (address: string, account: string): [string, string] => [
  `${address} ${account.toLowerCase()}`,
  address,
];

/** Counts a try to get in. @throws AppError too-many */
export async function countAttempt(
  address: string,
  account: string,
): Promise<void> {
  const [pair, alone] = keys(address, account);
  try {
    await limiters[0].consume(pair);
    await limiters[1].consume(alone);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new AppError('too-many', 'too-many', { params: { minutes } });
  }
}

/** A right one makes the wrong ones before it forgotten. */
export async function forgetAttempts(
  address: string,
  account: string,
): Promise<void> {
  await limiters[0].delete(keys(address, account)[0]);
}
