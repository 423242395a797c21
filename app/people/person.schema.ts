import { z } from 'zod';

import { DIGESTS, LANGUAGES, ROLES } from '#app/people/person.ts';
import { plainText } from '#app/plain-text.schema.ts';

/** E-mail as kept: trimmed. Compared without case. */
export const Email = z
  .string()
  .trim()
  .max(254, 'email-invalid')
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/, 'email-invalid');

export const PersonName = plainText(100, 'name-too-long')
  .transform(name => name.trim())
  .pipe(z.string().min(1, 'name-missing'));

/** At least ten characters; no other rule (NIST SP 800-63B, 5.1.1.2). */
export const Password = z
  .string()
  .min(10, 'password-short')
  .max(1000, 'password-long');

export const NewAccount = z.object({
  name: PersonName,
  email: Email,
  password: Password,
  role: z.enum(ROLES, 'role-unknown'),
  language: z.enum(LANGUAGES),
});
export type NewAccount = z.infer<typeof NewAccount>;

/** Body of `POST /api/v1/people`. */
export const NewMember = z.strictObject({
  ...NewAccount.shape,
  language: z.enum(LANGUAGES).default(LANGUAGES[0]),
});

/** Body of `PATCH /api/v1/people/{id}`. */
export const PersonPatch = z
  .strictObject({
    name: PersonName.optional(),
    language: z.enum(LANGUAGES, 'unexpected').optional(),
    colour: z.int('unexpected').min(0).max(5).optional().meta({
      description: 'Which of the six avatar colours, 0 to 5',
    }),
    digest: z.enum(DIGESTS, 'unexpected').optional(),
    password: Password.optional(),
    currentPassword: z.string().max(1000).optional(),
    role: z.enum(ROLES, 'role-unknown').optional(),
    disabled: z.boolean().optional().meta({
      description: 'Removed: sessions and tokens end, authorship stays',
    }),
    erased: z.literal(true).optional().meta({
      description: 'Takes name and e-mail away for good, and removes',
    }),
  })
  .refine(patch => Object.keys(patch).length > 0, 'missing');
export type PersonPatch = z.infer<typeof PersonPatch>;

/** Body of `POST /api/v1/invitations`. */
export const NewInvitation = z.strictObject({
  role: z.enum(ROLES, 'role-unknown'),
  days: z.int('unexpected').min(1).max(30).default(7).meta({
    description: 'How long it holds',
  }),
});

/** What somebody says who takes an invitation. */
export const Newcomer = NewAccount.omit({ role: true });
