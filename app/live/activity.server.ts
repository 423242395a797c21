import { getAnnotation } from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { writePosition, type Position } from '#app/live/event.ts';
import { listLog, type Logged } from '#db/queries/activity.ts';

/** A row of the trail as it is given out. */
export type Doing = {
  /** Where it stands in the log. */
  id: string;
  verb: string;
  /** RFC 3339. */
  at: string;
  person: { id: string; name: string };
  object: string;
  article: string | null;
  revision: number | null;
  /** What it became by it. */
  detail: Record<string, unknown>;
};

type Page = { before: Position | null; limit: number };
type Doings = { items: Doing[]; next: Position | null };

/** Who did what on an article, newest first. @throws AppError not-found */
export async function articleActivity(
  ctx: Context,
  articleId: string,
  page: Page,
): Promise<Doings> {
  await getArticle(ctx, articleId);
  return list(ctx, { articleId }, page);
}

/** What was done to an annotation, newest first. @throws AppError not-found */
export async function annotationHistory(
  ctx: Context,
  id: string,
  page: Page,
): Promise<Doings> {
  await getAnnotation(ctx, id);
  return list(ctx, { objectId: id }, page);
}

async function list(
  { db, workspaceId, actor }: Context,
  of: { articleId: string } | { objectId: string },
  { before, limit }: Page,
): Promise<Doings> {
  const range = { before, limit: limit + 1 };
  const rows = await listLog(db, workspaceId, of, actor.id, range);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(doing),
    next: rows.length > limit && last ? last.position : null,
  };
}

const doing = (row: Logged): Doing => ({
  id: writePosition(row.position),
  verb: row.verb,
  at: new Date(row.at).toISOString(),
  person: { id: row.personId, name: row.personName },
  object: row.objectId,
  article: row.articleId,
  revision: row.revision,
  detail: row.detail,
});
