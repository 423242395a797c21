import { hash } from '@node-rs/argon2';

import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import type { Mail } from '#app/mail/mail.ts';
import { parse } from '#app/parse.server.ts';
import { addAccount, type Desk } from '#app/people/accounts.server.ts';
import type { Invitation } from '#app/people/entry-link.ts';
import {
  NewInvitation,
  Newcomer,
  Password,
} from '#app/people/person.schema.ts';
import type { Account, Role } from '#app/people/person.ts';
import { canManagePeople } from '#app/people/policy.ts';
import { makeSecret, readSecret } from '#app/people/secret.server.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as links from '#db/queries/entry-links.ts';
import * as people from '#db/queries/people.ts';
import { transaction } from '#db/transaction.ts';

/**
 * Links that let somebody in: an invitation, or a new password. Each works once,
 * expires, can be revoked, and does nothing until a form is sent.
 */
const PREFIX = 'in_';

const DAY_MS = 86_400_000;
const RESET_MS = DAY_MS;
const MAILED_RESET_MS = 3_600_000;

/** Invites somebody; the token of the link is returned once and not kept. @throws AppError forbidden, invalid */
export async function invite(
  ctx: Context,
  input: unknown,
): Promise<{ invitation: Invitation; token: string }> {
  permit(canManagePeople(ctx.actor));
  const { role, days } = parse(NewInvitation, input);
  const { text, secretHash } = makeSecret(ctx.workspaceId, PREFIX);
  const id = newId();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await transaction(ctx.db, async tx => {
    await links.insertEntryLink(tx, ctx.workspaceId, {
      ...{ id, secretHash, role, expiresAt },
      purpose: 'invitation',
      personId: null,
      createdBy: ctx.actor.id,
    });
    await record(within(ctx, tx), 'invitation.create', id, { role });
  });
  const invitation: Invitation = {
    ...{ id, role },
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: 'open',
  };
  return { invitation, token: text };
}

/** The invitations, newest first. @throws AppError forbidden */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  permit(canManagePeople(ctx.actor));
  const found = await links.listInvitations(ctx.db, ctx.workspaceId);
  return found.map(link => ({
    id: link.id,
    role: link.role ?? 'reader',
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    state: stateOf(link),
  }));
}

/** @throws AppError forbidden, not-found when it is not open */
export async function revokeInvitation(
  ctx: Context,
  id: string,
): Promise<void> {
  permit(canManagePeople(ctx.actor));
  await transaction(ctx.db, async tx => {
    const done = await links.revokeInvitation(tx, ctx.workspaceId, id);
    if (!done) throw new AppError('not-found', 'not-found');
    await record(within(ctx, tx), 'invitation.revoke', id);
  });
}

/** What an invitation offers. @throws AppError not-found, conflict when it is used, expired or revoked */
export async function lookAtInvitation(
  desk: Desk,
  token: string,
): Promise<{ role: Role }> {
  const { role } = await find(desk, token, 'invitation');
  return { role: role ?? 'reader' };
}

/** Makes the account that an invitation offers, once. @throws AppError not-found, conflict, invalid */
export async function takeInvitation(
  desk: Desk,
  token: string,
  input: unknown,
): Promise<Account> {
  const newcomer = parse(Newcomer, input);
  return transaction(desk.db, async tx => {
    const link = await find({ ...desk, db: tx }, token, 'invitation');
    const role = link.role ?? 'reader';
    const account = await addAccount(
      { ...desk, db: tx },
      { ...newcomer, role },
    );
    await links.useEntryLink(tx, desk.workspaceId, link.id, account.id);
    return account;
  });
}

