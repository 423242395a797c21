import { z } from 'zod';

import {
  Credit,
  Instant,
  Language,
  line,
  NewArticle,
  optionalLine,
  Url,
} from '#app/articles/article.schema.ts';
import { DISCARD_REASONS } from '#app/articles/article.ts';
import { DOUBTS, LINE_ROLES, type Reading } from '#app/import/reading.ts';
import { plainText } from '#app/plain-text.schema.ts';

const words = plainText(1_000_000);

export const Line = z.strictObject({
  raw: words,
  text: words,
  role: z.enum(LINE_ROLES),
  speaker: plainText(200).optional(),
  level: z.int().min(1).max(9).optional(),
  reason: z.enum(DISCARD_REASONS).optional(),
  doubt: z.enum(DOUBTS).optional(),
  path: plainText(1000).optional(),
});

const Fields = z.strictObject({
  title: line(1000),
  byline: z.array(line(200)).max(50),
  publishedAt: Instant.nullable(),
  publisher: optionalLine(200),
  source: optionalLine(200),
  section: optionalLine(200),
  url: Url.nullable(),
  language: Language,
  credits: z.array(Credit).max(200),
});

const Remark = z.strictObject({
  line: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
  author: z.string().nullable(),
  text: z.string(),
  replacement: z.string().optional(),
});

const Lines = z.array(Line).min(1, 'no-text').max(100_000, 'too-many-lines');

/** A reading as the database keeps it: the site's own words, so nothing is put right in it. */
export const StoredReading: z.ZodType<Reading> = z.object({
  lines: z.array(Line),
  fields: z.object({
    title: z.string(),
    byline: z.array(z.string()),
    publishedAt: z.string().nullable(),
    publisher: z.string().nullable(),
    source: z.string().nullable(),
    section: z.string().nullable(),
    url: z.string().nullable(),
    language: z.string(),
    credits: z.array(z.object({ role: z.string(), name: z.string() })),
  }),
  remarks: z.array(Remark),
}) as unknown as z.ZodType<Reading>;

/** Body of `POST /api/v1/imports`. */
export const NewImport = NewArticle.pick({
  id: true,
  content: true,
  format: true,
  url: true,
}).extend({ name: plainText(500).optional() });

/** Body of `PATCH /api/v1/imports/{id}`. */
export const ImportPatch = z.strictObject({
  lines: Lines.optional(),
  fields: Fields.optional(),
  remember: z.boolean().optional().meta({
    description:
      'Whether what changed is remembered for the site’s next page; true when absent.',
  }),
});

/** Body of `POST /api/v1/imports/{id}/article`. */
export const SavedImport = ImportPatch.extend({
  articleId: z.uuidv7('id-invalid').optional(),
});

/** Body of `POST /api/v1/imports/{id}/version`. */
export const ImportedVersion = ImportPatch.extend({
  article: z.uuid('id-invalid').meta({
    description: 'The article whose next version it becomes.',
  }),
  base: z.int('version-invalid').min(1, 'version-invalid').optional(),
  force: z.boolean().optional(),
});

/** Body of `POST /api/v1/allowed-hosts`. */
export const AllowedHost = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/, 'host-invalid'),
});
