import { z } from 'zod';

import {
  CLAIM_KINDS,
  PRIORITIES,
  STANCES,
  VERDICTS,
} from '#app/claims/claim.ts';
import { ClaimPatch, NewClaim } from '#app/claims/claim.schema.ts';
import { QUOTE_CHECKS } from '#app/claims/evidence.ts';
import { EvidencePatch, NewEvidence } from '#app/claims/evidence.schema.ts';
import { NewVerdict, VerdictPatch } from '#app/claims/verdict.schema.ts';
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
import { page } from '#app/http/openapi/articles.ts';
import { RELIABILITIES, SOURCE_KINDS } from '#app/sources/source.ts';

const who = z.object({ id, name: z.string() });
const when = z.iso.datetime();

const Claim = z
  .object({
    id,
    number: z.int(),
    article: id,
    version: z.int(),
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    statement: z.string(),
    speaker: nullableText,
    kind: z.enum(CLAIM_KINDS),
    priority: z.enum(PRIORITIES),
    checker: id.nullable(),
    due: z.iso.date().nullable(),
    verdict: z.enum(VERDICTS),
    value: id.nullable().meta({
      description: 'The workspace’s own word for the verdict',
    }),
    finding: z.string(),
    was: z.enum(VERDICTS).nullable().meta({
      description: 'Its verdict before a new version changed its words',
    }),
    tags: z.array(z.string()),
    visibility: z.enum(['team', 'public']),
    resolved: z.boolean(),
    evidence: z
      .object({
        supports: z.int(),
        refutes: z.int(),
        context: z.int(),
        unfound: z.int(),
      })
      .meta({
        description:
          'How much: of each stance what was found, and what was not',
      }),
    createdBy: who,
    createdAt: when,
    updatedAt: when,
  })
  .meta({
    id: 'Claim',
    description:
      'A claim; its annotation has the same id and ETag. Its place is in the newest version that it has one in',
  });

const Evidence = z
  .object({
    id,
    claim: id,
    stance: z.enum(STANCES),
    source: z.union([
      z.object({
        id,
        title: z.string(),
        url: nullableText,
        kind: z.enum(SOURCE_KINDS),
        reliability: z.enum(RELIABILITIES).nullable(),
        confidential: z.boolean(),
        withdrawn: z.boolean(),
      }),
      z
        .object({ id: z.null(), heldBy: who })
        .meta({ description: 'A confidential source of somebody else’s' }),
    ]),
    snapshot: id.nullable(),
    quote: z.string(),
    locator: z.object({
      page: z.int().nullable(),
      start: z.int().nullable(),
      end: z.int().nullable(),
      time: nullableText,
    }),
    note: z.string(),
    quoteCheck: z.enum(QUOTE_CHECKS),
    cutsFigure: z.boolean().meta({
      description: 'Found, but cut out of the middle of a figure: 3亿 of 13亿',
    }),
    attestedBy: who.nullable(),
    confirmedBy: who.nullable(),
    revision: z.int(),
    createdBy: who,
    createdAt: when,
  })
  .meta({ id: 'Evidence' });

const Verdict = z
  .object({
    id,
    name: z.string(),
    meaning: z.enum(VERDICTS),
    revision: z.int(),
  })
  .meta({ id: 'Verdict' });

const changed = { 'If-Match': ifMatch };

/** Claims, what they rest on, and the words for verdicts. */
export const claims: Paths = {
  '/api/v1/articles/{id}/claims': {
    get: operation({
      summary: 'An article’s claims, by number',
      path: byId,
      query: page,
      ok: { 200: { description: 'A page', ...json(list(Claim)) } },
      errors: [404, 422],
    }),
    post: operation({
      summary:
        'Claim that words are to be checked: a version and a span, or a quote',
      path: byId,
      body: { 'application/json': { schema: NewClaim } },
      ok: { 201: { description: 'Location and ETag', ...json(Claim) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/export': {
    get: operation({
      summary:
        'Its claims as a file: `claimreview` (schema.org) or `csv`; of confidential sources no more than who holds them',
      path: byId,
      query: z.object({ format: z.enum(['claimreview', 'csv', 'packet']) }),
      ok: {
        200: {
          description: 'The file',
          content: {
            'application/ld+json': { schema: z.unknown() },
            'text/csv': { schema: z.string() },
          },
        },
      },
      errors: [404, 422],
    }),
  },
  '/api/v1/claims/{id}': {
    get: operation({
      summary: 'A claim',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Claim) } },
      errors: [404],
    }),
    patch: operation({
      summary:
        'Change or decide a claim; a conclusive verdict needs a finding and found evidence',
      path: byId,
      headers: changed,
      body: { 'application/json': { schema: ClaimPatch } },
      ok: { 200: { description: 'As it is now', ...json(Claim) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary: 'Remove a claim; it can be restored for 30 days',
      path: byId,
      headers: changed,
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/claims/{id}/restore': {
    post: operation({
      summary: 'Bring a removed claim back',
      path: byId,
      ok: { 200: { description: 'As it is now', ...json(Claim) } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/claims/{id}/similar': {
    get: operation({
      summary:
        'Other claims that say nearly the same, or with the same figures; nothing of them is applied',
      path: byId,
      ok: {
        200: {
          description: 'Those most like it first, at most five',
          ...json(
            list(Claim.extend({ title: z.string(), likeness: z.number() })),
          ),
        },
      },
      errors: [404],
    }),
  },
  '/api/v1/claims/{id}/evidence': {
    get: operation({
      summary: 'What a claim rests on, oldest first',
      path: byId,
      ok: { 200: { description: 'All of it', ...json(list(Evidence)) } },
      errors: [404, 409],
    }),
    post: operation({
      summary:
        'Attach a source; its quote is looked for in the snapshot at once',
      path: byId,
      body: { 'application/json': { schema: NewEvidence } },
      ok: { 201: { description: 'Location and ETag', ...json(Evidence) } },
      errors: [400, 403, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/evidence/{id}': {
    get: operation({
      summary: 'A piece of evidence',
      path: byId,
      ok: { 200: { description: 'With an ETag', ...json(Evidence) } },
      errors: [404, 409],
    }),
    patch: operation({
      summary:
        'Change it, which looks for its quote anew; or confirm what another attests',
      path: byId,
      headers: changed,
      body: { 'application/json': { schema: EvidencePatch } },
      ok: { 200: { description: 'As it is now', ...json(Evidence) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary:
        'Take it away; 409 while the claim’s verdict rests on it alone. It can be restored for 30 days',
      path: byId,
      headers: changed,
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
  '/api/v1/evidence/{id}/restore': {
    post: operation({
      summary: 'Bring it back',
      path: byId,
      ok: { 200: { description: 'As it is now', ...json(Evidence) } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/verdicts': {
    get: operation({
      summary: 'The workspace’s own words for verdicts',
      ok: { 200: { description: 'All of them', ...json(list(Verdict)) } },
      errors: [],
    }),
    post: operation({
      summary: 'Add a word for a verdict',
      body: { 'application/json': { schema: NewVerdict } },
      ok: { 201: { description: 'Location and ETag', ...json(Verdict) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/verdicts/{id}': {
    patch: operation({
      summary: 'Call it otherwise; what it means stays',
      path: byId,
      headers: changed,
      body: { 'application/json': { schema: VerdictPatch } },
      ok: { 200: { description: 'As it is now', ...json(Verdict) } },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
    delete: operation({
      summary: 'Take it out of the scale; 409 while a claim has it',
      path: byId,
      headers: changed,
      ok: { 204: { description: 'Gone' } },
      errors: [403, 404, 409, 412, 428],
    }),
  },
};
