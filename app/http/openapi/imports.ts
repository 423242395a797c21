import { z } from 'zod';

import {
  AllowedHost,
  ImportPatch,
  Line,
  NewImport,
  ImportedVersion,
  SavedImport,
} from '#app/articles/import.schema.ts';
import {
  Article,
  MadeVersion,
  page,
  upload,
} from '#app/http/openapi/articles.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  nullableText,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';
import { LINE_ROLES } from '#app/import/reading.ts';

const when = z.iso.datetime();

const Import = z
  .object({
    id,
    name: z.string().meta({
      description: 'The file’s name, or the address; empty for what was pasted',
    }),
    site: nullableText,
    lines: z.array(Line),
    fields: z.record(z.string(), z.unknown()),
    remarks: z.array(z.record(z.string(), z.unknown())).meta({
      description: 'Comments and tracked changes of a DOCX; they become notes',
    }),
    snapshot: z
      .object({
        sha256: z.string(),
        mediaType: z.string(),
        bytes: z.int(),
        capturedAt: when,
      })
      .nullable(),
    like: z
      .array(
        z.object({
          id,
          title: z.string(),
          updatedAt: z.string(),
          likeness: z.number(),
        }),
      )
      .meta({ description: 'Articles that are there and say nearly the same' }),
    createdAt: when,
    updatedAt: when,
  })
  .meta({ id: 'Import' });

const ImportSummary = z
  .object({
    id,
    name: z.string(),
    site: nullableText,
    title: z.string(),
    doubts: z.int(),
    createdAt: when,
    updatedAt: when,
  })
  .meta({ id: 'ImportSummary' });

const SiteCorrection = z
  .object({
    id,
    site: z.string(),
    role: z.enum(LINE_ROLES),
    example: z.string(),
    createdAt: when,
  })
  .meta({ id: 'SiteCorrection' });

const Host = z.object({ host: z.string() });

/** Pages that were read and are no articles yet; what is known of their sites. */
export const imports: Paths = {
  '/api/v1/imports': {
    get: operation({
      summary: 'Pages that wait to be looked through, newest first',
      query: page,
      ok: { 200: { description: 'A page', ...json(list(ImportSummary)) } },
      errors: [403, 422],
    }),
    post: operation({
      summary: 'Read a text, a file or an address, to be looked through',
      body: {
        'application/json': { schema: NewImport },
        'multipart/form-data': { schema: upload },
      },
      ok: { 201: { description: 'Read; Location and ETag', ...json(Import) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/imports/{id}': {
    get: operation({
      summary: 'A page, with what each of its lines is taken for',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Import) } },
      errors: [403, 404],
    }),
    patch: operation({
      summary: 'Keep what was corrected so far',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: { 'application/json': { schema: ImportPatch } },
      ok: { 200: { description: 'As it is now', ...json(Import) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary: 'Let go of a page',
      path: byId,
      headers: { 'If-Match': ifMatch },
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/imports/{id}/article': {
    post: operation({
      summary: 'Make an article of a page; what still asks becomes notes',
      path: byId,
      body: { 'application/json': { schema: SavedImport } },
      ok: { 201: { description: 'Made; Location and ETag', ...json(Article) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/imports/{id}/version': {
    post: operation({
      summary:
        'Make the next version of an article of a page; what still asks becomes notes',
      path: byId,
      body: { 'application/json': { schema: ImportedVersion } },
      ok: {
        200: {
          description: 'The newest says the same, letter by letter',
          ...json(MadeVersion),
        },
        201: { description: 'Made; Location', ...json(MadeVersion) },
      },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/site-corrections': {
    get: operation({
      summary: 'What is remembered of sites, for their next pages',
      ok: { 200: { description: 'All', ...json(list(SiteCorrection)) } },
      errors: [403],
    }),
  },
  '/api/v1/site-corrections/{id}': {
    delete: operation({
      summary: 'Forget one',
      path: byId,
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/allowed-hosts': {
    get: operation({
      summary: 'Hosts inside a network from which pages may be taken',
      ok: { 200: { description: 'All', ...json(list(Host)) } },
      errors: [403],
    }),
    post: operation({
      summary: 'Allow a host',
      body: { 'application/json': { schema: AllowedHost } },
      ok: { 201: { description: 'Allowed', ...json(Host) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/allowed-hosts/{host}': {
    delete: operation({
      summary: 'Allow it no longer',
      path: Host,
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409],
    }),
  },
};
