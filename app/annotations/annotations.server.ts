import { validate } from 'uuid';

import {
  contentFault,
  sameContent,
  type AnchoredAnnotation,
  type Foreign,
  type Linked,
  type StoredContent,
} from '#app/annotations/annotation.ts';
import {
  AnnotationFromWire,
  type ContentRequest,
  type PlaceRequest,
} from '#app/annotations/annotation.schema.ts';
import {
  expectAssignable,
  tellConcerned,
} from '#app/annotations/notify.server.ts';
import { anchoringIn } from '#app/annotations/anchoring.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { pack } from '#app/annotations/pack.server.ts';
import type { Packed } from '#app/annotations/packed.ts';
import { annotationNamed, placeIn } from '#app/annotations/placing.server.ts';
import { detailOf, nounOf } from '#app/annotations/trail.ts';
import { expectRestorable } from '#app/articles/articles.server.ts';
import { settleChange } from '#app/claims/standing.server.ts';
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
  canCheck,
  canResolve,
  canSee,
} from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { lastDoing, recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/annotations.ts';
import type { AnnotationRow } from '#db/queries/annotations.ts';
import { updateClaim } from '#db/queries/claims.ts';
import { deskTable } from '#db/queries/desk-table.ts';
import { replaceTags as giveTags } from '#db/queries/tags.ts';
import { transaction } from '#db/transaction.ts';

/** An annotation with what a client sent along that we don't know. */
export type Kept = AnchoredAnnotation & { foreign: Foreign };

/** The annotations of an article that the actor may see, each on the version it was made on, oldest first. */
export async function listAnnotations(
  ctx: Context,
  articleId: string,
  range?: { limit: number; offset: number },
): Promise<Kept[]> {
  const { db, workspaceId, actor } = ctx;
  return rows.listAnnotations(db, workspaceId, actor.id, articleId, range);
}

/** An article's annotations for its page. */
export async function packAnnotations(
  ctx: Context,
  articleId: string,
  version: number,
): Promise<Packed> {
  const { db, workspaceId, actor } = ctx;
  const read = () => deskTable(db, workspaceId, actor.id, articleId, version);
  let table = await read();
  if (table.isLate) {
    await carryLate(ctx, articleId);
    table = await read();
  }
  return pack(version, table);
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
    ? await rows.findAnnotation(db, workspaceId, actor, id)
    : null;
  if (!row || row.articleId !== articleId || !canSee(actor, row.owned)) {
    return { state: 'unknown' };
  }
  if (!row.deletedAt) return { state: 'here', id: row.replyTo ?? row.id };
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
  return reviseAnnotation(ctx, id, seen, () => content, {
    foreign,
    inPlace: async (inside, before) => {
      if (before.kind === 'reply' || content.kind === 'reply') {
        expectSameThread(before, content, wanted);
      } else await expectSamePlace(inside, before, wanted);
    },
  });
}

/** More of a change than what is said. */
type Revision = {
  /** Terms that we don't know. */
  foreign?: Foreign;
  /** @throws AppError invalid where another place is meant */
  inPlace?(inside: Context, before: Before): Promise<void>;
};

/** Changes what an annotation says to what `revise` makes of it. @throws AppError forbidden, not-found, stale, invalid */
export function reviseAnnotation(
  ctx: Context,
  id: string,
  seen: number | null,
  revise: (before: Before) => ContentRequest,
  { foreign = {}, inPlace }: Revision = {},
): Promise<Kept> {
  const may = (before: Before): boolean => {
    // Whoever checks claims decides of all of them.
    if (before.kind === 'claim') return canCheck(ctx.actor);
    const { resolved, assignee, due } = before;
    const content = { ...revise(before), resolved, assignee, due, claim: null };
    return sameContent(content, before)
      ? canResolve(ctx.actor, before)
      : canChangeAnnotation(ctx.actor, before);
  };
  return change(ctx, id, seen, 'change', may, async (tx, before) => {
    const inside = within(ctx, tx);
    const content = revise(before);
    checkContent(content);
    if (content.kind !== 'reply') {
      permit(canAnnotate(ctx.actor, content.visibility));
    }
    if ((before.kind === 'claim') !== (content.kind === 'claim')) {
      throw invalid('motivation', 'claim-fixed');
    }
    await inPlace?.(inside, before);
    if (before.createdBy !== ctx.actor.id && content.visibility === 'private') {
      // It would vanish from the sight of whoever made it private.
      throw new AppError('forbidden', 'forbidden');
    }
    if (content.assignee !== before.assignee) {
      await expectAssignable(inside, before.articleId, content.assignee);
    }
    const { tags, claim: terms, ...words } = content;
    if (before.claim && terms) {
      const claim = await settleChange(inside, id, before.claim, terms);
      await updateClaim(tx, ctx.workspaceId, id, claim, {
        statement: words.body,
        quote: before.anchor?.exact ?? '',
      });
    }
    await rows.updateAnnotation(tx, ctx.workspaceId, id, {
      ...words,
      foreign: keepForeign(before.foreign, foreign),
    });
    await replaceTags(ctx, tx, id, tags);
  });
}

/** @throws AppError invalid when the target names another place */
async function expectSamePlace(
  ctx: Context,
  before: Before,
  wanted: PlaceRequest,
): Promise<void> {
  const place = await placeIn(ctx, before.articleId, wanted);
  // Where it lies in the version that is named, which may be a later one.
  const there =
    place.version === before.version
      ? before.anchor
      : (await anchoringIn(ctx, before, place.version)).anchor;
  const same =
    place.anchor?.start === there?.start && place.anchor?.end === there?.end;
  if (!same) throw invalid('target', 'target-moved');
}

/** @throws AppError invalid when a reply would leave its thread, or its kind */
function expectSameThread(
  before: Before,
  content: ContentRequest,
  { source }: PlaceRequest,
): void {
  const named = annotationNamed(source, before.articleId);
  if (content.kind !== before.kind || named !== before.replyTo) {
    throw invalid('target', 'target-moved');
  }
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
  return change(ctx, id, seen, 'delete', may, tx =>
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
    permit(canChangeAnnotation(ctx.actor, changing(row)));
    if (!row.deletedAt) return row;
    expectRestorable(row.deletedAt);
    await rows.updateAnnotation(tx, ctx.workspaceId, id, { deletedAt: null });
    return record(inside, tx, id, 'restore', null);
  });
}

