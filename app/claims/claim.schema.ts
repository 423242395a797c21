import { z } from 'zod';

import { TagName } from '#app/annotations/tag.schema.ts';
import {
  CLAIM_KINDS,
  MAX_FINDING,
  MAX_SPEAKER,
  PRIORITIES,
  VERDICTS,
} from '#app/claims/claim.ts';
import { plainText } from '#app/plain-text.schema.ts';

const MAX_STATEMENT = 20_000;
const MAX_QUOTE = 20_000;

/** A name, or with null or white space nobody's. */
const Speaker = plainText(MAX_SPEAKER)
  .transform(text => text.trim() || null)
  .nullable();

/** What a client says of a claim; what it leaves out stays as it is, or as the server makes it. */
export const ClaimTerms = z.object({
  speaker: Speaker.optional(),
  kind: z.enum(CLAIM_KINDS, 'claim-kind-unknown').optional(),
  priority: z.enum(PRIORITIES, 'priority-unknown').optional(),
  verdict: z.enum(VERDICTS, 'verdict-unknown').optional(),
  value: z.uuid('verdict-unknown').nullable().optional().meta({
    description:
      'Id of the workspace’s own word for the verdict; names its verdict too',
  }),
  finding: plainText(MAX_FINDING, 'body-too-long').optional(),
});
export type ClaimTerms = z.output<typeof ClaimTerms>;

const details = {
  statement: plainText(MAX_STATEMENT, 'body-too-long')
    .transform(text => text.trim())
    .optional()
    .meta({ description: 'What it says, restated; empty for as it stands' }),
  ...ClaimTerms.shape,
  checker: z.uuid('person-unknown').nullable().optional(),
  due: z.iso.date('day-invalid').nullable().optional(),
  tags: z.array(TagName).max(50, 'tags-too-many').optional(),
  visibility: z.enum(['team', 'public'], 'claim-private').optional(),
};

/** Body of `POST /api/v1/articles/{id}/claims`. */
export const NewClaim = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  version: z.int('version-missing').min(1, 'version-missing'),
  start: z.int('position-invalid').min(0, 'position-invalid').optional(),
  end: z.int('position-invalid').min(0, 'position-invalid').optional(),
  quote: plainText(MAX_QUOTE, 'quote-too-long')
    .min(1, 'quote-empty')
    .optional(),
  prefix: plainText(MAX_QUOTE, 'quote-too-long').optional(),
  suffix: plainText(MAX_QUOTE, 'quote-too-long').optional(),
  ...details,
});

/** Body of `PATCH /api/v1/claims/{id}`. */
export const ClaimPatch = z.strictObject({
  ...details,
  resolved: z.boolean().optional(),
});
