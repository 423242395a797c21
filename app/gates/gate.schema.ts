import { z } from 'zod';

import {
  CORRECTION_KINDS,
  GATES,
  MAX_GATE_NOTE,
  RULES,
  WORKFLOWS,
} from '#app/gates/gate.ts';
import { plainText } from '#app/plain-text.schema.ts';

const said = (missing: string) =>
  plainText(MAX_GATE_NOTE, 'body-too-long')
    .transform(text => text.trim())
    .pipe(z.string().min(1, missing));

/** Body of `POST /api/v1/articles/{id}/sign-offs`. */
export const NewSignOff = z.strictObject({
  gate: z.enum(GATES, 'gate-unknown'),
  versionHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'hash-invalid')
    .meta({
      description: 'Of the version that was read',
    }),
  note: said('note-missing'),
  errors: z
    .int('errors-invalid')
    .min(0, 'errors-invalid')
    .max(10_000, 'errors-invalid')
    .default(0)
    .meta({
      description: 'How many errors were found at this gate',
    }),
  person: z.uuid('person-unknown').optional().meta({
    description: 'Whoever signs; nobody but the one who asks',
  }),
});

/** Body of `PATCH /api/v1/workflow`. */
export const WorkflowPatch = z.strictObject({
  workflow: z.enum(WORKFLOWS, 'workflow-unknown').optional(),
  rules: z.array(z.enum(RULES, 'rule-unknown')).max(RULES.length).optional(),
  signers: z
    .partialRecord(z.enum(GATES), z.array(z.uuid('person-unknown')).max(200))
    .optional()
    .meta({
      description:
        'Who signs which gate; a gate that is not named is for all who check',
    }),
});

/** Body of `POST /api/v1/articles/{id}/publish`. */
export const Publish = z.strictObject({
  version: z.int('version-missing').min(1, 'version-missing'),
});

/** Body of `POST /api/v1/articles/{id}/withdraw`. */
export const Withdraw = z.strictObject({ reason: said('note-missing') });

/** Body of `POST /api/v1/articles/{id}/corrections`. */
export const NewCorrection = z.strictObject({
  kind: z.enum(CORRECTION_KINDS, 'correction-kind-unknown'),
  from: z.int('version-missing').min(1, 'version-missing'),
  to: z.int('version-missing').min(1, 'version-missing'),
  wrong: said('note-missing'),
  text: said('note-missing'),
});
