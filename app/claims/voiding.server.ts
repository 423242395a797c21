import { detailOf } from '#app/annotations/trail.ts';
import type { Db, Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { findAnnotations } from '#db/queries/annotations.ts';
import { voidClaims } from '#db/queries/claims.ts';

/**
 * Takes claims back to unchecked: their words have changed, or what they rested
 * on has fallen. What they were is remembered, and said in the trail. Ids of what
 * is no claim, or unchecked already, are passed over. Returns those that fell.
 *
 * @param why what the trail says of it, such as the version
 */
export async function takeBack(
  tx: Db | Tx,
  workspaceId: string,
  actorId: string,
  ids: readonly string[],
  why: Record<string, unknown>,
): Promise<string[]> {
  const fallen = await voidClaims(tx, workspaceId, ids);
  if (fallen.length === 0) return [];
  const after = await findAnnotations(tx, workspaceId, fallen);
  await recordActivity(
    tx,
    workspaceId,
    ...after.map(annotation => ({
      personId: actorId,
      verb: 'annotation.void',
      objectId: annotation.id,
      articleId: annotation.articleId,
      revision: annotation.revision,
      detail: { ...detailOf(annotation, null), ...why },
    })),
  );
  return fallen;
}
