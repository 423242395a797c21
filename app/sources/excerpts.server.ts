import type { Context } from '#app/context.server.ts';
import type { Excerpt } from '#app/sources/excerpt.ts';
import { verbatimText } from '#app/sources/snapshot-text.server.ts';
import { restingOn } from '#app/sources/sources.server.ts';
import { listQuoted } from '#db/queries/evidence.ts';

/** As much as is shown around a quote on either side. */
const AROUND = 60;

/** What is quoted from a source, in its snapshots' order, with the claims that the actor may see. @throws AppError not-found */
export async function excerptsOf(
  ctx: Context,
  sourceId: string,
): Promise<Excerpt[]> {
  const claims = new Map(
    (await restingOn(ctx, sourceId)).map(claim => [claim.id, claim]),
  );
  const { db, workspaceId, actor } = ctx;
  const excerpts = new Map<string, Excerpt>();
  for (const row of await listQuoted(db, workspaceId, actor.id, sourceId)) {
    const claim = claims.get(row.claim);
    if (!claim) continue;
    const { id, snapshot, quote, locator, quoteCheck, stance } = row;
    const key = `${snapshot} ${locator.start} ${locator.time} ${quote}`;
    let excerpt = excerpts.get(key);
    if (!excerpt) {
      const around = await aroundIn(ctx, snapshot, locator.start, locator.end);
      excerpt = {
        ...{ id, snapshot, quote, locator, quoteCheck },
        ...around,
        claims: [],
      };
      excerpts.set(key, excerpt);
    }
    const { number, article, verdict } = claim;
    excerpt.claims.push({
      ...{ id: claim.id, number, article, verdict, stance },
      said: claim.statement || claim.quote,
    });
  }
  return [...excerpts.values()];
}

/** The rest of the sentences that a quote stands in. */
async function aroundIn(
  ctx: Context,
  snapshot: string | null,
  start: number | null,
  end: number | null,
): Promise<{ before: string; after: string }> {
  if (snapshot === null || start === null || end === null) {
    return { before: '', after: '' };
  }
  const { text } = await verbatimText(ctx, snapshot);
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const cut = /[\s\S]*[。！？!?；\n]/.exec(before)?.[0].length ?? 0;
  const stop = /[。！？!?；\n]/.exec(after);
  return {
    before: before.slice(cut).trimStart(),
    after: (stop ? after.slice(0, stop.index + 1) : after).trimEnd(),
  };
}
