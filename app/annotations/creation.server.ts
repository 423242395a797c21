import { validate, version as uuidVersion } from 'uuid';
import { z } from 'zod';

import type { Foreign, StoredContent } from '#app/annotations/annotation.ts';
import {
  AnnotationFromWire,
  type AnnotationRequest,
  type ContentRequest,
  type PlaceRequest,
} from '#app/annotations/annotation.schema.ts';
import {
  checkContent,
  find,
  replaceTags,
  type Kept,
} from '#app/annotations/annotations.server.ts';
import {
  expectAssignable,
  tellConcerned,
} from '#app/annotations/notify.server.ts';
import {
  annotationNamed,
  placeIn,
  type Spot,
} from '#app/annotations/placing.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { detailOf, nounOf } from '#app/annotations/trail.ts';
import { versionContent } from '#app/articles/articles.server.ts';
import { batched } from '#app/batcher.ts';
import type { ClaimContent } from '#app/claims/claim.ts';
import { settleNew } from '#app/claims/standing.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import type { Person } from '#app/people/person.ts';
import { canAnnotate, canCheck, canReply } from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import * as rows from '#db/queries/annotations.ts';
import { insertClaim } from '#db/queries/claims.ts';
import { transaction } from '#db/transaction.ts';

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
  return annotate(ctx, articleId, request, proposedId);
}

/** The same of what has been read already. @throws AppError forbidden, not-found, invalid, conflict */
export async function annotate(
  ctx: Context,
  articleId: string,
  request: AnnotationRequest,
  proposedId?: string,
): Promise<Kept> {
  const given = await prepare(ctx, articleId, request, proposedId);
  return isPlain(given)
    ? insert(ctx, given)
    : transaction(ctx.db, tx => insertWhole(within(ctx, tx), tx, given));
}

const Batch = z.strictObject({
  items: z.array(z.unknown()).min(1, 'batch-size').max(200, 'batch-size'),
});

/**
 * Annotates many times at once: all of it, or on the first fault none. `input` is
 * `{items: [JSON-LD, …]}`, or the list alone; an item's `id` may be a UUIDv7 of
 * the client's own, as `urn:uuid:`.
 *
 * @throws AppError forbidden, not-found, invalid with the item in its field, conflict
 */
export async function createAnnotations(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Kept[]> {
  const list = Array.isArray(input) ? { items: input } : input;
  const { items } = parse(Batch, list);
  // Together, so that they share their questions to the database.
  const given = inOrder(
    await Promise.allSettled(
      items.map((item, i) =>
        namingItem(i, async () => {
          const request = parse(AnnotationFromWire, item);
          return prepare(ctx, articleId, request, proposedIn(item));
        }),
      ),
    ),
  );
  const { db, actor, workspaceId } = ctx;
  if (given.every(isPlain)) {
    const rowsOf = given.map(one => rowOf(ctx, one));
    return transaction(db, async tx => {
      const times = await rows.insertAnnotations(tx, rowsOf);
      if (given.some(({ late }) => late)) {
        await carryLate(within(ctx, tx), articleId);
      }
      return given.map((one, i) => made(actor, one, times[i] ?? null));
    });
  }
  return transaction(db, async tx => {
    const inside = { ...ctx, db: tx, workspaceId };
    const done: Kept[] = [];
    for (const [i, one] of given.entries()) {
      done.push(await namingItem(i, () => insertWhole(inside, tx, one)));
    }
    return done;
  });
}

/** What all have come to. @throws the first one's fault, whichever came to it first */
const inOrder = <T>(settled: PromiseSettledResult<T>[]): T[] =>
  settled.map(one => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });

/** Says of a fault which item has it. */
async function namingItem<T>(i: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    const fields = error.fields.map(fault => ({
      ...fault,
      field: `items.${i}.${fault.field}`,
    }));
    throw new AppError(error.code, error.reason, { fields });
  }
}

function proposedIn(item: unknown): string | undefined {
  const { id } = (item ?? {}) as { id?: unknown };
  return typeof id === 'string' && id.startsWith('urn:uuid:')
    ? id.slice('urn:uuid:'.length)
    : undefined;
}

/** Finds where what is asked for is meant to be, and fills in what it leaves out. */
async function prepare(
  ctx: Context,
  articleId: string,
  request: AnnotationRequest,
  proposedId: string | undefined,
): Promise<Given> {
  checkContent(request.content);
  const settled =
    request.content.kind === 'reply'
      ? await settleReply(ctx, articleId, request.content, request.place)
      : await settle(ctx, articleId, request.content, request.place);
  const proposed = isId(proposedId) ? proposedId : undefined;
  const id = proposed ?? newId();
  const foreign = { ...request.foreign };
  if (request.foreignId !== null) {
    foreign.annotation = { ...foreign.annotation, via: request.foreignId };
  }
  if (proposed && !foreign.annotation?.['canonical']) {
    const canonical = `urn:uuid:${proposed}`;
    foreign.annotation = { ...foreign.annotation, canonical };
  }
  return { id, articleId, foreign, ...settled };
}

/** Whether nothing hangs on it that others have to hear of. */
const isPlain = ({ content, replyTo }: Given): boolean =>
  content.tags.length === 0 &&
  content.claim === null &&
  replyTo === null &&
  content.assignee === null &&
  !/[@＠]/.test(content.body);

/** What is said, where, and in answer to what. */
type Settled = {
  content: StoredContent;
  place: Spot;
  replyTo: string | null;
  /** Whether it was made on a version that the article has left behind. */
  late: boolean;
};

