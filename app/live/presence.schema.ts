import { z } from 'zod';

const offset = z.int('position-invalid').min(0, 'position-invalid');

/** Body of `PUT /api/v1/articles/{id}/presence`. */
export const Attendance = z.strictObject({
  tab: z.uuid('id-invalid').meta({
    description: 'The page on which it is open, by an id of its own',
  }),
  selection: z.tuple([offset, offset]).nullable().default(null).meta({
    description: 'UTF-16 offsets into the version’s text, half-open',
  }),
  leaving: z.boolean().default(false),
});
