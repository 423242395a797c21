import { annotate } from '#app/annotations/creation.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { placeNamed, spanFaults } from '#app/annotations/placing.server.ts';
import { getText } from '#app/articles/articles.server.ts';
import {
  expectRevision,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canCheck, canEditArticles } from '#app/people/policy.ts';
import { NewQuery, QueryPatch } from '#app/queries/query.schema.ts';
import type { Query } from '#app/queries/query.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/queries.ts';
import { transaction } from '#db/transaction.ts';

/** An article's queries, by where they are. @throws AppError not-found */
export async function listQueries(
  ctx: Context,
  articleId: string,
): Promise<Query[]> {
  await getText(ctx, articleId);
  await carryLate(ctx, articleId);
  return rows.listQueries(ctx.db, ctx.workspaceId, articleId);
}

/** @throws AppError not-found */
export async function getQuery(ctx: Context, id: string): Promise<Query> {
  const found = await rows.findQuery(ctx.db, ctx.workspaceId, id);
  if (!found) throw new AppError('not-found', 'not-found');
  await getText(ctx, found.article);
  return found;
}

/** Asks about words of an article. @throws AppError forbidden, not-found, invalid, conflict */
export async function createQuery(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Query> {
  const { id, question, addressee, name, ...words } = parse(NewQuery, input);
  const made = await annotate(
    ctx,
    articleId,
    {
      content: {
        ...{ kind: 'query', body: question, tags: [], visibility: 'team' },
        ...{ colour: null, replacement: null, claim: null, resolved: false },
        ...{ assignee: null, due: null },
      },
      place: placeNamed(articleId, words),
      foreign: {},
      foreignId: null,
    },
    id,
  ).catch((error: unknown) => {
    throw error instanceof AppError ? spanFaults(error) : error;
  });
  if (addressee === 'author' && name === '') return getQuery(ctx, made.id);
  return changeQuery(ctx, made.id, 1, { addressee, name });
}

/**
 * Writes down whom it is for, what was answered, or what an editor decides. Another
 * answer takes what was decided back.
 *
 * @throws AppError forbidden, not-found, stale, invalid
 */
export async function changeQuery(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Query> {
  permit(canCheck(ctx.actor));
  const { answeredBy, ...patch } = parse(QueryPatch, input);
  if (patch.decision !== undefined) permit(canEditArticles(ctx.actor));
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockQuery(tx, ctx.workspaceId, id);
    const before = await getQuery(inside, id);
    expectRevision(seen, before.revision, () => before);
    return write(inside, tx, before, {
      ...patch,
      answeredBy: answeredBy || ctx.actor.name,
    });
  });
}

type Change = {
  addressee?: Query['addressee'] | undefined;
  name?: string | undefined;
  answer?: string | null | undefined;
  decision?: string | null | undefined;
  answeredBy: string;
};

/** Writes a change and its trail; the query must be locked. Who answers through a link acts under whoever made it. */
export async function write(
  ctx: Context,
  tx: Tx,
  before: Query,
  change: Change,
): Promise<Query> {
  const { workspaceId, actor } = ctx;
  const { answeredBy } = change;
  const { addressee = before.addressee, name = before.name } = change;
  const { answer = before.answer } = change;
  const isAnswered = answer !== before.answer;
  const { decision = isAnswered ? null : before.decision } = change;
  const isDecided = decision !== before.decision;
  await rows.updateQuery(tx, workspaceId, before.id, {
    ...{ addressee, name, answer },
    answeredBy:
      answer === null ? null : isAnswered ? answeredBy : before.answeredBy,
    decision,
    decidedBy:
      decision === null
        ? null
        : isDecided
          ? actor.id
          : (before.decidedBy?.id ?? null),
  });
  const verb = isAnswered ? 'answer' : isDecided ? 'decide' : 'change';
  await recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb: `query.${verb}`,
    objectId: before.id,
    articleId: before.article,
    detail: {
      ...(isAnswered ? { answeredBy, body: answer } : {}),
      ...(!isAnswered && isDecided ? { body: decision } : {}),
    },
  });
  return getQuery(ctx, before.id);
}
