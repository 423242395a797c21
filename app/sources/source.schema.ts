import { z } from 'zod';

import { TagName } from '#app/annotations/tag.schema.ts';
import { plainText } from '#app/plain-text.schema.ts';
import {
  MAX_REASON,
  MAX_SOURCE_NOTE,
  MAX_TITLE,
  RELIABILITIES,
  SOURCE_KINDS,
  TIERS,
} from '#app/sources/source.ts';

const trimmed = (max: number) => plainText(max).transform(text => text.trim());

/** A text of which nothing is as good as none. */
const optionalText = (max: number) =>
  trimmed(max)
    .transform(text => text || null)
    .nullable()
    .optional();

const Title = trimmed(MAX_TITLE).pipe(z.string().min(1, 'missing'));

const details = {
  url: z
    .url({ protocol: /^https?$/, error: 'url-invalid' })
    .max(2000, 'url-invalid')
    .nullable()
    .optional(),
  origin: optionalText(MAX_TITLE).meta({
    description: 'Whose it is: the house that published it, who was asked',
  }),
  published: z.iso.date('day-invalid').nullable().optional(),
  tier: z.enum(TIERS, 'tier-unknown').nullable().optional(),
  reliability: z
    .enum(RELIABILITIES, 'reliability-unknown')
    .nullable()
    .optional(),
  reason: trimmed(MAX_REASON).optional(),
  confidential: z.boolean('unexpected').optional(),
  people: z
    .array(z.uuid('person-unknown'))
    .max(200, 'person-unknown')
    .optional()
    .meta({
      description:
        'Who may know of a confidential one; whoever holds it always may',
    }),
  note: plainText(MAX_SOURCE_NOTE).optional(),
  tags: z.array(TagName).max(50, 'tags-too-many').optional(),
};

/** Body of `POST /api/v1/sources`. */
export const NewSource = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  title: Title,
  kind: z.enum(SOURCE_KINDS, 'source-kind-unknown'),
  ...details,
});

/** Body of `PATCH /api/v1/sources/{id}`. */
export const SourcePatch = z.strictObject({
  title: Title.optional(),
  kind: z.enum(SOURCE_KINDS, 'source-kind-unknown').optional(),
  ...details,
  withdrawn: trimmed(MAX_REASON)
    .pipe(z.string().min(1, 'missing'))
    .nullable()
    .optional()
    .meta({
      description:
        'Why it is not to be relied on any more: claims that rest on it alone go back to unchecked; null takes it back',
    }),
});

/** Longest text that can be typed in as a snapshot, in UTF-16 units. */
const MAX_TYPED = 1_000_000;

/** Body of `POST /api/v1/sources/{id}/snapshots`, where no file is sent: what was typed, or an address. */
export const NewSnapshot = z.strictObject({
  text: plainText(MAX_TYPED)
    .refine(text => text.trim() !== '', 'missing')
    .optional(),
  url: z.string('url-invalid').max(2000, 'url-invalid').optional(),
});
