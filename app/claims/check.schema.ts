import { z } from 'zod';

import { CHECK_STATES } from '#app/claims/check.ts';

const place = {
  version: z.int('version-missing').min(1, 'version-missing'),
  start: z.int('position-invalid').min(0, 'position-invalid'),
  end: z.int('position-invalid').min(1, 'position-invalid'),
};

/** As many spans as one request lays. */
const MOST_SPANS = 10_000;

/** Body of `PUT /api/v1/articles/{id}/checks`: spans of one version. */
export const Checks = z
  .array(
    z.strictObject({
      ...place,
      state: z.enum([...CHECK_STATES, 'unchecked'], 'check-state-unknown'),
    }),
    'checks-missing',
  )
  .min(1, 'checks-missing')
  .max(MOST_SPANS, 'checks-too-many');

/** Body of `PUT /api/v1/articles/{id}/pairs`: where two people have to check, or no longer. */
export const Pairs = z
  .array(
    z.strictObject({ ...place, needed: z.boolean('needed-missing') }),
    'checks-missing',
  )
  .min(1, 'checks-missing')
  .max(MOST_SPANS, 'checks-too-many');
