import { validate, version as uuidVersion } from 'uuid';

import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { describe } from '#app/anchoring/describe.ts';
import { locate } from '#app/anchoring/locate.ts';
import {
  contentFault,
  type Annotation,
  type AnnotationContent,
  type Foreign,
  type PlacedAnchor,
} from '#app/annotations/annotation.ts';
import {
  AnnotationFromWire,
  MAX_QUOTE,
  positionToUtf16,
  type PlaceRequest,
} from '#app/annotations/annotation.schema.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { expectRestorable, getText } from '#app/articles/articles.server.ts';
import {
  expectRevision,
  newId,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import {
  canAddTags,
  canAnnotate,
  canChangeAnnotation,
  canSee,
} from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/annotations.ts';
import type { AnnotationRow } from '#db/queries/annotations.ts';
import { touchArticle } from '#db/queries/articles.ts';
import { transaction } from '#db/transaction.ts';

/** An annotation with what a client sent along that we don't know. */
export type Kept = Annotation & { foreign: Foreign };

/**
 * Annotates an article. `input` is W3C JSON-LD; `proposedId` a client's own
 * UUIDv7, which stays as `canonical`.
 *
 * @throws AppError forbidden, not-found, invalid, conflict
 */
export async function createAnnotation(
  ctx: Context,
  articleId: string,
  input: unknown,
  proposedId?: string,
): Promise<Kept> {
  const request = parse(AnnotationFromWire, input);
  const { content, foreignId } = request;
  permit(canAnnotate(ctx.actor, content.visibility));
  checkContent(content);
  const anchor = await place(ctx, articleId, request.place);
  const proposed = isId(proposedId) ? proposedId : undefined;
  const id = proposed ?? newId();
  const foreign = { ...request.foreign };
  if (foreignId !== null) {
    foreign.annotation = { ...foreign.annotation, via: foreignId };
  }
  if (proposed && !foreign.annotation?.['canonical']) {
    const canonical = `urn:uuid:${proposed}`;
    foreign.annotation = { ...foreign.annotation, canonical };
  }
  return transaction(ctx.db, tx =>
    insert(within(ctx, tx), tx, { id, articleId, content, anchor, foreign }),
  );
}

async function insert(
  ctx: Context,
  tx: Tx,
  given: {
    id: string;
    articleId: string;
    content: AnnotationContent;
    anchor: PlacedAnchor;
    foreign: Foreign;
  },
): Promise<Kept> {
  const { tags, ...content } = given.content;
  const { id, articleId, anchor, foreign } = given;
  const createdBy = ctx.actor.id;
  const row = { ...content, id, articleId, createdBy, foreign, anchor };
  if (!(await rows.insertAnnotation(tx, ctx.workspaceId, row))) {
    throw new AppError('conflict', 'id-taken');
  }
  await replaceTags(ctx, tx, id, tags);
  await touchArticle(tx, ctx.workspaceId, articleId);
  return record(ctx, tx, id, 'annotation.create');
}

/** The annotations of a version that the actor may see, oldest first, and how many there are. */
export async function listAnnotations(
  ctx: Context,
  articleId: string,
  version: number,
  range?: { limit: number; offset: number },
): Promise<Kept[]> {
  const { db, workspaceId, actor } = ctx;
  return rows.listAnnotations(
    db,
    workspaceId,
    actor.id,
    articleId,
    version,
    range,
  );
}

/** How many annotations of an article the actor may see. */
export function countAnnotations(
  ctx: Context,
  articleId: string,
): Promise<number> {
  const { db, workspaceId, actor } = ctx;
  return rows.countAnnotations(db, workspaceId, actor.id, articleId);
}

/** One annotation, on the version it was made on. @throws AppError not-found */
export async function getAnnotation(ctx: Context, id: string): Promise<Kept> {
  const row = await find(ctx, id);
  if (row.deletedAt) throw new AppError('not-found', 'not-found');
  return row;
}

/** Replaces what its author decides, and its place when the target names another. */
export async function replaceAnnotation(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Kept> {
  const { content, place: wanted, foreign } = parse(AnnotationFromWire, input);
  checkContent(content);
  return change(ctx, id, seen, 'annotation.change', async (tx, before) => {
    permit(canAnnotate(ctx.actor, content.visibility));
    if (before.createdBy !== ctx.actor.id && content.visibility === 'private') {
      // It would vanish from the sight of whoever made it private.
      throw new AppError('forbidden', 'forbidden');
    }
    const anchor = await place(within(ctx, tx), before.articleId, wanted);
    const same =
      anchor.version === before.anchor.version &&
      anchor.start === before.anchor.start &&
      anchor.end === before.anchor.end;
    if (!same) throw invalid('target', 'target-moved');
    const { tags, ...words } = content;
    // `canonical` and `via` are given once, when it is made.
    const given = before.foreign.annotation ?? {};
    const { canonical, via } = given;
    const annotation = {
      ...foreign.annotation,
      ...(canonical === undefined ? {} : { canonical }),
      ...(via === undefined ? {} : { via }),
    };
    await rows.updateAnnotation(tx, ctx.workspaceId, id, {
      ...words,
      foreign: { ...foreign, annotation },
    });
    await replaceTags(ctx, tx, id, tags);
  });
}

/** Removes an annotation; `restoreAnnotation` brings it back for 30 days. */
export async function deleteAnnotation(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<Kept> {
  return change(ctx, id, seen, 'annotation.delete', tx =>
    rows.updateAnnotation(tx, ctx.workspaceId, id, { deletedAt: new Date() }),
  );
}

/** Brings a removed annotation back. @throws AppError forbidden, not-found, conflict after 30 days */
export async function restoreAnnotation(
  ctx: Context,
  id: string,
): Promise<Kept> {
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockAnnotation(tx, ctx.workspaceId, id);
    const row = await find(inside, id);
    permit(canChangeAnnotation(ctx.actor, owned(row)));
    if (!row.deletedAt) return row;
    expectRestorable(row.deletedAt);
    await rows.updateAnnotation(tx, ctx.workspaceId, id, { deletedAt: null });
    return record(inside, tx, id, 'annotation.restore');
  });
}

/** The workspace's vocabulary, with how often the actor sees each word used. */
export function listTags(
  ctx: Context,
): Promise<{ id: string; name: string; annotations: number }[]> {
  return rows.listTags(ctx.db, ctx.workspaceId, ctx.actor.id);
}

type Before = AnnotationRow & { createdBy: string };

async function change(
  ctx: Context,
  id: string,
  seen: number | null,
  verb: string,
  work: (tx: Tx, before: Before) => Promise<void>,
): Promise<Kept> {
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockAnnotation(tx, ctx.workspaceId, id);
    const before = await find(inside, id);
    if (before.deletedAt) throw new AppError('not-found', 'not-found');
    permit(canChangeAnnotation(ctx.actor, owned(before)));
    expectRevision(seen, before.revision, () => before);
    await work(tx, { ...before, ...owned(before) });
    return record(inside, tx, id, verb);
  });
}

