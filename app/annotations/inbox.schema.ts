import { z } from 'zod';

/** Body of `PATCH /api/v1/inbox`: what has been read. */
export const InboxPatch = z
  .strictObject({
    read: z.array(z.uuid('id-invalid')).max(200).optional(),
    annotation: z.uuid('id-invalid').optional().meta({
      description: 'All notices of this thread',
    }),
    article: z.uuid('id-invalid').optional().meta({
      description: 'What was done on this article so far',
    }),
    all: z.literal(true).optional(),
  })
  .refine(patch => Object.keys(patch).length > 0, 'missing');

/** Body of `PUT /api/v1/articles/{id}/follow`. */
export const Follow = z.strictObject({ following: z.boolean() });
