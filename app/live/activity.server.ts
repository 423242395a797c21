import { getAnnotation } from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import type { Context } from '#app/context.server.ts';
import { csv } from '#app/export/csv.ts';
import type { Doing } from '#app/live/doing.ts';
import { writePosition, type Position } from '#app/live/event.ts';
import { listLog, type Logged } from '#db/queries/activity.ts';

type Page = { before: Position | null; limit: number };
type Doings = { items: Doing[]; next: Position | null };

/** Whose doings, and on what: an article's own, annotations, replies. */
export type ActivityFilter = { personId?: string; noun?: string };

/** Who did what on an article, newest first. @throws AppError not-found */
export async function articleActivity(
  ctx: Context,
  articleId: string,
  page: Page,
  filter: ActivityFilter = {},
): Promise<Doings> {
  await getArticle(ctx, articleId);
  return list(ctx, { articleId, ...filter }, page);
}

/** As many lines as a file of them holds. */
const MOST_LINES = 100_000;

/** The same as a table for spreadsheets, oldest first. @throws AppError not-found */
export async function activityCsv(
  ctx: Context,
  articleId: string,
  filter: ActivityFilter = {},
): Promise<string> {
  const rows: string[][] = [];
  let before: Position | null = null;
  do {
    const page: Doings = await articleActivity(
      ctx,
      articleId,
      { before, limit: 1000 },
      filter,
    );
    for (const line of page.items) rows.push(cellsOf(line));
    before = page.next;
  } while (before && rows.length < MOST_LINES);
  return csv([
    ['at', 'person', 'verb', 'object', 'revision', 'text', 'tags'],
    ...rows.reverse(),
  ]);
}

function cellsOf({
  at,
  person,
  verb,
  object,
  revision,
  detail,
}: Doing): string[] {
  const { body, tags } = detail as { body?: string; tags?: string[] };
  return [
    ...[at, person.name, verb, object, String(revision ?? '')],
    ...[body ?? '', (tags ?? []).join(' ')],
  ];
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
  of: ({ articleId: string } & ActivityFilter) | { objectId: string },
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
