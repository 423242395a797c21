import type { StoredContent } from '#app/annotations/annotation.ts';
import { claimContentOf } from '#app/claims/claim.ts';

/** What the trail calls it. */
export const nounOf = ({
  kind,
}: Pick<StoredContent, 'kind'>): 'reply' | 'annotation' =>
  kind === 'reply' ? 'reply' : 'annotation';

/** What an annotation has become, for the trail. */
export function detailOf(
  after: StoredContent & { replyTo: string | null },
): Record<string, unknown> {
  const { kind, colour, replacement, body, tags, visibility, resolved } = after;
  if (kind === 'reply') return { annotation: after.replyTo, body, visibility };
  const { assignee, due, claim } = after;
  const said = { kind, colour, body, tags, visibility, resolved };
  return {
    ...said,
    ...{ assignee, due },
    ...(replacement === null ? {} : { replacement }),
    ...(claim === null ? {} : { claim: claimContentOf(claim) }),
  };
}
