import { z } from 'zod';

import { COLOURS, MAX_TAG, tagName } from '#app/annotations/annotation.ts';
import { MAX_DESCRIPTION, TAG_KEYS } from '#app/annotations/tag.ts';
import { plainText } from '#app/plain-text.schema.ts';

/** A tag's name as somebody types it. */
export const TagName = plainText(MAX_TAG * 4, 'tag-too-long')
  .transform(tagName)
  .pipe(z.string().min(1, 'tag-empty').max(MAX_TAG, 'tag-too-long'));

const details = {
  colour: z.enum(COLOURS, 'colour-unknown').nullable().optional(),
  description: plainText(MAX_DESCRIPTION)
    .transform(text => text.trim())
    .optional(),
  hotkey: z.enum(TAG_KEYS, 'tag-key-unknown').nullable().optional(),
};

/** Body of `POST /api/v1/tags`. */
export const NewTag = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  name: TagName,
  ...details,
});

/** Body of `PATCH /api/v1/tags/{id}`. */
export const TagPatch = z.strictObject({
  name: TagName.optional(),
  ...details,
  position: z
    .int('position-invalid')
    .min(0, 'position-invalid')
    .optional()
    .meta({ description: 'Its place in the vocabulary, from 0.' }),
});

/** Body of `POST /api/v1/tags/{id}/merge`. */
export const TagMerge = z.strictObject({
  into: z.uuid('tag-unknown-id').meta({
    description: 'The tag that takes its place on every annotation.',
  }),
});
