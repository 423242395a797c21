import type { z } from 'zod';

import { AppError, type FieldError } from '#app/errors.ts';

/**
 * Parses input at a door. Our own schemas name reasons of the `error` catalogue
 * as their messages; zod's remaining ones become `unknown-field` or `unexpected`.
 *
 * @throws AppError invalid, with one entry per field
 */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap(fieldErrors);
  throw new AppError('invalid', 'invalid', { fields });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      field: field ? `${field}.${key}` : key,
      reason: 'unknown-field',
    }));
  }
  const params =
    issue.code === 'too_big' ? { max: Number(issue.maximum) } : undefined;
  const reason = /^[a-z]+(-[a-z]+)*$/.test(issue.message)
    ? issue.message
    : 'unexpected';
  return [{ field, reason, ...(params ? { params } : {}) }];
}
