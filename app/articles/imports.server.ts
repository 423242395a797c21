import { z } from 'zod';

import {
  AllowedHost,
  ImportedVersion,
  ImportPatch,
  NewImport,
  SavedImport,
  StoredReading,
} from '#app/articles/import.schema.ts';
import type {
  Import,
  ImportSummary,
  SiteCorrection,
} from '#app/articles/import.ts';
import type { Article } from '#app/articles/article.ts';
import { getArticle, type Revised } from '#app/articles/articles.server.ts';
import {
  bringIn,
  saveReading,
  type Brought,
  type Upload,
} from '#app/articles/creation.server.ts';
import { sketchOf } from '#app/articles/sketch.ts';
import {
  saveReadingAsVersion,
  type MadeVersion,
} from '#app/articles/versions.server.ts';
import {
  expectRevision,
  newId,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import '#app/i18n/catalogues.server.ts';
import { translator } from '#app/i18n/i18n.ts';
import { patternsOf } from '#app/import/recall.ts';
import {
  assemble,
  isPassageRole,
  type MarkedLine,
  type Reading,
} from '#app/import/reading.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles, canManagePeople } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/imports.ts';
import { transaction } from '#db/transaction.ts';

/**
 * Reads a text, a file or an address, and keeps what it was read as until
 * somebody has looked it through.
 *
 * @throws AppError forbidden, invalid, too-large, conflict
 */
export async function createImport(
  ctx: Context,
  input: unknown,
  file?: Upload,
): Promise<Revised<Import>> {
  permit(canEditArticles(ctx.actor));
  const { id = newId(), name, ...material } = parse(NewImport, input);
  const brought = await bringIn(ctx, material, file);
  const { reading, site, snapshotId } = brought;
  await transaction(ctx.db, async tx => {
    const made = await rows.insertImport(tx, {
      workspaceId: ctx.workspaceId,
      id,
      name: (name ?? nameOf(brought, file)).slice(0, 2000),
      site,
      reading,
      snapshotId,
      createdBy: ctx.actor.id,
    });
    if (!made) throw new AppError('conflict', 'id-taken');
    await tell(ctx, tx, 'import.create', id);
  });
  return getImport(ctx, id);
}

/** The trail of what happens to pages that are no articles yet, and to what is known of sites. */
const tell = (
  { workspaceId, actor }: Context,
  tx: Db | Tx,
  verb: string,
  objectId: string,
  detail: Record<string, unknown> = {},
): Promise<void> =>
  recordActivity(tx, workspaceId, {
    personId: actor.id,
    verb,
    objectId,
    detail,
  });

const nameOf = ({ url }: Brought, file?: Upload): string =>
  file?.name ?? url ?? '';

/** @throws AppError forbidden, not-found */
export async function getImport(
  ctx: Context,
  id: string,
): Promise<Revised<Import>> {
  permit(canEditArticles(ctx.actor));
  const row = await rows.findImport(ctx.db, ctx.workspaceId, id);
  if (!row) throw new AppError('not-found', 'not-found');
  return revised(ctx, row);
}

async function revised(
  ctx: Context,
  row: rows.ImportRow,
): Promise<Revised<Import>> {
  const { db, workspaceId, actor } = ctx;
  const reading = StoredReading.parse(row.reading);
  const text = assemble(reading)
    .passages.map(passage => passage.text)
    .join('\n');
  const { url } = reading.fields;
  const sketch = sketchOf(text);
  const [snapshot, like] = await Promise.all([
    row.snapshotId ? rows.findSnapshot(db, workspaceId, row.snapshotId) : null,
    rows.findLike(db, workspaceId, actor, { url, sketch }),
  ]);
  const { id, name, site, createdAt, updatedAt, revision } = row;
  return {
    revision,
    value: {
      ...reading,
      id,
      name,
      site,
      snapshot,
      like,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    },
  };
}

const Cursor = z.object({
  at: z.string().regex(/^[\d\-: .+]+$/),
  id: z.uuid(),
});

/** What waits to be looked through, most recently touched first. @throws AppError forbidden, invalid */
export async function listImports(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ImportSummary[]; next: string | null }> {
  permit(canEditArticles(ctx.actor));
  const from =
    cursor === undefined ? {} : { cursor: readCursor(Cursor, cursor) };
  const found = await rows.listImports(ctx.db, ctx.workspaceId, {
    limit: limit + 1,
    ...from,
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(
      ({ id, name, site, title, doubts, createdAt, updatedAt }) => ({
        id,
        name,
        site,
        title,
        doubts,
        createdAt: createdAt.toISOString(),
        updatedAt: updatedAt.toISOString(),
      }),
    ),
    next: last ? writeCursor(Cursor, { at: last.at, id: last.id }) : null,
  };
}

/** Keeps what somebody corrected so far. @throws AppError forbidden, not-found, stale, invalid */
export async function changeImport(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Revised<Import>> {
  const change = parse(ImportPatch, input);
  await write(ctx, id, async (tx, row) => {
    const now = await revised(within(ctx, tx), row);
    expectRevision(seen, row.revision, () => now.value);
    await rows.updateImport(tx, ctx.workspaceId, id, {
      reading: await corrected(within(ctx, tx), row, change),
    });
    await tell(ctx, tx, 'import.change', id);
  });
  return getImport(ctx, id);
}

async function write<T>(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: rows.ImportRow) => Promise<T>,
): Promise<T> {
  permit(canEditArticles(ctx.actor));
  return transaction(ctx.db, async tx => {
    const row = await rows.lockImport(tx, ctx.workspaceId, id);
    if (!row) throw new AppError('not-found', 'not-found');
    return work(tx, row);
  });
}

/** A reading as somebody left it; what changed is remembered for its site. */
async function corrected(
  ctx: Context,
  row: rows.ImportRow,
  change: z.output<typeof ImportPatch>,
): Promise<Reading> {
  const before = StoredReading.parse(row.reading);
  const lines = (change.lines as MarkedLine[] | undefined) ?? before.lines;
  if (row.site !== null && change.remember !== false) {
    await remember(ctx, row.site, before.lines, lines);
  }
  return { ...before, lines, fields: change.fields ?? before.fields };
}

/** As many corrections as one page can teach. */
const MOST_LEARNT = 50;

async function remember(
  ctx: Context,
  site: string,
  before: MarkedLine[],
  after: MarkedLine[],
): Promise<void> {
  const { db, workspaceId, actor } = ctx;
  const roles = new Map(after.map(line => [line.raw, line.role]));
  const patterns = patternsOf(before);
  const learnt = before.flatMap((line, i) => {
    const pattern = patterns[i];
    const role = roles.get(line.raw);
    const same = role === undefined || role === line.role;
    // A title is another on every page.
    if (!pattern || same || role === 'title' || line.role === 'title')
      return [];
    return [{ pattern, role, example: line.raw.slice(0, 200) }];
  });
  for (const { pattern, role, example } of learnt.slice(0, MOST_LEARNT)) {
    const id = newId();
    await rows.upsertCorrection(db, {
      workspaceId,
      id,
      site,
      pattern,
      role,
      example,
      createdBy: actor.id,
    });
    await tell(ctx, db, 'correction.create', id, { site, role, example });
  }
}

/**
 * Makes an article of a page that has been looked through. What still asks
 * becomes a note at its place.
 *
 * @throws AppError forbidden, not-found, invalid, too-large, conflict
 */
export async function saveImport(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<Revised<Article>> {
  const { articleId, ...change } = parse(SavedImport, input);
  return write(ctx, id, async (tx, row) => {
    const inside = within(ctx, tx);
    const reading = await corrected(inside, row, change);
    const made = await saveReading(
      inside,
      withDoubts(ctx, reading),
      {},
      articleId,
    );
    const { workspaceId } = ctx;
    if (row.snapshotId) {
      await rows.giveSnapshot(tx, workspaceId, row.snapshotId, made.value.id);
    }
    await rows.deleteImport(tx, workspaceId, id);
    return made;
  });
}

/**
 * Makes the next version of an article of a page that has been looked through.
 *
 * @throws AppError forbidden, not-found, invalid, too-large, conflict
 */
export async function saveImportAsVersion(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<MadeVersion & { article: string }> {
  const { article, base, force, ...change } = parse(ImportedVersion, input);
  return write(ctx, id, async (tx, row) => {
    const inside = within(ctx, tx);
    const { value } = await getArticle(inside, article);
    const reading = await corrected(inside, row, change);
    const { url } = reading.fields;
    const made = await saveReadingAsVersion(
      inside,
      tx,
      value,
      withDoubts(ctx, reading),
      { base, force, told: { url: url ?? undefined } },
    );
    const { workspaceId } = ctx;
    if (row.snapshotId && made.isNew) {
      await rows.giveSnapshot(tx, workspaceId, row.snapshotId, article);
    }
    await rows.deleteImport(tx, workspaceId, id);
    return { ...made, article };
  });
}

/** What still asks is said at its place. */
function withDoubts({ actor }: Context, reading: Reading): Reading {
  const t = translator(actor.language);
  const doubts = reading.lines.flatMap((line, i) =>
    line.doubt && (isPassageRole(line.role) || line.role === 'title')
      ? [
          {
            line: i,
            start: 0,
            end: line.raw.length,
            author: null,
            text: t(`import.doubt.${line.doubt}`),
          },
        ]
      : [],
  );
  return { ...reading, remarks: [...reading.remarks, ...doubts] };
}

/** Lets go of a page that is not wanted. @throws AppError forbidden, not-found, stale */
export async function deleteImport(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  await write(ctx, id, async (tx, row) => {
    const now = await revised(within(ctx, tx), row);
    expectRevision(seen, row.revision, () => now.value);
    await rows.deleteImport(tx, ctx.workspaceId, id);
    await tell(ctx, tx, 'import.delete', id, { name: row.name });
  });
}

/** What is remembered of all sites. @throws AppError forbidden */
export async function listCorrections(ctx: Context): Promise<SiteCorrection[]> {
  permit(canEditArticles(ctx.actor));
  const found = await rows.listCorrections(ctx.db, ctx.workspaceId);
  return found.map(({ pattern: _, ...correction }) => correction);
}

/** Forgets one. @throws AppError forbidden, not-found */
export async function forgetCorrection(
  ctx: Context,
  id: string,
): Promise<void> {
  permit(canEditArticles(ctx.actor));
  await transaction(ctx.db, async tx => {
    const gone = await rows.deleteCorrection(tx, ctx.workspaceId, id);
    if (!gone) throw new AppError('not-found', 'not-found');
    await tell(ctx, tx, 'correction.delete', id);
  });
}

/** Hosts inside a network that may be asked for pages. @throws AppError forbidden */
export function listAllowedHosts(ctx: Context): Promise<string[]> {
  permit(canManagePeople(ctx.actor));
  return rows.listAllowedHosts(ctx.db, ctx.workspaceId);
}

/** @throws AppError forbidden, invalid */
export async function allowHost(ctx: Context, input: unknown): Promise<string> {
  permit(canManagePeople(ctx.actor));
  const { host } = parse(AllowedHost, input);
  const { workspaceId, actor } = ctx;
  await transaction(ctx.db, async tx => {
    const row = { workspaceId, host, createdBy: actor.id };
    await rows.insertAllowedHost(tx, row);
    await tell(ctx, tx, 'host.allow', workspaceId, { host });
  });
  return host;
}

/** @throws AppError forbidden, not-found */
export async function disallowHost(ctx: Context, host: string): Promise<void> {
  permit(canManagePeople(ctx.actor));
  if (host.length > 300) throw invalid('host', 'host-invalid');
  const { workspaceId } = ctx;
  await transaction(ctx.db, async tx => {
    const gone = await rows.deleteAllowedHost(tx, workspaceId, host);
    if (!gone) throw new AppError('not-found', 'not-found');
    await tell(ctx, tx, 'host.disallow', workspaceId, { host });
  });
}
