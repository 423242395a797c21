import { z } from 'zod';

import { LANGUAGES, ROLES } from '#app/people/person.ts';
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
