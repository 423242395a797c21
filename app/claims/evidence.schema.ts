import { z } from 'zod';

import { STANCES } from '#app/claims/claim.ts';
import { MAX_EVIDENCE_NOTE, MAX_QUOTED } from '#app/claims/evidence.ts';
import { plainText } from '#app/plain-text.schema.ts';

const offset = z.int('locator-invalid').min(0, 'locator-invalid').nullable();

const Locator = z
  .strictObject({
    page: z.int('locator-invalid').min(1, 'locator-invalid').nullable(),
    start: offset,
    end: offset,
    time: z.string('locator-time').max(20, 'locator-time').nullable(),
  })
  .partial()
  .meta({
    description:
      'Where in the snapshot: a page from 1, UTF-16 offsets into its text, `mm:ss`. What is found fills it in.',
  });

const details = {
  snapshot: z.uuid('snapshot-unknown').nullable().optional().meta({
    description:
      'The snapshot in which the quote is looked for; the newest when absent',
  }),
  quote: plainText(MAX_QUOTED, 'quote-too-long').optional(),
  locator: Locator.optional(),
  note: plainText(MAX_EVIDENCE_NOTE).optional(),
};

/** Body of `POST /api/v1/claims/{id}/evidence`. */
export const NewEvidence = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  source: z.uuid('source-unknown'),
  stance: z.enum(STANCES, 'stance-unknown'),
  ...details,
});

/** Body of `PATCH /api/v1/evidence/{id}`. */
export const EvidencePatch = z.strictObject({
  stance: z.enum(STANCES, 'stance-unknown').optional(),
  ...details,
  confirmedBy: z.uuid('person-unknown').nullable().optional().meta({
    description:
      'Your own id confirms what somebody else attests; null takes it back',
  }),
});
