import { find } from '#app/annotations/annotations.server.ts';
import { expectRestorable } from '#app/articles/articles.server.ts';
import { EvidencePatch, NewEvidence } from '#app/claims/evidence.schema.ts';
import {
  secondsOf,
  type Evidence,
  type Locator,
} from '#app/claims/evidence.ts';
import {
  checkQuote,
  wholeLocator,
  type Checked,
  type PartialLocator,
} from '#app/claims/quote-check.server.ts';
import { expectSupported } from '#app/claims/standing.server.ts';
import {
  expectRevision,
  newId,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canCheck } from '#app/people/policy.ts';
import { getSource } from '#app/sources/sources.server.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { lockAnnotation, type AnnotationRow } from '#db/queries/annotations.ts';
import * as rows from '#db/queries/evidence.ts';
import type { EvidenceRow } from '#db/queries/evidence.ts';
import { findSnapshot } from '#db/queries/sources.ts';
import { transaction } from '#db/transaction.ts';

/** A claim's evidence as the actor may know it, oldest first. @throws AppError not-found */
export async function listEvidence(
  ctx: Context,
  claimId: string,
): Promise<Evidence[]> {
  await findClaim(ctx, claimId);
  const { db, workspaceId, actor } = ctx;
  const found = await rows.listEvidence(db, workspaceId, actor.id, [claimId]);
  return found.map(shown);
}

/** One piece of evidence, of a claim that the actor may see. @throws AppError not-found */
export async function getEvidence(ctx: Context, id: string): Promise<Evidence> {
  const { row } = await findWithClaim(ctx, id);
  if (row.deletedAt) throw new AppError('not-found', 'not-found');
  return shown(row);
}

/**
 * Attaches a source to a claim. Its quote is looked for in the snapshot at once;
 * whoever attaches what has no text to search vouches for it.
 *
 * @throws AppError forbidden, not-found, conflict for a claim that is gone, invalid
 */
export async function attachEvidence(
  ctx: Context,
  claimId: string,
  input: unknown,
): Promise<Evidence> {
  permit(canCheck(ctx.actor));
  const given = parse(NewEvidence, input);
  const { workspaceId, actor } = ctx;
  const { id = newId(), source, stance, note = '' } = given;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockAnnotation(tx, workspaceId, claimId);
    const claim = await findClaim(inside, claimId);
    const { snapshot, checked } = await search(inside, source, given.snapshot, {
      quote: given.quote ?? '',
      locator: wholeLocator(given.locator),
    });
    const added = await rows.insertEvidence(tx, {
      ...{ workspaceId, id, claimId, sourceId: source, stance, note },
      ...columnsOf(checked),
      snapshotId: snapshot,
      attestedBy: checked.quoteCheck === 'attested' ? actor.id : null,
      createdBy: actor.id,
    });
    if (!added) throw new AppError('conflict', 'id-taken');
    return record(inside, tx, id, claim, 'evidence.create');
  });
}

/**
 * Changes a piece of evidence; with other words or another snapshot it is looked
 * for anew, and who vouches for it begins anew. `confirmedBy` with the actor's own
 * id confirms what another attests.
 *
 * @throws AppError forbidden, not-found, stale, invalid, also where a verdict rests on it as it was
 */
export async function changeEvidence(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Evidence> {
  const change = parse(EvidencePatch, input);
  const { workspaceId, actor } = ctx;
  return write(ctx, id, seen, async (inside, tx, before, claim) => {
    if (before.source.id === null) throw new AppError('forbidden', 'forbidden');
    const { stance, note, confirmedBy } = change;
    const anew =
      change.quote !== undefined ||
      change.locator !== undefined ||
      change.snapshot !== undefined;
    let attests = before.attestedBy;
    const columns: Parameters<typeof rows.updateEvidence>[3] = {};
    if (stance !== undefined) columns.stance = stance;
    if (note !== undefined) columns.note = note;
    if (anew) {
      const { snapshot, checked } = await search(
        inside,
        before.sourceId,
        change.snapshot === undefined ? before.snapshot : change.snapshot,
        {
          quote: change.quote ?? before.quote,
          locator: relocated(before, change),
        },
      );
      attests =
        checked.quoteCheck === 'attested'
          ? { id: actor.id, name: actor.name }
          : null;
      Object.assign(columns, columnsOf(checked), {
        snapshotId: snapshot,
        attestedBy: attests?.id ?? null,
        confirmedBy: null,
        confirmedAt: null,
      });
    }
    if (confirmedBy !== undefined) {
      if (confirmedBy !== null) expectSecond(actor.id, attests, confirmedBy);
      columns.confirmedBy = confirmedBy;
      columns.confirmedAt = confirmedBy === null ? null : new Date();
    }
    await rows.updateEvidence(tx, workspaceId, id, columns);
    await expectStillSupported(inside, claim);
    return record(inside, tx, id, claim, 'evidence.change');
  });
}

/** Where it is said to stand after a change; the words' old place is no hint for others. */
function relocated(
  before: EvidenceRow,
  {
    quote,
    locator,
  }: { quote?: string | undefined; locator?: PartialLocator | undefined },
): Locator {
  if (locator) return wholeLocator(locator);
  const { page, time } = before.locator;
  return quote === undefined ? before.locator : wholeLocator({ page, time });
}

/** @throws AppError invalid where there is nothing to confirm, or the same person would */
function expectSecond(
  actorId: string,
  attestedBy: { id: string } | null,
  confirmedBy: string,
): void {
  if (!attestedBy) throw invalid('confirmedBy', 'confirm-nothing');
  if (confirmedBy !== actorId) throw invalid('confirmedBy', 'confirm-other');
  if (attestedBy.id === actorId) throw invalid('confirmedBy', 'confirm-own');
}

/** Takes a piece of evidence away; `restoreEvidence` brings it back for 30 days. @throws AppError invalid while a verdict rests on it alone */
export async function removeEvidence(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  await write(ctx, id, seen, async (inside, tx, before, claim) => {
    if (before.source.id === null) throw new AppError('forbidden', 'forbidden');
    const deletedAt = new Date();
    await rows.updateEvidence(tx, ctx.workspaceId, id, { deletedAt });
    await expectStillSupported(inside, claim);
    return record(inside, tx, id, claim, 'evidence.delete');
  });
}

/** Brings a piece of evidence back. @throws AppError forbidden, not-found, conflict after 30 days */
export async function restoreEvidence(
  ctx: Context,
  id: string,
): Promise<Evidence> {
  permit(canCheck(ctx.actor));
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const { row, claim } = await findWithClaim(inside, id);
    if (!row.deletedAt) return shown(row);
    expectRestorable(row.deletedAt);
    await lockAnnotation(tx, ctx.workspaceId, claim.id);
    await rows.updateEvidence(tx, ctx.workspaceId, id, { deletedAt: null });
    return record(inside, tx, id, claim, 'evidence.restore');
  });
}

