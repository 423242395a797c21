import { hash, verify } from '@node-rs/argon2';

import { batched } from '#app/batcher.ts';
import { newId, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { NewAccount, Password } from '#app/people/person.schema.ts';
import type { Account, Language } from '#app/people/person.ts';
import type { Identity } from '#app/people/oidc.ts';
import { makeSecret, readSecret } from '#app/people/secret.server.ts';
import type { Db, Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as credentials from '#db/queries/credentials.ts';
import * as rows from '#db/queries/people.ts';
import { transaction } from '#db/transaction.ts';

/** Where an account is made or looked for, before anybody acts. */
export type Desk = { db: Db | Tx; workspaceId: string };

const SESSION_DAYS = 30;
const COOKIE_PREFIX = '';
const TOKEN_PREFIX = 'pz_';

/**
 * Makes the first owner. Only while there is none: afterwards accounts are made
 * by an owner or on the command line.
 *
 * @throws AppError conflict when somebody was first
 */
export async function setUpOwner(desk: Desk, input: unknown): Promise<Account> {
  const account = parse(NewAccount, { ...asObject(input), role: 'owner' });
  const passwordHash = await hash(account.password);
  return transaction(desk.db, async tx => {
    await rows.lockWorkspace(tx, desk.workspaceId);
    if (await rows.findOwner(tx, desk.workspaceId)) {
      throw new AppError('conflict', 'already-set-up');
    }
    return insert(tx, desk.workspaceId, account, passwordHash);
  });
}

/** Makes an account, on the command line. @throws AppError invalid */
export async function addAccount(desk: Desk, input: unknown): Promise<Account> {
  const account = parse(NewAccount, input);
  const passwordHash = await hash(account.password);
  return transaction(desk.db, async tx => {
    await rows.lockWorkspace(tx, desk.workspaceId);
    return insert(tx, desk.workspaceId, account, passwordHash);
  });
}

async function insert(
  tx: Tx,
  workspaceId: string,
  { name, email, role, language }: NewAccount,
  passwordHash: string,
): Promise<Account> {
  if (await rows.findPersonByEmail(tx, workspaceId, email)) {
    throw invalid('email', 'email-taken');
  }
  const others = await rows.listPeople(tx, workspaceId);
  // Colour 0 is the neutral one of the built-in person.
  const colour = 1 + (others.length % 5);
  const id = newId();
  const person = { id, name, email, role, language, colour };
  await rows.insertPerson(tx, workspaceId, { ...person, passwordHash });
  await recordActivity(tx, workspaceId, {
    personId: id,
    verb: 'person.create',
    objectId: id,
    detail: { role },
  });
  return person;
}

/** Whether the first visit has been made. */
export async function isSetUp(desk: Desk): Promise<boolean> {
  return (await rows.findOwner(desk.db, desk.workspaceId)) !== null;
}

/**
 * Opens a session for an e-mail and password.
 * @throws AppError unauthorised, saying not which of the two is wrong
 */
export async function signIn(
  desk: Desk,
  email: string,
  password: string,
): Promise<{ account: Account; cookie: string; expiresAt: Date }> {
  const found = await rows.findPersonByEmail(desk.db, desk.workspaceId, email);
  // Spend the same time on an unknown address as on a wrong password.
  const reference = found?.passwordHash ?? (await decoy());
  const right = await verify(reference, password.slice(0, 1000));
  if (!right || !found?.passwordHash || found.disabled) {
    throw new AppError('unauthorised', 'sign-in-wrong');
  }
  const { passwordHash: _, disabled: __, ...account } = found;
  return { account, ...(await openSession(desk, account)) };
}

/**
 * Opens a session for whoever came from the OpenID provider: known to us by the
 * provider's own name for them, or at first by an address that it has verified.
 * @throws AppError forbidden when no member is meant
 */
export async function signInElsewhere(
  desk: Desk,
  { issuer, subject, email }: Identity,
): Promise<{ cookie: string; expiresAt: Date }> {
  return transaction(desk.db, async tx => {
    const { workspaceId } = desk;
    const known = await rows.findIdentity(tx, workspaceId, issuer, subject);
    const found =
      known ??
      (email && (await rows.findPersonByEmail(tx, workspaceId, email)));
    if (!found || found.disabled) {
      throw new AppError('forbidden', 'oidc-unknown');
    }
    if (!known) {
      const identity = { issuer, subject, personId: found.id };
      await rows.insertIdentity(tx, workspaceId, identity);
    }
    return openSession({ ...desk, db: tx }, found);
  });
}

/** Opens a session for somebody who has just proven who they are. */
export async function openSession(
  desk: Desk,
  account: Account,
): Promise<{ cookie: string; expiresAt: Date }> {
  const { text, secretHash } = makeSecret(desk.workspaceId, COOKIE_PREFIX);
  const expiresAt = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  const session = { secretHash, personId: account.id, expiresAt };
  await rows.insertSession(desk.db, desk.workspaceId, session);
  return { cookie: text, expiresAt };
}

/** Ends the session that a cookie opened. Returns whose it was; null when nobody's. */
export async function signOut(db: Db, cookie: string): Promise<string | null> {
  const secret = readSecret(cookie, COOKIE_PREFIX);
  if (!secret) return null;
  return rows.deleteSession(db, secret.workspaceId, secret.secretHash);
}

const bySession = batched(credentials.findBySessions);
const byToken = batched(credentials.findByTokens);

/** Who a session's cookie or an API token belongs to; null when to nobody. */
export async function identify(
  db: Db,
  given: { cookie: string } | { token: string },
): Promise<Context | null> {
  const isCookie = 'cookie' in given;
  const secret = isCookie
    ? readSecret(given.cookie, COOKIE_PREFIX)
    : readSecret(given.token, TOKEN_PREFIX);
  if (!secret) return null;
  const find = isCookie ? bySession : byToken;
  const actor = await find(db, secret);
  return actor && { db, workspaceId: secret.workspaceId, actor };
}

/** Makes an API token for its owner; the text is returned once and not kept. */
export async function createToken(
  ctx: Context,
  name: string,
  expiresAt: Date | null,
): Promise<{ id: string; text: string }> {
  const id = newId();
  const { text, secretHash } = makeSecret(ctx.workspaceId, TOKEN_PREFIX);
  await transaction(ctx.db, async tx => {
    const token = { id, personId: ctx.actor.id, name, secretHash, expiresAt };
    await rows.insertToken(tx, ctx.workspaceId, token);
    await record(within(ctx, tx), 'token.create', id);
  });
  return { id, text };
}

/** Sets somebody's password and ends their sessions. */
export async function setPassword(
  ctx: Context,
  password: string,
): Promise<void> {
  const passwordHash = await hash(parse(Password, password));
  await transaction(ctx.db, async tx => {
    const { workspaceId, actor } = ctx;
    await rows.setPassword(tx, workspaceId, actor.id, passwordHash);
    await rows.endSessions(tx, workspaceId, actor.id);
    await record(within(ctx, tx), 'person.password', actor.id);
  });
}

/** Remembers the language of somebody's interface. */
export async function setLanguage(
  ctx: Context,
  language: Language,
): Promise<void> {
  await rows.setLanguage(ctx.db, ctx.workspaceId, ctx.actor.id, language);
}

/** Disables somebody: their sessions end, their tokens stop, their authorship stays. */
export async function disableAccount(ctx: Context): Promise<void> {
  await transaction(ctx.db, async tx => {
    await rows.disablePerson(tx, ctx.workspaceId, ctx.actor.id);
    await record(within(ctx, tx), 'person.disable', ctx.actor.id);
  });
}

const record = (ctx: Context, verb: string, objectId: string): Promise<void> =>
  recordActivity(ctx.db, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId,
  });

let decoyHash: Promise<string> | undefined;
const decoy = (): Promise<string> => (decoyHash ??= hash('not a password'));

const asObject = (input: unknown): object =>
  typeof input === 'object' && input !== null ? input : {};
