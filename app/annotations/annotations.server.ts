import { validate, version as uuidVersion } from 'uuid';

import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { describe } from '#app/anchoring/describe.ts';
import { locate } from '#app/anchoring/locate.ts';
import {
  contentFault,
  sameContent,
  type AnchoredAnnotation,
  type AnnotationContent,
  type Foreign,
  type Linked,
  type PlacedAnchor,
} from '#app/annotations/annotation.ts';
import {
  AnnotationFromWire,
  MAX_QUOTE,
  positionToUtf16,
  type PlaceRequest,
} from '#app/annotations/annotation.schema.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { pack, type Packed } from '#app/annotations/packed.ts';
import { batched } from '#app/batcher.ts';
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
  canResolve,
  canSee,
} from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { lastDoing, recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/annotations.ts';
import type { AnnotationRow } from '#db/queries/annotations.ts';
import { findPeople } from '#db/queries/people.ts';
import { replaceTags as giveTags } from '#db/queries/tags.ts';
import { transaction } from '#db/transaction.ts';

/** An annotation with what a client sent along that we don't know. */
export type Kept = AnchoredAnnotation & { foreign: Foreign };

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
  const place = await placeIn(ctx, articleId, request.place);
  if (!place.anchor && content.kind !== 'note') {
    throw invalid('target.selector', 'selector-missing');
  }
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
  const given = { id, articleId, content, place, foreign };
  return content.tags.length === 0
    ? insert(ctx, given)
    : transaction(ctx.db, tx => insertTagged(within(ctx, tx), tx, given));
}

type Given = {
  id: string;
  articleId: string;
  content: AnnotationContent;
  place: Spot;
  foreign: Foreign;
};

/**
 * Those who write at the same time share a statement, and its way to the disk.
 * https://www.postgresql.org/docs/current/wal-configuration.html (commit_delay)
 */
const insertOne = batched(rows.insertAnnotations);

async function insert(ctx: Context, given: Given): Promise<Kept> {
  const { actor, db, workspaceId } = ctx;
  const { content, place, ...rest } = given;
  const { tags: _, ...said } = content;
  const at = await insertOne(db, {
    ...said,
    ...rest,
    ...place,
    workspaceId,
    createdBy: actor.id,
    verb: 'annotation.create',
    detail: content,
  });
  if (at === null) throw new AppError('conflict', 'id-taken');
  const { id, name, role, colour } = actor;
  return {
    ...content,
    ...rest,
    ...place,
    revision: 1,
    author: { id, name, role, colour },
    createdAt: at,
    updatedAt: at,
  };
}

