import type { StoredContent } from '#app/annotations/annotation.ts';
import { claimContentOf } from '#app/claims/claim.ts';

/** What the trail calls it. */
export const nounOf = ({
  kind,
}: Pick<StoredContent, 'kind'>): 'reply' | 'annotation' =>
  kind === 'reply' ? 'reply' : 'annotation';

/** What an annotation has become, for the trail; what is undefined is not written. */
export function detailOf(
  after: StoredContent,
  replyTo: string | null,
): Record<string, unknown> {
  const { kind, colour, replacement, body, tags, visibility, resolved } = after;
  if (kind === 'reply') return { annotation: replyTo, body, visibility };
  return {
    kind,
    colour,
    body,
    tags,
    visibility,
    resolved,
    assignee: after.assignee,
    due: after.due,
    replacement: replacement ?? undefined,
    claim: after.claim ? claimContentOf(after.claim) : undefined,
  };
}
