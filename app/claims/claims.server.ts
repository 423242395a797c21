import { z } from 'zod';

import {
  deleteAnnotation,
  reviseAnnotation,
  restoreAnnotation,
} from '#app/annotations/annotations.server.ts';
import { carryLate } from '#app/annotations/carrying.server.ts';
import { annotate } from '#app/annotations/creation.server.ts';
import { placeNamed, spanFaults } from '#app/annotations/placing.server.ts';
import { getText } from '#app/articles/articles.server.ts';
import type { Claim, ClaimInArticle } from '#app/claims/claim.ts';
import { ClaimPatch, NewClaim } from '#app/claims/claim.schema.ts';
import { resemblance, sketchOfClaim } from '#app/claims/resemblance.ts';
import type { Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { parse } from '#app/parse.server.ts';
import * as rows from '#db/queries/claims.ts';
import type { ClaimRow } from '#db/queries/claims.ts';

/** A claim and the revision that its ETag names: its annotation's. */
export type Revised = { value: Claim; revision: number };

/**
 * Says that words of an article are to be checked. Where their speaker, kind and
 * priority are left out, the turn and the words say them.
 *
 * @throws AppError forbidden, not-found, invalid, conflict
 */
export async function createClaim(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<Revised> {
  const given = parse(NewClaim, input);
  const { id, version, start, end, quote, prefix, suffix, ...said } = given;
  const words = { version, start, end, quote, prefix, suffix };
  const { statement = '', checker = null, due = null } = said;
  const { tags = [], visibility = 'team', ...rest } = said;
  const { speaker, kind, priority, verdict, value, finding } = rest;
  const made = await annotate(
    ctx,
    articleId,
    {
      content: {
        ...{ kind: 'claim', colour: null, replacement: null, resolved: false },
        ...{ body: statement, tags, visibility, assignee: checker, due },
        claim: { speaker, kind, priority, verdict, value, finding },
      },
      place: placeNamed(articleId, words),
      foreign: {},
      foreignId: null,
    },
    id,
  ).catch((error: unknown) => {
    throw error instanceof AppError ? named(error) : error;
  });
  return getClaim(ctx, made.id);
}

/** Faults of an annotation, in the words of a claim. */
const named = (error: AppError): AppError =>
  spanFaults(error, ['assignee', 'checker']);

/** One claim. @throws AppError not-found */
export async function getClaim(ctx: Context, id: string): Promise<Revised> {
  const row = await find(ctx, id);
  return { value: shown(row), revision: row.revision };
}

const Cursor = z.object({ number: z.int().min(1) });

/** An article's claims by their numbers. @throws AppError not-found, invalid for a cursor not of ours */
export async function listClaims(
  ctx: Context,
  articleId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Claim[]; next: string | null }> {
  await getText(ctx, articleId);
  await carryLate(ctx, articleId);
  const { db, workspaceId, actor } = ctx;
  const after = cursor === undefined ? null : readCursor(Cursor, cursor).number;
  const found = await rows.listClaims(db, workspaceId, actor, articleId, {
    limit: limit + 1,
    after,
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(shown),
    next: last ? writeCursor(Cursor, { number: last.number }) : null,
  };
}

/** Every claim of an article, or with null of all that the actor may see. */
export async function allClaims(
  ctx: Context,
  articleId: string | null,
): Promise<ClaimInArticle[]> {
  const { db, workspaceId, actor } = ctx;
  const found = await rows.listClaims(db, workspaceId, actor, articleId);
  return found.map(({ deleted: _, ...claim }) => claim);
}

/** How many claims are not decided yet, of all that the actor may see. */
export const openClaims = ({ db, workspaceId, actor }: Context) =>
  rows.countOpenClaims(db, workspaceId, actor);

/**
 * Changes what is said of a claim, or decides it. A verdict that says how it is
 * needs a finding and evidence that was found.
 *
 * @throws AppError forbidden, not-found, stale, invalid, saying what is missing
 */
export async function changeClaim(
  ctx: Context,
  id: string,
  seen: number | null,
  input: unknown,
): Promise<Revised> {
  const change = parse(ClaimPatch, input);
  await find(ctx, id);
  const { statement, checker, due, tags, visibility, resolved } = change;
  const { speaker, kind, priority, verdict, value, finding } = change;
  await reviseAnnotation(ctx, id, seen, before => ({
    kind: before.kind,
    colour: before.colour,
    replacement: before.replacement,
    body: statement ?? before.body,
    tags: tags ?? before.tags,
    visibility: visibility ?? before.visibility,
    resolved: resolved ?? before.resolved,
    assignee: checker === undefined ? before.assignee : checker,
    due: due === undefined ? before.due : due,
    claim: { speaker, kind, priority, verdict, value, finding },
  })).catch(async (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'stale') throw named(error);
    const current = (await getClaim(ctx, id)).value;
    throw new AppError('stale', 'stale', { current });
  });
  return getClaim(ctx, id);
}

/** Removes a claim; `restoreClaim` brings it back for 30 days. @throws AppError forbidden, not-found, stale */
export async function deleteClaim(
  ctx: Context,
  id: string,
  seen: number | null,
): Promise<void> {
  await find(ctx, id);
  await deleteAnnotation(ctx, id, seen).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'stale') throw error;
    const current = (await getClaim(ctx, id)).value;
    throw new AppError('stale', 'stale', { current });
  });
}

/** Brings a removed claim back. @throws AppError forbidden, not-found, conflict after 30 days */
export async function restoreClaim(ctx: Context, id: string): Promise<Revised> {
  await find(ctx, id, { deleted: true });
  await restoreAnnotation(ctx, id);
  return getClaim(ctx, id);
}

/** As many earlier claims as are shown beside a new one. */
const MOST_AKIN = 5;

/**
 * Claims that say nearly the same, or with the same figures, those most like it
 * first: for people to look at. Nothing of them is ever applied by itself.
 *
 * @throws AppError not-found
 */
export async function similarClaims(
  ctx: Context,
  id: string,
): Promise<(ClaimInArticle & { likeness: number })[]> {
  const claim = await find(ctx, id);
  const { db, workspaceId, actor } = ctx;
  const sketch = sketchOfClaim(claim);
  const akin = await rows.listAkin(db, workspaceId, actor, {
    sketch,
    except: id,
  });
  return akin
    .flatMap(({ deleted: _, ...other }) => {
      const likeness = resemblance(claim, other);
      return likeness === null ? [] : [{ ...other, likeness }];
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_AKIN);
}

async function find(
  { db, workspaceId, actor }: Context,
  id: string,
  { deleted = false } = {},
): Promise<ClaimRow> {
  const row = await rows.findClaim(db, workspaceId, actor, id);
  if (!row || (row.deleted && !deleted)) {
    throw new AppError('not-found', 'not-found');
  }
  return row;
}

const shown = ({
  deleted: _,
  title: __,
  revision: ___,
  ...claim
}: ClaimRow): Claim => claim;
