import { and, eq, sql } from 'drizzle-orm';

import type { Db, Tx } from '#db/client.ts';
import { readingPositions } from '#db/schema/articles.ts';

type Place = { articleId: string; version: number };

/** How far somebody has read an article, and in which version; null when that is not known. */
export async function findReadingPosition(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  articleId: string,
): Promise<{ version: number; start: number } | null> {
  const [row] = await db
    .select({
      version: readingPositions.version,
      start: readingPositions.start,
    })
    .from(readingPositions)
    .where(
      and(
        eq(readingPositions.workspaceId, workspaceId),
        eq(readingPositions.personId, personId),
        eq(readingPositions.articleId, articleId),
      ),
    );
  return row ?? null;
}

export async function upsertReadingPosition(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  { articleId, version, start }: Place & { start: number },
): Promise<void> {
  await db
    .insert(readingPositions)
    .values({ workspaceId, personId, articleId, version, start })
    .onConflictDoUpdate({
      target: [
        readingPositions.workspaceId,
        readingPositions.personId,
        readingPositions.articleId,
      ],
      set: { version, start, updatedAt: sql`now()` },
    });
}
