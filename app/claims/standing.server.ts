import {
  isConclusive,
  newClaim,
  verdictFault,
  type ClaimContent,
} from '#app/claims/claim.ts';
import type { ClaimTerms } from '#app/claims/claim.schema.ts';
import type { Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import * as rows from '#db/queries/claims.ts';

/**
 * A new claim: what a client says of it, the rest as its place and words say.
 *
 * @param speaker who speaks in its turn; null for the article itself
 * @throws AppError invalid for a verdict that nothing holds yet
 */
export async function settleNew(
  ctx: Context,
  terms: ClaimTerms,
  { quote, speaker }: { quote: string; speaker: string | null },
): Promise<ClaimContent> {
  const claim = await merge(ctx, newClaim(quote, speaker), terms);
  expectFaultless(claim, false);
  return claim;
}

/**
 * A claim as a change leaves it. Where the verdict is one that says how it is, a
 * finding and found evidence have to be there.
 *
 * @throws AppError invalid, saying what is missing
 */
export async function settleChange(
  ctx: Context,
  id: string,
  before: ClaimContent,
  terms: ClaimTerms,
): Promise<ClaimContent> {
  const claim = await merge(ctx, before, terms);
  await expectSupported(ctx, id, claim);
  return claim;
}

/** @throws AppError invalid where a claim's verdict lacks its finding, or evidence that was found */
export async function expectSupported(
  { db, workspaceId }: Context,
  id: string,
  claim: Pick<ClaimContent, 'verdict' | 'finding'>,
): Promise<void> {
  const evidenced =
    isConclusive(claim.verdict) &&
    (await rows.isEvidenced(db, workspaceId, id));
  expectFaultless(claim, evidenced);
}

function expectFaultless(
  claim: Pick<ClaimContent, 'verdict' | 'finding'>,
  evidenced: boolean,
): void {
  const fault = verdictFault(claim, evidenced);
  if (fault === 'finding-missing') throw invalid('finding', fault);
  if (fault === 'evidence-missing') throw invalid('verdict', fault);
}

/** A word of the workspace's own says which verdict is meant; a verdict without one is the usual word. */
async function merge(
  { db, workspaceId }: Context,
  before: ClaimContent,
  terms: ClaimTerms,
): Promise<ClaimContent> {
  const { value, verdict, ...rest } = terms;
  const after: ClaimContent = { ...before };
  if (rest.speaker !== undefined) after.speaker = rest.speaker;
  if (rest.kind !== undefined) after.kind = rest.kind;
  if (rest.priority !== undefined) after.priority = rest.priority;
  if (rest.finding !== undefined) after.finding = rest.finding;
  if (value) {
    const meaning = await rows.meaningOf(db, workspaceId, value);
    if (meaning === null || (verdict !== undefined && verdict !== meaning)) {
      throw invalid('value', 'verdict-unknown');
    }
    return { ...after, verdict: meaning, value };
  }
  if (verdict !== undefined) {
    const same = verdict === before.verdict && value === undefined;
    return { ...after, verdict, value: same ? before.value : null };
  }
  return value === null ? { ...after, value: null } : after;
}
