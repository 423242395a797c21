import { z } from 'zod';

const version = z.int('version-invalid').min(1, 'version-invalid');
const offset = z.int('position-invalid').min(0, 'position-invalid').meta({
  description: 'UTF-16 offset into the version’s text.',
});

/** Body of `PUT /api/v1/annotations/{id}/anchor`. */
export const ReviewInput = z.discriminatedUnion('review', [
  z.strictObject({
    version,
    review: z.enum(['holds', 'again', 'whole']).meta({
      description:
        '`holds`: what was said holds of the changed words too; `again`: it has to be looked at again; `whole`: what lost its words is kept for the whole article.',
    }),
  }),
  z.strictObject({
    version,
    review: z.literal('placed').meta({
      description: 'It belongs to the words from `start` to `end`.',
    }),
    start: offset,
    end: offset,
  }),
]);
export type ReviewInput = z.infer<typeof ReviewInput>;
