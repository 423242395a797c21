import { getText } from '#app/articles/articles.server.ts';
import { layOut } from '#app/claims/checks.server.ts';
import { isDecided } from '#app/claims/claim.ts';
import { allClaims } from '#app/claims/claims.server.ts';
import { BYSTANDER, coverageOf } from '#app/claims/coverage.ts';
import { factsIn, uncheckedOf } from '#app/claims/leftovers.ts';
import { NewCorrection, Publish, Withdraw } from '#app/gates/gate.schema.ts';
import type { Correction, Publication, Reason, Rule } from '#app/gates/gate.ts';
import { getSigning } from '#app/gates/sign-offs.server.ts';
import { articleStates } from '#app/gates/states.server.ts';
import { getWorkflow } from '#app/gates/workflow.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles } from '#app/people/policy.ts';
import { listQueries } from '#app/queries/queries.server.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { lockArticle } from '#db/queries/articles.ts';
import * as rows from '#db/queries/gates.ts';
import type { PublicationRow } from '#db/queries/gates.ts';
import { transaction } from '#db/transaction.ts';

/** @throws AppError not-found */
export async function getPublication(
  ctx: Context,
  articleId: string,
): Promise<Publication> {
  const { db, workspaceId } = ctx;
  const laid = await layOut(ctx, articleId);
  const [{ rules }, signing, all, claims, corrections, queries, states] =
    await Promise.all([
      getWorkflow(ctx),
      getSigning(ctx, articleId),
      rows.listPublications(db, workspaceId, articleId),
      allClaims(ctx, articleId),
      rows.listCorrections(db, workspaceId, articleId),
      listQueries(ctx, articleId),
      articleStates(ctx, [articleId]),
    ]);
  const [last] = all;
  const published = last && !last.withdrawn ? last : null;
  const unsigned = signing.gates.filter(({ state }) => state !== 'signed');
  const runs = coverageOf(laid.covering, BYSTANDER);
  const facts = factsIn(laid.words.blocks).filter(
    ({ kind }) => kind === 'number' || kind === 'date',
  );
  const counts: Record<Rule, number> = {
    'gates-unsigned': unsigned.length,
    'claims-open': claims.filter(mustBeFixed).length,
    'numbers-unchecked': uncheckedOf(facts, runs).length,
    'queries-open': queries.filter(({ state }) => state !== 'decided').length,
  };
  const reasons: Reason[] = rules.flatMap(reason =>
    counts[reason] > 0 ? [{ reason, count: counts[reason] }] : [],
  );
  if (published?.version === laid.version) {
    reasons.unshift({ reason: 'published-already', count: 1 });
  } else if (published) {
    // What readers had and have no longer is told to them.
    const isTold = corrections.some(({ to }) => to === laid.version);
    if (!isTold) reasons.push({ reason: 'change-unrecorded', count: 1 });
  }
  return {
    state: states.get(articleId) ?? 'draft',
    version: laid.version,
    published: published && bare(published),
    withdrawn: last?.withdrawn ?? null,
    reasons,
  };
}

const bare = ({ withdrawn: _, ...rest }: PublicationRow) => rest;

/** What can't go out as it is: what matters most and is open, and what was found wrong and still stands. */
const mustBeFixed = ({
  verdict,
  priority,
  resolved,
}: Awaited<ReturnType<typeof allClaims>>[number]): boolean =>
  isDecided(verdict)
    ? (verdict === 'false' || verdict === 'misleading') && !resolved
    : priority === 'high';

/**
 * Publishes the newest version. Refused with all reasons that the workspace has
 * set.
 *
 * @throws AppError forbidden, not-found, invalid, conflict
 */
export async function publish(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Publication> {
  permit(canEditArticles(ctx.actor));
  const { version } = parse(Publish, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    await getText(inside, articleId, version);
    const now = await getPublication(inside, articleId);
    if (version !== now.version) {
      throw new AppError('conflict', 'version-stale', {
        params: { version: now.version },
        current: { version: now.version },
      });
    }
    if (now.reasons.length > 0) {
      throw new AppError('conflict', 'publish-refused', {
        params: { count: now.reasons.length },
        reasons: now.reasons,
      });
    }
    const id = newId();
    await rows.insertPublication(tx, workspaceId, articleId, {
      ...{ id, version, by: actor.id },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'article.publish',
      objectId: articleId,
      articleId,
      detail: { version },
    });
    return getPublication(inside, articleId);
  });
}

/** Takes what is published back. @throws AppError forbidden, not-found, invalid, conflict where nothing is */
export async function withdraw(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Publication> {
  permit(canEditArticles(ctx.actor));
  const { reason } = parse(Withdraw, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const { published } = await getPublication(inside, articleId);
    if (!published) throw new AppError('conflict', 'not-published');
    await rows.withdrawPublication(tx, workspaceId, published.id, {
      ...{ by: actor.id, reason },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'article.withdraw',
      objectId: articleId,
      articleId,
      detail: { version: published.version, body: reason },
    });
    return getPublication(inside, articleId);
  });
}

/** What was changed after publication, newest first. @throws AppError not-found */
export async function getCorrections(
  ctx: Context,
  articleId: string,
): Promise<Correction[]> {
  await getText(ctx, articleId);
  return rows.listCorrections(ctx.db, ctx.workspaceId, articleId);
}

/**
 * Records what was wrong, and what readers are told: of a version that was
 * published, put right in a later one.
 *
 * @throws AppError forbidden, not-found, invalid, conflict
 */
export async function addCorrection(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Correction> {
  permit(canEditArticles(ctx.actor));
  const { kind, from, to, wrong, text } = parse(NewCorrection, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const { newest } = await getText(inside, articleId);
    if (to <= from) throw invalid('to', 'correction-order');
    if (to > newest) throw invalid('to', 'version-invalid');
    const all = await rows.listPublications(tx, workspaceId, articleId);
    if (!all.some(({ version }) => version === from)) {
      throw new AppError('conflict', 'not-published');
    }
    const id = newId();
    await rows.insertCorrection(tx, workspaceId, articleId, {
      ...{ id, kind, from, to, wrong, text, by: actor.id },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'correction.create',
      objectId: id,
      articleId,
      detail: { kind, from, to, body: text },
    });
    const [made] = await rows.listCorrections(tx, workspaceId, articleId);
    if (!made) throw new Error('A correction was written');
    return made;
  });
}
