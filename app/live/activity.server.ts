import { getAnnotation } from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import type { Span } from '#app/articles/article.ts';
import { blindSpans } from '#app/claims/checks.server.ts';
import { overlaps } from '#app/claims/pairs.ts';
import type { Context } from '#app/context.server.ts';
import { csv } from '#app/export/csv.ts';
import type { Doing } from '#app/live/doing.ts';
import { writePosition, type Position } from '#app/live/event.ts';
import { canSeeSource } from '#app/people/policy.ts';
import { listLog, type Logged } from '#db/queries/activity.ts';
import { sourceGuardsOf } from '#db/queries/sources.ts';

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
  const { body, quote, tags } = detail as {
    body?: string;
    quote?: string;
    tags?: string[];
  };
  return [
    ...[at, person.name, verb, object, String(revision ?? '')],
    ...[body ?? quote ?? '', (tags ?? []).join(' ')],
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
    items: await withoutSecrets(
      { db, workspaceId, actor },
      await withoutBlind({ db, workspaceId, actor }, shown.map(doing)),
    ),
    next: rows.length > limit && last ? last.position : null,
  };
}

/**
 * Of a confidential source that the actor may not know of, the trail says that
 * something was done with one, and nothing of its words.
 */
async function withoutSecrets(
  { db, workspaceId, actor }: Context,
  doings: Doing[],
): Promise<Doing[]> {
  const named = doings.flatMap(({ detail }) => sourceIn(detail) ?? []);
  const guards = await sourceGuardsOf(db, workspaceId, [...new Set(named)]);
  return doings.map(one => {
    const guard = guards.get(sourceIn(one.detail) ?? '');
    if (!guard) return one;
    const { confidential, people } = guard;
    if (canSeeSource({ confidential, named: people.includes(actor.id) })) {
      return one;
    }
    const { source: _, quote: __, note: ___, ...rest } = one.detail;
    const { locator: ____, ...detail } = rest;
    return { ...one, detail };
  });
}

/** Without what others did where two have to check and have not yet. */
async function withoutBlind(ctx: Context, doings: Doing[]): Promise<Doing[]> {
  const open = new Map<string, Promise<Span[]>>();
  const isHidden = async (one: Doing): Promise<boolean> => {
    const { verb, article, person } = one;
    if (verb !== 'check.change' || article === null) return false;
    if (person.id === ctx.actor.id) return false;
    const { version, spans } = one.detail as {
      version: number;
      spans: { start: number; end: number }[];
    };
    const key = `${article} ${version}`;
    const known = open.get(key) ?? blindSpans(ctx, article, version);
    open.set(key, known);
    return overlaps(await known, spans);
  };
  const hidden = await Promise.all(doings.map(isHidden));
  return doings.filter((_, i) => !hidden[i]);
}

/** The source that a row of the trail speaks of; null for none. */
const sourceIn = ({ source }: Record<string, unknown>): string | null =>
  typeof source === 'string' ? source : null;

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