/** Makes a link with which a member sets a new password. @throws AppError forbidden, not-found */
export async function makeResetLink(
  ctx: Context,
  personId: string,
): Promise<{ token: string; expiresAt: string }> {
  permit(canManagePeople(ctx.actor));
  return transaction(ctx.db, async tx => {
    const member = await people.findMember(tx, ctx.workspaceId, personId);
    if (!member || member.disabled)
      throw new AppError('not-found', 'not-found');
    const made = await insertReset(tx, ctx, personId, ctx.actor.id, RESET_MS);
    await record(within(ctx, tx), 'person.reset-link', personId);
    return made;
  });
}

/**
 * Sends such a link to an address, if it is a member's. Says nothing of whether
 * it is: whoever asks may be anybody.
 */
export async function mailResetLink(
  desk: Desk,
  mail: Mail,
  email: string,
  linkOf: (token: string) => string,
): Promise<void> {
  const found = await people.findPersonByEmail(
    desk.db,
    desk.workspaceId,
    email,
  );
  if (!found || found.disabled) return;
  const { token } = await transaction(desk.db, tx =>
    insertReset(tx, desk, found.id, null, MAILED_RESET_MS),
  );
  await mail.send({
    to: found.email,
    language: found.language,
    message: 'reset',
    params: { name: found.name, link: linkOf(token) },
  });
}

async function insertReset(
  tx: Tx,
  { workspaceId }: { workspaceId: string },
  personId: string,
  createdBy: string | null,
  lifetime: number,
): Promise<{ token: string; expiresAt: string }> {
  const { text, secretHash } = makeSecret(workspaceId, PREFIX);
  const expiresAt = new Date(Date.now() + lifetime);
  await links.revokeResets(tx, workspaceId, personId);
  await links.insertEntryLink(tx, workspaceId, {
    ...{ secretHash, personId, createdBy, expiresAt },
    id: newId(),
    purpose: 'reset',
    role: null,
  });
  return { token: text, expiresAt: expiresAt.toISOString() };
}

/** @throws AppError not-found, conflict when the link is used, expired or revoked */
export async function lookAtReset(desk: Desk, token: string): Promise<void> {
  await find(desk, token, 'reset');
}

/** Sets a new password, once, and ends all sessions. Returns whose it is. @throws AppError not-found, conflict, invalid */
export async function resetPassword(
  desk: Desk,
  token: string,
  password: unknown,
): Promise<string> {
  const passwordHash = await hash(parse(Password, password));
  return transaction(desk.db, async tx => {
    const { workspaceId } = desk;
    const link = await find({ ...desk, db: tx }, token, 'reset');
    const personId = link.personId ?? '';
    const member = await people.findMember(tx, workspaceId, personId);
    if (!member || member.disabled)
      throw new AppError('not-found', 'link-unknown');
    await people.updatePerson(tx, workspaceId, personId, { passwordHash });
    await people.endSessions(tx, workspaceId, personId);
    await links.useEntryLink(tx, workspaceId, link.id, personId);
    await recordActivity(tx, workspaceId, {
      personId,
      verb: 'person.password',
      objectId: personId,
    });
    return personId;
  });
}

async function find(
  { db, workspaceId }: Desk,
  token: string,
  purpose: links.EntryLink['purpose'],
): Promise<links.EntryLink> {
  const secret = readSecret(token, PREFIX);
  const link =
    secret?.workspaceId === workspaceId
      ? await links.findEntryLink(db, workspaceId, secret.secretHash)
      : null;
  if (link?.purpose !== purpose)
    throw new AppError('not-found', 'link-unknown');
  const state = stateOf(link);
  if (state !== 'open') throw new AppError('conflict', `link-${state}`);
  return link;
}

function stateOf(link: links.EntryLink): Invitation['state'] {
  if (link.usedAt) return 'used';
  if (link.revokedAt) return 'revoked';
  return link.expiresAt.getTime() < Date.now() ? 'expired' : 'open';
}

const record = (
  { db, workspaceId, actor }: Context,
  verb: string,
  objectId: string,
  detail: Record<string, unknown> = {},
): Promise<void> =>
  recordActivity(db, workspaceId, {
    personId: actor.id,
    ...{ verb, objectId, detail },
  });
