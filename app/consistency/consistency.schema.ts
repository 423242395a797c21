import { z } from 'zod';

import { CONSISTENCY_DECISIONS } from '#app/consistency/consistency.ts';
import { plainText } from '#app/plain-text.schema.ts';

/** Body of `POST /api/v1/articles/{id}/consistency`. */
export const DecideConsistency = z.strictObject({
  version: z.int('version-missing').min(1, 'version-missing'),
  key: plainText(200, 'suggestion-unknown').pipe(
    z.string().min(1, 'suggestion-unknown'),
  ),
  decision: z.enum(CONSISTENCY_DECISIONS, 'decision-unknown').meta({
    description:
      'Accepted, it becomes a suggested edit, or a note where it says no better words',
  }),
});