/** @throws AppError invalid, in the words of what was asked for, when the claim's verdict would have nothing to rest on */
async function expectStillSupported(
  inside: Context,
  { id, claim }: AnnotationRow,
): Promise<void> {
  if (!claim) return;
  await expectSupported(inside, id, claim).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('conflict', 'verdict-rests', {
      params: { number: claim.number ?? 0 },
    });
  });
}

/** Looks for a quote in a source's snapshot: the one that is named, else the newest. */
async function search(
  ctx: Context,
  sourceId: string,
  named: string | null | undefined,
  quoted: { quote: string; locator: Locator },
): Promise<{ snapshot: string | null; checked: Checked }> {
  const source = await getSource(ctx, sourceId).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw invalid('source', 'source-unknown');
  });
  if (source.withdrawn !== null) throw invalid('source', 'source-withdrawn');
  const id = named ?? source.snapshots[0]?.id ?? null;
  const found = id && (await findSnapshot(ctx.db, ctx.workspaceId, id));
  if (id && (!found || found.source !== sourceId)) {
    throw invalid('snapshot', 'snapshot-unknown');
  }
  const checked = await checkQuote(ctx, found || null, quoted);
  return { snapshot: id, checked };
}

const columnsOf = ({ quote, quoteCheck, cutsFigure, locator }: Checked) => ({
  quote,
  quoteCheck,
  cutsFigure,
  ...rows.placeColumns(
    locator,
    locator.time === null ? null : secondsOf(locator.time),
  ),
});

async function write<T>(
  ctx: Context,
  id: string,
  seen: number | null,
  work: (
    inside: Context,
    tx: Tx,
    before: EvidenceRow,
    claim: AnnotationRow,
  ) => Promise<T>,
): Promise<T> {
  permit(canCheck(ctx.actor));
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const { claim } = await findWithClaim(inside, id);
    await lockAnnotation(tx, ctx.workspaceId, claim.id);
    const { row } = await findWithClaim(inside, id);
    if (row.deletedAt) throw new AppError('not-found', 'not-found');
    expectRevision(seen, row.revision, () => shown(row));
    return work(inside, tx, row, claim);
  });
}

/** @throws AppError not-found, also where the claim is not the actor's to see */
async function findWithClaim(
  ctx: Context,
  id: string,
): Promise<{ row: EvidenceRow; claim: AnnotationRow }> {
  const { db, workspaceId, actor } = ctx;
  const row = await rows.findEvidence(db, workspaceId, actor.id, id);
  if (!row) throw new AppError('not-found', 'not-found');
  return { row, claim: await findClaim(ctx, row.claim) };
}

/** @throws AppError not-found where there is none, conflict where it has been removed */
async function findClaim(ctx: Context, id: string): Promise<AnnotationRow> {
  const claim = await find(ctx, id);
  if (claim.kind !== 'claim') throw new AppError('not-found', 'not-found');
  if (claim.deletedAt) throw new AppError('conflict', 'claim-gone');
  return claim;
}

const shown = ({
  deletedAt: _,
  sourceId: __,
  ...evidence
}: EvidenceRow): Evidence => evidence;

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  claim: AnnotationRow,
  verb: string,
): Promise<Evidence> {
  const { workspaceId, actor } = ctx;
  const after = await rows.findEvidence(tx, workspaceId, actor.id, id);
  if (!after) throw new AppError('not-found', 'not-found');
  const { stance, quoteCheck, sourceId, quote, note, locator } = after;
  await recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb,
    objectId: id,
    articleId: claim.articleId,
    revision: after.revision,
    // Of whoever may not know of the source, `activity.server.ts` keeps its words back.
    detail: {
      ...{ claim: claim.id, stance, quoteCheck, source: sourceId },
      ...{ quote, note, locator },
    },
  });
  return shown(after);
}
