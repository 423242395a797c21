import { z } from 'zod';

/**
 * Text from outside: at most `max` UTF-16 units, no NUL and no half of a
 * surrogate pair, which PostgreSQL and UTF-8 can't hold.
 */
export function plainText(max: number, tooLong = 'too-long') {
  return z
    .string('text-expected')
    .max(max, tooLong)
    .refine(text => !text.includes('\0'), 'nul')
    .refine(text => text.isWellFormed(), 'lone-surrogate');
}
