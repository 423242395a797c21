import type { VerdictValue } from '#app/claims/claim.ts';
import { NewVerdict, VerdictPatch } from '#app/claims/verdict.schema.ts';
import {
  expectRevision,
  newId,
  permit,
  type Context,
} from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canEditVocabulary } from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/verdicts.ts';
import { transaction } from '#db/transaction.ts';

/** The workspace's own words for verdicts, in their order; where it has none for one, the usual word stands. */
export const listVerdicts = ({
  db,
  workspaceId,
}: Context): Promise<VerdictValue[]> => rows.listVerdicts(db, workspaceId);

/** Adds a word for a verdict. @throws AppError forbidden, invalid, conflict */
export function addVerdict(
  ctx: Context,
  input: unknown,
): Promise<VerdictValue> {
  const { id = newId(), name, meaning } = parse(NewVerdict, input);
  return write(ctx, async (tx, all) => {
    if (all.some(value => value.id === id)) {
      throw new AppError('conflict', 'id-taken');
    }
    expectFree(all, name, null);
    const createdBy = ctx.actor.id;
    await rows.insertVerdict(tx, ctx.workspaceId, {
      ...{ id, name, meaning, createdBy },
    });
    return record(ctx, tx, id, 'verdict.create');
  });
}

/** Calls a verdict otherwise; what it means stays. @throws AppError forbidden, not-found, stale, invalid, conflict */
export function renameVerdict(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<VerdictValue> {
  const { name } = parse(VerdictPatch, input);
  return write(ctx, async (tx, all) => {
    const before = found(all, id);
    expectRevision(seen, before.revision, () => before);
    expectFree(all, name, id);
    await rows.renameVerdict(tx, ctx.workspaceId, id, name);
    return record(ctx, tx, id, 'verdict.change');
  });
}

/** Takes a word out of the scale. @throws AppError forbidden, not-found, stale, conflict while a claim has it */
export async function removeVerdict(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  await write(ctx, async (tx, all) => {
    const before = found(all, id);
    expectRevision(seen, before.revision, () => before);
    if (await rows.isVerdictUsed(tx, ctx.workspaceId, id)) {
      throw new AppError('conflict', 'verdict-used');
    }
    await rows.deleteVerdict(tx, ctx.workspaceId, id);
    const { name, meaning } = before;
    await recordActivity(tx, ctx.workspaceId, {
      personId: ctx.actor.id,
      verb: 'verdict.delete',
      objectId: id,
      detail: { name, meaning },
    });
  });
}

function write<T>(
  ctx: Context,
  work: (tx: Tx, all: VerdictValue[]) => Promise<T>,
): Promise<T> {
  permit(canEditVocabulary(ctx.actor));
  return transaction(ctx.db, async tx => {
    await rows.lockVerdicts(tx, ctx.workspaceId);
    return work(tx, await rows.listVerdicts(tx, ctx.workspaceId));
  });
}

function found(all: readonly VerdictValue[], id: string): VerdictValue {
  const value = all.find(one => one.id === id);
  if (!value) throw new AppError('not-found', 'not-found');
  return value;
}

/** @throws AppError conflict */
function expectFree(
  all: readonly VerdictValue[],
  name: string,
  self: string | null,
): void {
  const lower = name.toLowerCase();
  if (all.some(v => v.id !== self && v.name.toLowerCase() === lower)) {
    throw new AppError('conflict', 'verdict-taken', { params: { name } });
  }
}

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  verb: string,
): Promise<VerdictValue> {
  const after = found(await rows.listVerdicts(tx, ctx.workspaceId), id);
  const { name, meaning, revision } = after;
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId: id,
    revision,
    detail: { name, meaning },
  });
  return after;
}
