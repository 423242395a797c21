import { and, eq, sql } from 'drizzle-orm';

import type { Passage } from '#app/articles/article.ts';
import type { TextEdit } from '#app/articles/text-edit.ts';
import type { Db, Tx } from '#db/client.ts';
import { drafts } from '#db/schema/articles.ts';
import { people } from '#db/schema/people.ts';

/** The next version of an article while it is being made. */
export type DraftRow = {
  /** The version that it was made from. */
  base: number;
  passages: Passage[];
  byline: string[];
  publishedAt: string | null;
  edits: TextEdit[];
  revision: number;
  updatedBy: { id: string; name: string };
  updatedAt: Date;
};

const isOf = (workspaceId: string, articleId: string) =>
  and(eq(drafts.workspaceId, workspaceId), eq(drafts.articleId, articleId));

/** An article's draft; null when there is none. */
export async function findDraft(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<DraftRow | null> {
  const { base, passages, byline, publishedAt, edits, revision } = drafts;
  const rows = await db
    .select({
      ...{ base, passages, byline, publishedAt, edits, revision },
      updatedBy: { id: people.id, name: people.name },
      updatedAt: drafts.updatedAt,
    })
    .from(drafts)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, drafts.workspaceId),
        eq(people.id, drafts.updatedBy),
      ),
    )
    .where(isOf(workspaceId, articleId));
  return rows[0] ?? null;
}

type Words = Pick<
  DraftRow,
  'base' | 'passages' | 'byline' | 'publishedAt' | 'edits'
>;

/** Keeps a draft as it is now; raises the revision of one that is there. */
export async function upsertDraft(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  updatedBy: string,
  draft: Words,
): Promise<void> {
  await tx
    .insert(drafts)
    .values({ workspaceId, articleId, updatedBy, ...draft })
    .onConflictDoUpdate({
      target: [drafts.workspaceId, drafts.articleId],
      set: {
        ...draft,
        updatedBy,
        updatedAt: sql`now()`,
        revision: sql`${drafts.revision} + 1`,
      },
    });
}

/** Lets go of a draft. */
export async function deleteDraft(
  tx: Tx,
  workspaceId: string,
  articleId: string,
): Promise<void> {
  await tx.delete(drafts).where(isOf(workspaceId, articleId));
}
