import { hash, verify } from '@node-rs/argon2';

import {
  expectRevision,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { addAccount } from '#app/people/accounts.server.ts';
import { NewMember, PersonPatch } from '#app/people/person.schema.ts';
import type { Account, Member } from '#app/people/person.ts';
import { canManagePeople } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/people.ts';
import { transaction } from '#db/transaction.ts';

/** The members of the workspace, oldest first; e-mails for owners, and one's own. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  const found = await rows.listMembers(ctx.db, ctx.workspaceId);
  return found.map(row => memberFor(ctx, row));
}

/** One member. @throws AppError not-found */
export async function getMember(ctx: Context, id: string): Promise<Member> {
  const row = await rows.findMember(ctx.db, ctx.workspaceId, id);
  if (!row) throw new AppError('not-found', 'not-found');
  return memberFor(ctx, row);
}

function memberFor({ actor }: Context, row: rows.MemberRow): Member {
  const { id, name, role, colour, email, language, digest, revision } = row;
  const { disabled, erased } = row;
  const shown = actor.id === id || canManagePeople(actor);
  return {
    ...{ id, name, role, colour, revision, disabled, erased },
    email: shown ? email : null,
    ...(actor.id === id ? { language, digest } : {}),
  };
}

/** Makes an account for somebody. @throws AppError forbidden, invalid */
export async function addMember(
  ctx: Context,
  input: unknown,
): Promise<Account> {
  permit(canManagePeople(ctx.actor));
  return addAccount(ctx, parse(NewMember, input));
}

/**
 * Changes a member: owners what anybody may do and whether they are there, each
 * their own name, password, language and colour. A new role, a new password and
 * a removal end all sessions.
 *
 * @throws AppError forbidden, not-found, stale, invalid, conflict
 */
export async function changeMember(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Member> {
  const patch = parse(PersonPatch, input);
  const { actor, workspaceId } = ctx;
  const { role, disabled, erased, password, currentPassword, ...own } = patch;
  const governs =
    role !== undefined || disabled !== undefined || erased !== undefined;
  if (governs) permit(canManagePeople(actor));
  if (password !== undefined || Object.keys(own).length > 0) {
    permit(id === actor.id);
  }
  const passwordHash =
    password === undefined ? undefined : await hash(password);
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockWorkspace(tx, workspaceId);
    const before = await rows.findMember(tx, workspaceId, id);
    if (!before) throw new AppError('not-found', 'not-found');
    const current = () => memberFor(ctx, before);
    expectRevision(seen, before.revision, current);
    if (before.erased && governs)
      throw new AppError('conflict', 'person-erased');
    if (passwordHash)
      await expectPassword(before.passwordHash, currentPassword);
    const gone = disabled ?? erased ?? before.disabled;
    const leaves = before.role === 'owner' && !before.disabled;
    if (leaves && (gone || (role ?? 'owner') !== 'owner')) {
      const owners = await rows.countOwners(tx, workspaceId);
      if (owners < 2) throw new AppError('conflict', 'last-owner');
    }
    await rows.updatePerson(tx, workspaceId, id, {
      ...own,
      ...(role ? { role } : {}),
      ...(passwordHash ? { passwordHash } : {}),
      ...(gone === before.disabled
        ? {}
        : { disabledAt: gone ? new Date() : null }),
      // Names live here alone: the log knows ids.
      ...(erased
        ? {
            erasedAt: new Date(),
            name: ERASED,
            email: null,
            passwordHash: null,
          }
        : {}),
    });
    const ended = gone || passwordHash || (role && role !== before.role);
    if (ended) await rows.endSessions(tx, workspaceId, id);
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: verbOf(patch),
      objectId: id,
      revision: before.revision + 1,
      detail: role ? { role } : {},
    });
    return getMember(inside, id);
  });
}

/** What stands for a name that was taken away. */
const ERASED = '前成员 Former member';

function verbOf(patch: PersonPatch): string {
  if (patch.erased) return 'person.erase';
  if (patch.disabled !== undefined) {
    return patch.disabled ? 'person.disable' : 'person.enable';
  }
  if (patch.role) return 'person.role';
  return patch.password ? 'person.password' : 'person.change';
}

/** @throws AppError invalid when it is not the password that was set */
async function expectPassword(
  known: string | null,
  typed: string | undefined,
): Promise<void> {
  // Who came by OpenID alone has none yet.
  if (known === null) return;
  const right = typed !== undefined && (await verify(known, typed));
  if (!right) throw invalid('currentPassword', 'password-wrong');
}
