import { secondsOf, timeOf } from '#app/claims/evidence.ts';
import { checkQuote, wholeLocator } from '#app/claims/quote-check.server.ts';
import type { Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/evidence.ts';
import type { SnapshotRow } from '#db/queries/sources.ts';

/** Looks in a source's new snapshot for what was quoted from the source while it had none. */
export async function recheckUnsearched(
  ctx: Context,
  tx: Tx,
  snapshot: SnapshotRow,
): Promise<void> {
  const { workspaceId, actor } = ctx;
  const waiting = await rows.listUnsearched(tx, workspaceId, snapshot.source);
  for (const {
    id,
    claim,
    article,
    quote,
    page,
    seconds,
    createdBy,
  } of waiting) {
    const time = seconds === null ? null : timeOf(seconds);
    const locator = wholeLocator({ page, time });
    const checked = await checkQuote(ctx, snapshot, { quote, locator }).catch(
      (error: unknown) => {
        // It names a page that is not there, or quotes no words: it goes on waiting.
        if (error instanceof AppError) return null;
        throw error;
      },
    );
    if (!checked) continue;
    const at = checked.locator;
    await rows.updateEvidence(tx, workspaceId, id, {
      snapshotId: snapshot.id,
      quoteCheck: checked.quoteCheck,
      cutsFigure: checked.cutsFigure,
      ...rows.placeColumns(at, at.time === null ? null : secondsOf(at.time)),
      attestedBy: checked.quoteCheck === 'attested' ? createdBy : null,
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'evidence.check',
      objectId: id,
      articleId: article,
      detail: {
        ...{ claim, source: snapshot.source, quoteCheck: checked.quoteCheck },
      },
    });
  }
}
