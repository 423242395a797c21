import { z } from 'zod';

import { Instant, line } from '#app/articles/article.schema.ts';
import { BLOCK_TYPES } from '#app/articles/article.ts';
import { plainText } from '#app/plain-text.schema.ts';

const Passage = z.strictObject({
  type: z.enum(BLOCK_TYPES),
  text: plainText(1_000_000),
  speaker: line(200).pipe(z.string().min(1)).optional(),
  level: z.int().min(2).max(6).optional(),
});

const offset = z.int().min(0).max(1_000_000);

/** Body of `PUT /api/v1/articles/{id}/draft`. */
export const DraftInput = z.strictObject({
  base: z.int('version-invalid').min(1, 'version-invalid').meta({
    description: 'The version that it is made from.',
  }),
  passages: z
    .array(Passage)
    .min(1, 'no-text')
    .max(100_000, 'too-many-lines')
    .refine(([first]) => first?.type === 'title', 'title-missing'),
  byline: z.array(line(200)).max(50).optional(),
  publishedAt: Instant.nullable().optional(),
  edits: z
    .array(z.tuple([offset, offset, offset]))
    .max(100_000)
    .optional()
    .meta({
      description:
        'What was replaced since the draft was kept last, one after the other: [offset, units removed, units inserted], UTF-16. Annotations are then looked for where these have moved them.',
    }),
});

/** Body of `POST /api/v1/articles/{id}/draft/version`. */
export const DraftVersion = z.strictObject({
  base: z.int('version-invalid').min(1, 'version-invalid').optional(),
  name: line(100).optional(),
  force: z.boolean().optional(),
});