const owned = (row: AnnotationRow) => ({
  createdBy: row.author.id,
  visibility: row.visibility,
});

/** Finds it, deleted or not, if the actor may know of it. @throws AppError not-found */
async function find(ctx: Context, id: string): Promise<AnnotationRow> {
  const row = await rows.findAnnotation(ctx.db, ctx.workspaceId, id);
  if (!row || !canSee(ctx.actor, owned(row))) {
    throw new AppError('not-found', 'not-found');
  }
  return row;
}

async function replaceTags(
  ctx: Context,
  tx: Tx,
  id: string,
  names: string[],
): Promise<void> {
  const { workspaceId, actor } = ctx;
  const make = { createdBy: actor.id, newId, allowed: canAddTags(actor) };
  const { missing } = await rows.replaceTags(tx, workspaceId, id, names, make);
  const [name] = missing;
  if (name !== undefined) throw invalid('body', 'tag-unknown', { name });
}

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  verb: string,
): Promise<Kept> {
  const after = await find(ctx, id);
  const { kind, colour, body, tags, visibility, resolved } = after;
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId: id,
    articleId: after.articleId,
    revision: after.revision,
    detail: { kind, colour, body, tags, visibility, resolved },
  });
  return after;
}

function checkContent(content: AnnotationContent): void {
  const fault = contentFault(content);
  if (fault) throw invalid('body', fault);
}

const isId = (text: string | undefined): text is string =>
  text !== undefined && validate(text) && uuidVersion(text) === 7;

/**
 * Finds the span that a target means and describes it. The position is taken
 * when the quote stands there; else the quote must stand in one place alone.
 */
async function place(
  ctx: Context,
  articleId: string,
  request: PlaceRequest,
): Promise<PlacedAnchor> {
  const version = versionNamed(request.source, articleId);
  const { number, text } = await getText(ctx, articleId, version);
  const { start, end } = spanOf(text, request);
  if (end - start > MAX_QUOTE)
    throw invalid('target.selector', 'quote-too-long');
  if (splitsGrapheme(text, start) || splitsGrapheme(text, end)) {
    throw invalid('target.selector', 'grapheme-cut');
  }
  const anchor = describe(text, start, end);
  return {
    ...anchor,
    version: number,
    state: 'exact',
    style: false,
    confidence: 1,
  };
}

function spanOf(
  text: string,
  { position, quote }: PlaceRequest,
): { start: number; end: number } {
  const field = 'target.selector';
  const span = position && positionToUtf16(position, new CodePoints(text));
  if (!quote) {
    if (!span) throw invalid(field, 'position-outside');
    return span;
  }
  if (span && text.slice(span.start, span.end) === quote.exact) return span;
  const located = locate(text, quote);
  if (located.found === 'once') return located;
  if (located.found === 'several') {
    throw invalid(field, 'quote-several', { times: located.times });
  }
  throw invalid(field, 'quote-none');
}

/**
 * The version that a target's `source` names; undefined when it names the
 * article. Its host is not looked at: behind a proxy there may be several.
 */
function versionNamed(source: string, articleId: string): number | undefined {
  const match =
    /\/articles\/([0-9a-f-]{36})(?:\/versions\/(\d{1,9}))?(?:\/text)?\/?$/i.exec(
      source.replace(/[?#].*$/, ''),
    );
  if (match?.[1]?.toLowerCase() !== articleId.toLowerCase()) {
    throw invalid('target.source', 'source-other');
  }
  return match[2] === undefined ? undefined : Number(match[2]);
}
