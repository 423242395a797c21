import { LRUCache } from 'lru-cache';

import type { Context } from '#app/context.server.ts';
import { VerbatimText } from '#app/sources/verbatim.ts';
import { findSnapshotText } from '#db/queries/sources.ts';

/** Texts that were searched lately. A snapshot never changes, so none grows stale. */
const texts = new LRUCache<string, VerbatimText>({
  // In UTF-16 units; each is held twice, as it is and folded.
  maxSize: 40_000_000,
  sizeCalculation: ({ text }) => text.length + 1,
});

/** The text of a snapshot that the actor is known to see, to look for quotes in; empty where there is none. */
export async function verbatimText(
  { db, workspaceId }: Context,
  snapshotId: string,
): Promise<VerbatimText> {
  const key = `${workspaceId} ${snapshotId}`;
  const known = texts.get(key);
  if (known) return known;
  const text = await findSnapshotText(db, workspaceId, snapshotId);
  const verbatim = new VerbatimText(text);
  texts.set(key, verbatim);
  return verbatim;
}