async function insertTagged(ctx: Context, tx: Tx, given: Given): Promise<Kept> {
  await insert(ctx, given);
  await replaceTags(ctx, tx, given.id, given.content.tags);
  return find(ctx, given.id);
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

/** An article's annotations for its page. */
export async function packAnnotations(
  { db, workspaceId, actor }: Context,
  articleId: string,
  version: number,
): Promise<Packed> {
  const found = await rows.listForDesk(
    db,
    workspaceId,
    actor.id,
    articleId,
    version,
  );
  const authors = [...new Set(found.rows.map(row => row.createdBy))];
  const people = await findPeople(db, workspaceId, authors);
  return pack({ version, ...found, people });
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

/** What a link's annotation has become; whose is not the actor's to see is unknown. */
export async function followLink(
  ctx: Context,
  articleId: string,
  id: string,
): Promise<Linked> {
  const { db, workspaceId, actor } = ctx;
  const row = validate(id)
    ? await rows.findAnnotation(db, workspaceId, id)
    : null;
  if (!row || row.articleId !== articleId || !canSee(actor, owned(row))) {
    return { state: 'unknown' };
  }
  if (!row.deletedAt) return { state: 'here' };
  const last = await lastDoing(db, workspaceId, id, 'annotation.delete');
  return {
    state: 'deleted',
    by: last?.name ?? row.author.name,
    at: row.deletedAt.toISOString(),
    start: row.anchor?.start ?? null,
  };
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
  const may = (before: Before): boolean =>
    sameContent({ ...content, resolved: before.resolved }, before)
      ? canResolve(ctx.actor, before)
      : canChangeAnnotation(ctx.actor, before);
  return change(ctx, id, seen, 'annotation.change', may, async (tx, before) => {
    permit(canAnnotate(ctx.actor, content.visibility));
    if (before.createdBy !== ctx.actor.id && content.visibility === 'private') {
      // It would vanish from the sight of whoever made it private.
      throw new AppError('forbidden', 'forbidden');
    }
    const place = await placeIn(within(ctx, tx), before.articleId, wanted);
    const same =
      place.version === before.version &&
      place.anchor?.start === before.anchor?.start &&
      place.anchor?.end === before.anchor?.end;
    if (!same) throw invalid('target', 'target-moved');
    const { tags, ...words } = content;
    await rows.updateAnnotation(tx, ctx.workspaceId, id, {
      ...words,
      foreign: keepForeign(before.foreign, foreign),
    });
    await replaceTags(ctx, tx, id, tags);
  });
}

/**
 * Terms that we don't know stay when a change leaves them out, or the desk,
 * which does not know them either, would strip them. Null takes one away.
 * `canonical` and `via` are given once, when an annotation is made.
 */
function keepForeign(before: Foreign, sent: Foreign): Foreign {
  const merged = (part: keyof Foreign): Record<string, unknown> => {
    const terms = { ...before[part], ...sent[part] };
    return Object.fromEntries(
      Object.entries(terms).filter(([, value]) => value !== null),
    );
  };
  const { canonical, via } = before.annotation ?? {};
  return {
    annotation: {
      ...merged('annotation'),
      ...(canonical === undefined ? {} : { canonical }),
      ...(via === undefined ? {} : { via }),
    },
    body: merged('body'),
    target: merged('target'),
  };
}

/** Removes an annotation; `restoreAnnotation` brings it back for 30 days. */
export async function deleteAnnotation(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<Kept> {
  const may = (before: Before) => canChangeAnnotation(ctx.actor, before);
  return change(ctx, id, seen, 'annotation.delete', may, tx =>
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

type Before = AnnotationRow & { createdBy: string };

async function change(
  ctx: Context,
  id: string,
  seen: number | null,
  verb: string,
  may: (before: Before) => boolean,
  work: (tx: Tx, before: Before) => Promise<void>,
): Promise<Kept> {
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockAnnotation(tx, ctx.workspaceId, id);
    const row = await find(inside, id);
    if (row.deletedAt) throw new AppError('not-found', 'not-found');
    const before = { ...row, ...owned(row) };
    permit(may(before));
    expectRevision(seen, before.revision, () => row);
    await work(tx, before);
    return record(inside, tx, id, verb, before);
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
  const { missing } = await giveTags(tx, workspaceId, id, names, make);
  const [name] = missing;
  if (name !== undefined) throw invalid('body', 'tag-unknown', { name });
}

async function record(
  ctx: Context,
  tx: Tx,
  id: string,
  verb: string,
  before?: Before,
): Promise<Kept> {
  const after = await find(ctx, id);
  const { kind, colour, body, tags, visibility, resolved } = after;
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb,
    objectId: id,
    articleId: after.articleId,
    revision: after.revision,
    detail: {
      ...{ kind, colour, body, tags, visibility, resolved },
      // Whoever saw it before is told that it has gone.
      ...(before && before.visibility !== visibility
        ? { was: before.visibility }
        : {}),
    },
  });
  return after;
}

function checkContent(content: AnnotationContent): void {
  const fault = contentFault(content);
  if (fault) throw invalid('body', fault);
}

const isId = (text: string | undefined): text is string =>
  text !== undefined && validate(text) && uuidVersion(text) === 7;

/** Where an annotation is made: on which version, and where in it; null for the whole. */
type Spot = { version: number; anchor: PlacedAnchor | null };

/**
 * Finds the span that a target means and describes it. The position is taken
 * when the quote stands there; else the quote must stand in one place alone.
 */
async function placeIn(
  ctx: Context,
  articleId: string,
  request: PlaceRequest,
): Promise<Spot> {
  const named = versionNamed(request.source, articleId);
  const { number: version, text } = await getText(ctx, articleId, named);
  if (!request.position && !request.quote) return { version, anchor: null };
  const { start, end } = spanOf(text, request);
  if (end - start > MAX_QUOTE)
    throw invalid('target.selector', 'quote-too-long');
  if (splitsGrapheme(text, start) || splitsGrapheme(text, end)) {
    throw invalid('target.selector', 'grapheme-cut');
  }
  const anchor = describe(text, start, end);
  return {
    version,
    anchor: { ...anchor, version, state: 'exact', style: false, confidence: 1 },
  };
}

function spanOf(
  text: string,
  { position, quote }: PlaceRequest,
): { start: number; end: number } {
  const field = 'target.selector';
  const span = position && positionToUtf16(position, CodePoints.of(text));
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
