import { z } from 'zod';

import { tellOfSource } from '#app/annotations/notify.server.ts';
import { expectRestorable } from '#app/articles/articles.server.ts';
import { takeBack } from '#app/claims/voiding.server.ts';
import {
  expectRevision,
  newId,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { parse } from '#app/parse.server.ts';
import { canAddTags, canCheck } from '#app/people/policy.ts';
import { NewSource, SourcePatch } from '#app/sources/source.schema.ts';
import { isWorse, type Source, type SourceUse } from '#app/sources/source.ts';
import type { Tx } from '#db/client.ts';
import { lastDoing, recordActivity } from '#db/queries/activity.ts';
import { listMembers } from '#db/queries/people.ts';
import * as rows from '#db/queries/sources.ts';
import type {
  RestingClaim,
  SourceQuery,
  SourceRow,
} from '#db/queries/sources.ts';
import { transaction } from '#db/transaction.ts';

/** A source with how much of the viewer's sight rests on it. */
export type Listed = Source & { use: SourceUse };

export const NO_QUERY: SourceQuery = {
  text: null,
  kind: null,
  reliability: null,
  tag: null,
  bare: false,
  unused: false,
};

const Cursor = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The library, most recently touched first: what the actor may know of. @throws AppError invalid for a cursor not of ours */
export async function listSources(
  { db, workspaceId, actor }: Context,
  query: SourceQuery,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Listed[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor(Cursor, cursor);
  const range = { limit: limit + 1, after };
  const found = await rows.listSources(db, workspaceId, actor, query, range);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(shown),
    next: last
      ? writeCursor(Cursor, { at: last.updatedAt, id: last.id })
      : null,
  };
}

/** How many the actor may know of, and of those how many lack a snapshot or a use. */
export const countSources = ({ db, workspaceId, actor }: Context) =>
  rows.countSources(db, workspaceId, actor);

/** One source. @throws AppError not-found, also where it is not the actor's to know of */
export async function getSource(ctx: Context, id: string): Promise<Listed> {
  return shown(await find(ctx, id));
}

/** The claims that rest on a source, and which would fall with it. @throws AppError not-found */
export async function restingOn(
  ctx: Context,
  id: string,
): Promise<RestingClaim[]> {
  await find(ctx, id);
  const { db, workspaceId, actor } = ctx;
  return rows.listResting(db, workspaceId, id, actor);
}

/** Brings a source into the library. @throws AppError forbidden, invalid, conflict */
export async function createSource(
  ctx: Context,
  input: unknown,
): Promise<Listed> {
  permit(canCheck(ctx.actor));
  const { id = newId(), people, tags = [], ...given } = parse(NewSource, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const added = await rows.insertSource(tx, {
      ...defined(given),
      workspaceId,
      id,
      createdBy: actor.id,
    });
    if (!added) throw new AppError('conflict', 'id-taken');
    const holder = actor.id;
    await name(inside, tx, id, { holder, people });
    await tag(inside, tx, id, tags);
    return record(inside, tx, id, 'source.create');
  });
}

/**
 * Changes what is said of a source. Whoever checks claims that rest on it hears
 * when it is worth less; withdrawn, the claims that rest on it alone fall.
 *
 * @throws AppError forbidden, not-found, stale, invalid
 */
