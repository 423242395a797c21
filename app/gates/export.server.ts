import '#app/i18n/catalogues.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { allClaims } from '#app/claims/claims.server.ts';
import { listVerdicts } from '#app/claims/verdicts.server.ts';
import type { Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import { claimReview } from '#app/export/claimreview.ts';
import {
  claimsCsv,
  type ClaimWithEvidence,
  type Names,
} from '#app/export/claims-csv.ts';
import { makePacket } from '#app/gates/packet.server.ts';
import { translator } from '#app/i18n/i18n.ts';
import { listPublicEvidence } from '#db/queries/evidence.ts';
import { listMembers, workspaceName } from '#db/queries/people.ts';

/** What an article can be exported as. */
export const EXPORT_FORMATS = ['claimreview', 'csv', 'packet'] as const;

/** A file that leaves the desk. */
export type Exported = { content: string; mediaType: string; name: string };

/**
 * What has been found of an article, as a file. Of confidential sources it says
 * no more than who holds them, whoever asks: a file goes on to others.
 *
 * @throws AppError not-found, invalid for a format that there is not
 */
export async function exportArticle(
  ctx: Context,
  articleId: string,
  format: string,
  base: string,
): Promise<Exported> {
  const known = EXPORT_FORMATS.find(one => one === format);
  if (!known) {
    throw invalid('format', 'export-format', {
      formats: EXPORT_FORMATS.join(', '),
    });
  }
  const { value: article } = await getArticle(ctx, articleId);
  const claims = await withEvidence(ctx, articleId);
  const names = await namesFor(ctx);
  const name = `claims-${articleId.slice(-12)}`;
  if (known === 'csv') {
    return {
      content: claimsCsv(claims, names),
      mediaType: 'text/csv; charset=utf-8',
      name: `${name}.csv`,
    };
  }
  if (known === 'packet') {
    return {
      content: await makePacket(ctx, article, claims, names),
      mediaType: 'text/html; charset=utf-8',
      name: `packet-${articleId.slice(-12)}.html`,
    };
  }
  const desk = await workspaceName(ctx.db, ctx.workspaceId);
  const reviewer = {
    name: desk || article.publisher || new URL(base).host,
    url: base,
  };
  return {
    content: claimReview({ article, claims, reviewer, base, names }),
    mediaType: 'application/ld+json; charset=utf-8',
    name: `${name}.jsonld`,
  };
}

async function withEvidence(
  ctx: Context,
  articleId: string,
): Promise<ClaimWithEvidence[]> {
  const claims = await allClaims(ctx, articleId);
  const ids = claims.map(claim => claim.id);
  const found = await listPublicEvidence(ctx.db, ctx.workspaceId, ids);
  return claims.map(claim => ({
    ...claim,
    supportedBy: found.filter(one => one.claim === claim.id),
  }));
}

async function namesFor(ctx: Context): Promise<Names> {
  const t = translator(ctx.actor.language);
  const people = await listMembers(ctx.db, ctx.workspaceId);
  const values = await listVerdicts(ctx);
  return {
    person: id => people.find(person => person.id === id)?.name ?? '',
    verdict: ({ verdict, value }) =>
      values.find(one => one.id === value)?.name ?? t(`verdict.${verdict}`),
    confidential: name => t('evidence.confidential', { name }),
  };
}