async function settle(
  ctx: Context,
  articleId: string,
  content: ContentRequest,
  request: PlaceRequest,
): Promise<Settled> {
  permit(canAnnotate(ctx.actor, content.visibility));
  if (content.kind === 'claim' || content.kind === 'query') {
    permit(canCheck(ctx.actor));
  }
  const place = await placeIn(ctx, articleId, request);
  if (!place.anchor && content.kind !== 'note') {
    throw invalid('target.selector', 'selector-missing');
  }
  if (content.kind === 'edit') expectEditable(content, place);
  const claim = await settleClaim(ctx, articleId, content, place);
  const settled = { ...content, claim };
  return { content: settled, place, replyTo: null, late: !place.isNewest };
}

/** What a claim is, by what is said of it and where it stands; null for all other kinds. */
async function settleClaim(
  ctx: Context,
  articleId: string,
  { claim }: ContentRequest,
  { version, anchor }: Spot,
): Promise<ClaimContent | null> {
  if (claim === null || !anchor) return null;
  const words = await versionContent(ctx, articleId, version);
  const at = anchor.start ?? 0;
  const turn = words.blocks.find(block => at < block.end);
  const speaker = turn?.speaker ?? null;
  return settleNew(ctx, claim, { quote: anchor.exact, speaker });
}

/** @throws AppError invalid where an edit changes nothing, or more than one block */
function expectEditable(
  { replacement }: ContentRequest,
  { anchor }: Spot,
): void {
  if (anchor?.exact.includes('\n')) {
    throw invalid('target.selector', 'edit-one-block');
  }
  if (anchor?.exact === replacement) throw invalid('body', 'edit-nothing');
}

/** A reply shares the thread's version and visibility; a reply to a reply joins its thread. */
async function settleReply(
  ctx: Context,
  articleId: string,
  content: ContentRequest,
  { source }: PlaceRequest,
): Promise<Settled> {
  const named = annotationNamed(source, articleId);
  if (!named) throw invalid('target', 'reply-target');
  const answered = await find(ctx, named);
  const root = answered.replyTo ? await find(ctx, answered.replyTo) : answered;
  if (root.articleId !== articleId) throw invalid('target', 'reply-target');
  if (root.deletedAt) throw new AppError('conflict', 'thread-gone');
  const { db, workspaceId, actor } = ctx;
  const asked =
    actor.role === 'reader' &&
    (await rows.isAsked(db, workspaceId, root.id, actor.id));
  permit(canReply(actor, { ...root.owned, asked }));
  return {
    content: {
      ...content,
      replacement: null,
      claim: null,
      visibility: root.visibility,
      assignee: null,
      due: null,
      resolved: false,
    },
    place: { version: root.version, anchor: null },
    replyTo: root.id,
    late: false,
  };
}

type Given = Settled & { id: string; articleId: string; foreign: Foreign };

/**
 * Those who write at the same time share a statement, and its way to the disk.
 * https://www.postgresql.org/docs/current/wal-configuration.html (commit_delay)
 */
const insertOne = batched(rows.insertAnnotations);

async function insert(ctx: Context, given: Given): Promise<Kept> {
  const at = await insertOne(ctx.db, rowOf(ctx, given));
  const kept = made(ctx.actor, given, at);
  if (given.late) await carryLate(ctx, given.articleId);
  return kept;
}

/**
 * As it is written down. Each field by its name, here and below: objects that are
 * spread into each other cost our share of a batch a third of its time.
 */
function rowOf(
  { actor, workspaceId }: Context,
  { content, place, id, articleId, foreign, replyTo }: Given,
): rows.NewAnnotation {
  return {
    workspaceId,
    id,
    articleId,
    version: place.version,
    kind: content.kind,
    colour: content.colour,
    replacement: content.replacement,
    body: content.body,
    visibility: content.visibility,
    resolved: content.resolved,
    foreign,
    createdBy: actor.id,
    anchor: place.anchor,
    replyTo,
    assignee: content.assignee,
    due: content.due,
    verb: `${nounOf(content)}.create`,
    detail: detailOf(content, replyTo),
  };
}

/** As it is given out. @throws AppError conflict when its id was taken */
function made(
  { id, name, role, colour }: Person,
  given: Given,
  at: number | null,
): Kept {
  if (at === null) throw new AppError('conflict', 'id-taken');
  const { content, place } = given;
  return {
    id: given.id,
    articleId: given.articleId,
    version: place.version,
    kind: content.kind,
    colour: content.colour,
    replacement: content.replacement,
    // What is a claim is read back whole.
    claim: null,
    decision: null,
    body: content.body,
    tags: content.tags,
    visibility: content.visibility,
    resolved: content.resolved,
    assignee: content.assignee,
    due: content.due,
    replyTo: given.replyTo,
    revision: 1,
    author: { id, name, role, colour },
    createdAt: at,
    updatedAt: at,
    anchor: place.anchor,
    foreign: given.foreign,
  };
}

/** With all that hangs on it: tags, those named, who is to see to it. */
async function insertWhole(ctx: Context, tx: Tx, given: Given): Promise<Kept> {
  const { id, articleId, content } = given;
  await expectAssignable(ctx, articleId, content.assignee);
  await insert(ctx, given);
  if (content.claim) {
    const quote = given.place.anchor?.exact ?? '';
    const words = { statement: content.body, quote };
    const claim = { id, articleId, claim: content.claim, words };
    await insertClaim(tx, ctx.workspaceId, claim);
  }
  await replaceTags(ctx, tx, id, content.tags);
  const made = await find(ctx, id);
  await tellConcerned(ctx, tx, made, null);
  return made;
}

const isId = (text: string | undefined): text is string =>
  text !== undefined && validate(text) && uuidVersion(text) === 7;
