import { z } from 'zod';

import { Follow, InboxPatch } from '#app/annotations/inbox.schema.ts';
import { NOTICE_REASONS } from '#app/annotations/notice.ts';
import {
  byId,
  id,
  ifMatch,
  json,
  list,
  operation,
  type Paths,
} from '#app/http/openapi/operation.ts';
import { Attendance } from '#app/live/presence.schema.ts';
import {
  NewInvitation,
  NewMember,
  PersonPatch,
} from '#app/people/person.schema.ts';
import { DIGESTS, LANGUAGES, ROLES } from '#app/people/person.ts';

const Member = z
  .object({
    id,
    name: z.string(),
    role: z.enum(ROLES),
    colour: z.int(),
    email: z.string().nullable().meta({
      description: 'For owners, and one’s own; null to others, and when erased',
    }),
    disabled: z.boolean(),
    erased: z.boolean(),
    revision: z.int(),
    language: z.enum(LANGUAGES).optional(),
    digest: z.enum(DIGESTS).optional(),
  })
  .meta({ id: 'Member' });

const Invitation = z
  .object({
    id,
    role: z.enum(ROLES),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    state: z.enum(['open', 'used', 'expired', 'revoked']),
  })
  .meta({ id: 'Invitation' });

const link = z.url().meta({ description: 'Shown this once' });

const Notice = z
  .object({
    id,
    reason: z.enum([...NOTICE_REASONS, 'article']),
    at: z.iso.datetime(),
    read: z.boolean(),
    people: z.array(z.looseObject({ name: z.string() })),
    article: z.object({ id, title: z.string() }),
    annotation: id.nullable(),
    body: z.string(),
    due: z.iso.date().nullable(),
    count: z.int(),
  })
  .meta({ id: 'Notice' });

const body = (schema: z.ZodType) => ({ 'application/json': { schema } });
const member = { description: 'With an ETag', ...json(Member) };

/** Who is there, what each may do, and what waits for whom. */
export const people: Paths = {
  '/api/v1/me': {
    get: operation({ summary: 'Who asks', ok: { 200: member }, errors: [] }),
  },
  '/api/v1/people': {
    get: operation({
      summary: 'The members, oldest first; removed ones too',
      ok: { 200: { description: 'All of them', ...json(list(Member)) } },
      errors: [],
    }),
    post: operation({
      summary: 'Make an account (owners)',
      body: body(NewMember),
      ok: { 201: { description: 'Made; Location', ...json(Member) } },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/people/{id}': {
    get: operation({
      summary: 'One member',
      path: byId,
      ok: { 200: member },
      errors: [404],
    }),
    patch: operation({
      summary:
        'Change one’s own name, language, colour, password; for owners anybody’s role and whether they are there',
      path: byId,
      headers: { 'If-Match': ifMatch },
      body: body(PersonPatch),
      ok: { 200: member },
      errors: [400, 403, 404, 409, 412, 413, 415, 422, 428],
    }),
  },
  '/api/v1/people/{id}/reset-link': {
    post: operation({
      summary: 'A link with which a member sets a new password (owners)',
      path: byId,
      ok: {
        201: {
          description: 'Works once, for 24 hours',
          ...json(z.object({ link, expiresAt: z.iso.datetime() })),
        },
      },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/invitations': {
    get: operation({
      summary: 'Invitations, newest first (owners)',
      ok: { 200: { description: 'The last 200', ...json(list(Invitation)) } },
      errors: [403],
    }),
    post: operation({
      summary: 'Invite somebody by a link (owners)',
      body: body(NewInvitation),
      ok: {
        201: {
          description: 'Works once, until it expires or is revoked',
          ...json(Invitation.extend({ link }).meta({ id: 'NewInvitation' })),
        },
      },
      errors: [400, 403, 409, 413, 415, 422],
    }),
  },
  '/api/v1/invitations/{id}': {
    delete: operation({
      summary: 'Revoke an invitation (owners)',
      path: byId,
      ok: { 204: { description: 'Revoked' } },
      errors: [403, 404, 409],
    }),
  },
  '/api/v1/inbox': {
    get: operation({
      summary: 'What waits for the viewer, newest first',
      query: z.object({
        limit: z.int().min(1).max(200).optional(),
        cursor: z.string().optional(),
      }),
      ok: {
        200: {
          description: 'A page of it, and how much is unread',
          ...json(list(Notice).extend({ unread: z.int() })),
        },
      },
      errors: [422],
    }),
    patch: operation({
      summary: 'Say what has been read',
      body: body(InboxPatch),
      ok: {
        200: {
          description: 'How much is unread now',
          ...json(z.object({ unread: z.int() })),
        },
      },
      errors: [400, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/follow': {
    get: operation({
      summary: 'Whether the viewer follows an article',
      path: byId,
      ok: { 200: { description: 'Whether', ...json(Follow) } },
      errors: [404],
    }),
    put: operation({
      summary: 'Follow an article, or no longer',
      path: byId,
      body: body(Follow),
      ok: { 200: { description: 'As it is now', ...json(Follow) } },
      errors: [400, 404, 409, 413, 415, 422],
    }),
  },
  '/api/v1/articles/{id}/presence': {
    put: operation({
      summary: 'Say that one has an article open; forgotten after 25 seconds',
      path: byId,
      body: body(Attendance),
      ok: { 204: { description: 'Told to those who follow the article' } },
      errors: [400, 404, 409, 413, 415, 422],
    }),
  },
};