export type Before = AnnotationRow & { createdBy: string };

async function change(
  ctx: Context,
  id: string,
  seen: number | null,
  doing: 'change' | 'delete',
  may: (before: Before) => boolean,
  work: (tx: Tx, before: Before) => Promise<void>,
): Promise<Kept> {
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockAnnotation(tx, ctx.workspaceId, id);
    const row = await find(inside, id);
    if (row.deletedAt) throw new AppError('not-found', 'not-found');
    const before = { ...row, ...changing(row) };
    permit(may(before));
    expectRevision(seen, before.revision, () => row);
    await work(tx, before);
    return record(inside, tx, id, doing, before);
  });
}

/** Whose words they are, and who sees them: what the policy asks before a change. */
const changing = (row: AnnotationRow) => ({
  createdBy: row.author.id,
  visibility: row.owned.visibility,
});

/** Finds it, deleted or not, if the actor may know of it. @throws AppError not-found */
export async function find(ctx: Context, id: string): Promise<AnnotationRow> {
  const { db, workspaceId, actor } = ctx;
  const row = await rows.findAnnotation(db, workspaceId, actor, id);
  if (!row || !canSee(actor, row.owned)) {
    throw new AppError('not-found', 'not-found');
  }
  return row;
}

/** Gives it these tags and no others. @throws AppError invalid when one is missing and may not be made */
export async function replaceTags(
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
  doing: 'change' | 'delete' | 'restore',
  before: Before | null,
): Promise<Kept> {
  const after = await find(ctx, id);
  await recordActivity(tx, ctx.workspaceId, {
    personId: ctx.actor.id,
    verb: `${nounOf(after)}.${doing}`,
    objectId: id,
    articleId: after.articleId,
    revision: after.revision,
    detail: {
      ...detailOf(after, after.replyTo),
      // Whoever saw it before is told that it has gone.
      ...(before && before.visibility !== after.visibility
        ? { was: before.visibility }
        : {}),
    },
  });
  if (doing === 'change') await tellConcerned(ctx, tx, after, before);
  return after;
}

/** @throws AppError invalid when its parts don't go together */
export function checkContent(content: Omit<StoredContent, 'claim'>): void {
  const fault = contentFault(content);
  if (fault) throw invalid('body', fault);
}
