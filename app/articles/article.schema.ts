import { z } from 'zod';

import { MAX_NAME } from '#app/articles/article.ts';
import { IMPORT_FORMATS } from '#app/import/format.ts';
import { plainText } from '#app/plain-text.schema.ts';

export const line = (max: number) =>
  plainText(max).transform(text => text.trim().replace(/\s+/g, ' '));

/** A line, or null to leave it empty. */
export const optionalLine = (max: number) =>
  line(max)
    .transform(text => text || null)
    .nullable();

/** RFC 3339, with a zone. */
export const Instant = z.iso.datetime({ offset: true, error: 'time-invalid' });

export const Url = z
  .url({ protocol: /^https?$/, error: 'url-invalid' })
  .max(2000, 'too-long');

export const Language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language-invalid');

export const Credit = z.strictObject({
  role: line(100),
  name: line(200),
});

/** Fields that override what an import recognises. */
const overrides = {
  title: line(1000).pipe(z.string().min(1, 'title-missing')).optional(),
  byline: z.array(line(200)).max(50).optional(),
  publishedAt: Instant.nullable().optional(),
  publisher: optionalLine(200).optional(),
  source: optionalLine(200).optional(),
  section: optionalLine(200).optional(),
  language: Language.optional(),
};

/** Body of `POST /api/v1/articles`. Control characters in `content` are dropped, NUL is not taken. */
export const NewArticle = z.strictObject({
  id: z.uuidv7('id-invalid').optional().meta({
    description: 'Proposed by the client; the server makes one when absent.',
  }),
  // Its length is no matter of shape: too long a text is 413, not 422.
  content: plainText(Number.MAX_SAFE_INTEGER).optional(),
  format: z.enum(IMPORT_FORMATS, 'format-unknown').optional(),
  url: Url.optional(),
  ...overrides,
});
export type NewArticle = z.infer<typeof NewArticle>;

/** A number or a truth as JSON has it, or as a form writes it. */
const formNumber = z.union([
  z.int('version-invalid').min(1, 'version-invalid'),
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'version-invalid')
    .transform(Number),
]);
const formBoolean = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform(text => text === 'true'),
]);

const VersionName = line(MAX_NAME).transform(text => text || null);

/** Body of `POST /api/v1/articles/{id}/versions`. */
export const NewVersion = z.strictObject({
  ...NewArticle.omit({ id: true }).shape,
  base: formNumber.optional().meta({
    description:
      'The version that it was made from; 409 with the current one when it is not the newest.',
  }),
  force: formBoolean.optional().meta({
    description: 'Whether it may share little with the version before.',
  }),
  name: VersionName.optional(),
});

/** Body of `PATCH /api/v1/articles/{id}/versions/{n}`. */
export const VersionPatch = z.strictObject({ name: VersionName.nullable() });

/** Body of `PATCH /api/v1/articles/{id}`: what a version's hash leaves out. */
export const ArticlePatch = z.strictObject({
  url: Url.nullable().optional(),
  language: Language.optional(),
  publisher: optionalLine(200).optional(),
  source: optionalLine(200).optional(),
  section: optionalLine(200).optional(),
  credits: z.array(Credit).max(100).optional(),
  restrictedTo: z
    .array(z.uuid('person-unknown'))
    .max(500)
    .nullable()
    .optional()
    .meta({
      description:
        'Those who may see it beside the owners; null for everybody. Whoever sends it is added.',
    }),
});
export type ArticlePatch = z.infer<typeof ArticlePatch>;

/** Body of `PUT /api/v1/articles/{id}/reading-position`. */
export const ReadingPosition = z.strictObject({
  version: z.int().min(1),
  start: z.int('position-invalid').min(0, 'position-invalid').meta({
    description:
      'UTF-16 offset into the version’s text of the first character in view.',
  }),
});
