import { z } from 'zod';

import { VERDICTS } from '#app/claims/claim.ts';
import { plainText } from '#app/plain-text.schema.ts';

const Name = plainText(200)
  .transform(text => text.trim())
  .pipe(z.string().min(1, 'missing').max(40, 'too-long'));

/** Body of `POST /api/v1/verdicts`. */
export const NewVerdict = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  name: Name,
  meaning: z.enum(VERDICTS, 'verdict-unknown').meta({
    description: 'Which of the verdicts it is; cannot be changed later',
  }),
});

/** Body of `PATCH /api/v1/verdicts/{id}`. */
export const VerdictPatch = z.strictObject({ name: Name });
