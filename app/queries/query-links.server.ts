import { getText, versionContent } from '#app/articles/articles.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import type { Desk } from '#app/people/accounts.server.ts';
import { canCheck } from '#app/people/policy.ts';
import { makeSecret, readSecret } from '#app/people/secret.server.ts';
import { write } from '#app/queries/queries.server.ts';
import { Answers, NewQueryLink } from '#app/queries/query.schema.ts';
import type { Asked, Query, QueryLink } from '#app/queries/query.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { findAccount } from '#db/queries/people.ts';
import * as rows from '#db/queries/queries.ts';
import type { QueryLinkRow } from '#db/queries/queries.ts';
import { transaction } from '#db/transaction.ts';

const PREFIX = 'qu_';
const DAY_MS = 86_400_000;

const bare = ({ article: _, by: __, ...link }: QueryLinkRow): QueryLink => link;

/** The links through which an article's queries are answered, newest first. @throws AppError forbidden, not-found */
export async function listQueryLinks(
  ctx: Context,
  articleId: string,
): Promise<QueryLink[]> {
  permit(canCheck(ctx.actor));
  await getText(ctx, articleId);
  const { db, workspaceId } = ctx;
  return (await rows.listQueryLinks(db, workspaceId, articleId)).map(bare);
}

/** Makes one; its token is returned once and not kept. @throws AppError forbidden, not-found, invalid */
export async function makeQueryLink(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<{ link: QueryLink; token: string }> {
  permit(canCheck(ctx.actor));
  const { name, days, queries } = parse(NewQueryLink, input);
  await getText(ctx, articleId);
  const { workspaceId, actor } = ctx;
  const { text: token, secretHash } = makeSecret(workspaceId, PREFIX);
  const id = newId();
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  return transaction(ctx.db, async tx => {
    const known = await rows.listQueries(tx, workspaceId, articleId);
    const asked = [...new Set(queries)];
    if (!asked.every(one => known.some(query => query.id === one))) {
      throw invalid('queries', 'query-unknown');
    }
    await rows.insertQueryLink(tx, workspaceId, articleId, {
      ...{ id, secretHash, name, by: actor.id, expiresAt, queries: asked },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'query-link.create',
      objectId: id,
      articleId,
      detail: { name, queries: asked },
    });
    const made = await rows.findQueryLink(tx, workspaceId, { id });
    if (!made) throw new Error('A link was made');
    return { link: bare(made), token };
  });
}

/** Ends a link. @throws AppError forbidden, not-found where there is none that is open */
export async function revokeQueryLink(ctx: Context, id: string): Promise<void> {
  permit(canCheck(ctx.actor));
  const { workspaceId, actor } = ctx;
  await transaction(ctx.db, async tx => {
    const link = await rows.findQueryLink(tx, workspaceId, { id });
    if (link?.state !== 'open') throw new AppError('not-found', 'not-found');
    await getText(within(ctx, tx), link.article);
    await rows.revokeQueryLink(tx, workspaceId, id);
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'query-link.revoke',
      objectId: id,
      articleId: link.article,
    });
  });
}

/** Whether a link can be used, and for how many questions; shows nothing of them. @throws AppError not-found, conflict */
export async function lookAtQueryLink(
  desk: Desk,
  token: string,
): Promise<{ name: string; count: number }> {
  const { name, queries } = await find(desk, token);
  return { name, count: queries.length };
}

/** What a link asks: passages and questions, nothing else. @throws AppError not-found, conflict when it is revoked or expired */
export async function openQueryLink(desk: Desk, token: string): Promise<Asked> {
  const link = await find(desk, token);
  const ctx = await behind(desk, link);
  await carryLate(ctx, link.article);
  const found = await askedBy(ctx, link);
  const [first] = found;
  const words =
    first && (await versionContent(ctx, link.article, first.version));
  return {
    name: link.name,
    items: found.map(query => {
      const { id, start, end, quote, question, answer, decision } = query;
      const asked = { id, question, answer, decided: decision !== null };
      if (start === null || end === null || !words) {
        return { ...asked, passage: quote, start: 0, end: quote.length };
      }
      const touched = words.sentences.filter(([s, e]) => s < end && start < e);
      const from = Math.min(start, ...touched.map(([s]) => s));
      const to = Math.max(end, ...touched.map(([, e]) => e));
      return {
        ...asked,
        passage: words.text.slice(from, to),
        start: start - from,
        end: end - from,
      };
    }),
  };
}

/** Writes answers down; those that are empty, or decided already, stay as they are. @throws AppError not-found, conflict, invalid */
export async function answerQueries(
  desk: Desk,
  token: string,
  input: unknown,
): Promise<void> {
  const answers = parse(Answers, input);
  await transaction(desk.db, async tx => {
    const inside = { ...desk, db: tx };
    const link = await find(inside, token);
    const ctx = await behind(inside, link);
    for (const id of [...link.queries].sort()) {
      await rows.lockQuery(tx, desk.workspaceId, id);
    }
    for (const query of await askedBy(ctx, link)) {
      const answer = answers[query.id] ?? '';
      const settled = query.decision !== null || answer === query.answer;
      if (answer === '' || settled) continue;
      await write(ctx, tx, query, { answer, answeredBy: link.name });
    }
  });
}

/** A link that can be used. @throws AppError not-found, conflict */
async function find(
  { db, workspaceId }: Desk,
  token: string,
): Promise<QueryLinkRow> {
  const secret = readSecret(token, PREFIX);
  const link =
    secret?.workspaceId === workspaceId
      ? await rows.findQueryLink(db, workspaceId, {
          secretHash: secret.secretHash,
        })
      : null;
  if (!link) throw new AppError('not-found', 'link-unknown');
  if (link.state !== 'open') {
    throw new AppError('conflict', `answer-link-${link.state}`);
  }
  return link;
}

/**
 * Whoever made the link stands behind what comes through it: once they may not
 * see the article, or are gone, neither may who has the link.
 *
 * @throws AppError not-found
 */
async function behind(desk: Desk, link: QueryLinkRow): Promise<Context> {
  const actor = await findAccount(desk.db, desk.workspaceId, link.by);
  if (!actor) throw new AppError('not-found', 'link-unknown');
  const { db, workspaceId } = desk;
  const ctx: Context = { db, workspaceId, actor };
  await getText(ctx, link.article);
  return ctx;
}

async function askedBy(
  { db, workspaceId }: Context,
  { article, queries }: QueryLinkRow,
): Promise<Query[]> {
  const all = await rows.listQueries(db, workspaceId, article);
  return all.filter(({ id }) => queries.includes(id));
}
