import { z } from 'zod';

import { DECISIONS } from '#app/annotations/annotation.ts';

/** Body of `POST /api/v1/articles/{id}/decisions`. */
export const DecisionInput = z.strictObject({
  decision: z.enum(DECISIONS, 'decision-unknown'),
  edits: z
    .array(z.uuid('id-invalid'))
    .min(1, 'batch-size')
    .max(200, 'batch-size')
    .meta({ description: 'The suggested edits, by their ids, in this order.' }),
});