export async function changeSource(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Listed> {
  permit(canCheck(ctx.actor));
  const { people, tags, ...change } = parse(SourcePatch, input);
  const { workspaceId } = ctx;
  return write(ctx, id, seen, async (inside, tx, before) => {
    const { withdrawn } = change;
    const isWithdrawn =
      before.withdrawn === null && typeof withdrawn === 'string';
    const resting =
      isWithdrawn || isWorse(change.reliability ?? null, before.reliability)
        ? await rows.listResting(tx, workspaceId, id, null)
        : [];
    if (isWithdrawn) await fell(inside, tx, resting, id);
    await rows.updateSource(tx, workspaceId, id, defined(change));
    if (people || (change.confidential && !before.confidential)) {
      await name(inside, tx, id, { holder: before.holder.id, people });
    }
    if (tags) await tag(inside, tx, id, tags);
    await tellOfSource(inside, tx, resting);
    return record(inside, tx, id, 'source.change', before);
  });
}

/** Takes back the claims whose verdicts rested on a source alone. */
async function fell(
  { workspaceId, actor }: Context,
  tx: Tx,
  resting: readonly RestingClaim[],
  source: string,
): Promise<void> {
  const falling = resting.filter(claim => claim.falls).map(({ id }) => id);
  await takeBack(tx, workspaceId, actor.id, falling, { source });
}

/** Removes a source that nothing rests on; `restoreSource` brings it back for 30 days. @throws AppError conflict while it is cited */
export async function deleteSource(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  permit(canCheck(ctx.actor));
  await write(ctx, id, seen, async (inside, tx, before) => {
    if (await rows.isCited(tx, ctx.workspaceId, id)) {
      throw new AppError('conflict', 'source-cited');
    }
    await rows.updateSource(tx, ctx.workspaceId, id, { deletedAt: new Date() });
    return record(inside, tx, id, 'source.delete', before);
  });
}

/** Brings a removed source back. @throws AppError forbidden, not-found, conflict after 30 days */
export async function restoreSource(ctx: Context, id: string): Promise<Listed> {
  permit(canCheck(ctx.actor));
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockSource(tx, workspaceId, id);
    const row = await rows.findSource(tx, workspaceId, actor, id);
    if (!row) throw new AppError('not-found', 'not-found');
    if (!row.deleted) return shown(row);
    const gone = await lastDoing(tx, workspaceId, id, 'source.delete');
    if (gone) expectRestorable(gone.at);
    await rows.updateSource(tx, workspaceId, id, { deletedAt: null });
    return record(inside, tx, id, 'source.restore');
  });
}

function write(
  ctx: Context,
  id: string,
  seen: number | null,
  work: (inside: Context, tx: Tx, before: SourceRow) => Promise<Listed>,
): Promise<Listed> {
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockSource(tx, ctx.workspaceId, id);
    const before = await find(inside, id);
    expectRevision(seen, before.revision, () => shown(before));
    return work(inside, tx, before);
  });
}

/** @throws AppError not-found */
async function find(ctx: Context, id: string): Promise<SourceRow> {
  const { db, workspaceId, actor } = ctx;
  const row = await rows.findSource(db, workspaceId, actor, id);
  if (!row || row.deleted) throw new AppError('not-found', 'not-found');
  return row;
}

const shown = ({ deleted: _, ...source }: SourceRow): Listed => source;

/** Without what was not said. */
const defined = <T extends object>(given: T): Defined<T> =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Defined<T>;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/**
 * Says who may know of it, as far as it is confidential: those who are named,
 * whoever holds it, and whoever says so.
 */
async function name(
  { db, workspaceId, actor }: Context,
  tx: Tx,
  id: string,
  { holder, people }: { holder: string; people: string[] | undefined },
): Promise<void> {
  const members = people ? await listMembers(db, workspaceId) : [];
  const known = new Set(members.map(member => member.id));
  if (people?.some(person => !known.has(person))) {
    throw invalid('people', 'person-unknown');
  }
  const before = people
    ? null
    : await rows.sourceGuardsOf(tx, workspaceId, [id]);
  const named = people ?? before?.get(id)?.people ?? [];
  const all = [...new Set([...named, holder, actor.id])];
  await rows.replaceSourcePeople(tx, workspaceId, id, all);
}

/** @throws AppError invalid when one is missing and may not be made */
async function tag(
  { workspaceId, actor }: Context,
  tx: Tx,
  id: string,
  names: string[],
): Promise<void> {
  const unique = [...new Map(names.map(n => [n.toLowerCase(), n])).values()];
  const make = { createdBy: actor.id, newId, allowed: canAddTags(actor) };
  const made = await rows.replaceSourceTags(tx, workspaceId, id, unique, make);
  const [missing] = made.missing;
  if (missing !== undefined)
    throw invalid('tags', 'tag-unknown', { name: missing });
}

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  verb: string,
  before?: SourceRow,
): Promise<Listed> {
  const { workspaceId, actor } = ctx;
  const after = await rows.findSource(tx, workspaceId, actor, id);
  if (!after) throw new AppError('not-found', 'not-found');
  const { title, kind, tier, reliability, reason, confidential } = after;
  const { withdrawn, note, tags, url, origin, published } = after;
  await recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb,
    objectId: id,
    revision: after.revision,
    detail: {
      ...{ title, kind, tier, reliability, reason, confidential, withdrawn },
      ...{ note, tags, url, origin, published },
      // Whoever saw it before is told that it has gone.
      ...(before && !before.confidential && confidential
        ? { wasOpen: true }
        : {}),
    },
  });
  return shown(after);
}
