import '#app/i18n/catalogues.server.ts';
import { annotate } from '#app/annotations/creation.server.ts';
import { placeNamed } from '#app/annotations/placing.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import {
  inconsistenciesIn,
  type ConsistencyDecision,
  type ConsistencyRule,
  type Suggestion,
} from '#app/consistency/consistency.ts';
import { DecideConsistency } from '#app/consistency/consistency.schema.ts';
import { permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { translator } from '#app/i18n/i18n.ts';
import { parse } from '#app/parse.server.ts';
import { canCheck } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { lockArticle } from '#db/queries/articles.ts';
import * as rows from '#db/queries/consistency.ts';
import { transaction } from '#db/transaction.ts';

/** What an article says in two ways, each with what was made of it. */
export type Consistency = {
  version: number;
  items: (Suggestion & { decision: ConsistencyDecision | null })[];
};

/** Of the newest version. @throws AppError not-found */
export async function getConsistency(
  ctx: Context,
  articleId: string,
): Promise<Consistency> {
  const { value: article } = await getArticle(ctx, articleId);
  const { db, workspaceId } = ctx;
  const decided = await rows.listDecisions(db, workspaceId, articleId);
  const { text, blocks, sentences, byline, publishedAt, version } = article;
  const speakers = blocks.flatMap(({ speaker }) => speaker ?? []);
  const found = inconsistenciesIn({
    ...{ text, blocks, sentences },
    names: [...new Set([...speakers, ...byline])],
    year: publishedAt === null ? null : Number(publishedAt.slice(0, 4)),
  });
  return {
    version,
    items: found.map(one => ({
      ...one,
      decision: decided.get(one.key) ?? null,
    })),
  };
}

/** Those whose other words can stand in the text as they are. */
const REPLACES: readonly ConsistencyRule[] = ['number', 'date', 'name'];

/**
 * Takes a suggestion up, as a suggested edit or a note at its place, or dismisses
 * it; either once for all versions.
 *
 * @throws AppError forbidden, not-found, invalid, conflict where it is decided, or of an older version
 */
export async function decideConsistency(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Consistency> {
  permit(canCheck(ctx.actor));
  const { version, key, decision } = parse(DecideConsistency, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const now = await getConsistency(inside, articleId);
    if (version !== now.version) {
      throw new AppError('conflict', 'version-stale', {
        params: { version: now.version },
        current: { version: now.version },
      });
    }
    const one = now.items.find(item => item.key === key);
    if (!one) throw invalid('key', 'suggestion-unknown');
    if (one.decision) throw new AppError('conflict', 'suggestion-decided');
    await rows.insertDecision(tx, workspaceId, articleId, {
      ...{ key, decision, by: actor.id },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: `consistency.${decision === 'accepted' ? 'accept' : 'dismiss'}`,
      objectId: articleId,
      articleId,
      detail: { key, version },
    });
    if (decision === 'accepted') await takeUp(inside, articleId, version, one);
    return getConsistency(inside, articleId);
  });
}

async function takeUp(
  ctx: Context,
  articleId: string,
  version: number,
  { rule, start, end, found, against }: Suggestion,
): Promise<void> {
  const t = translator(ctx.actor.language);
  const replaces = REPLACES.includes(rule);
  await annotate(ctx, articleId, {
    content: {
      kind: replaces ? 'edit' : 'note',
      body: t(`consistency.${rule}`, { found, against }),
      replacement: replaces ? against : null,
      ...{ tags: [], visibility: 'team', colour: null, claim: null },
      ...{ resolved: false, assignee: null, due: null },
    },
    place: placeNamed(articleId, { version, start, end }),
    foreign: {},
    foreignId: null,
  });
}
