import { carryLate, type Hint } from '#app/annotations/carrying.server.ts';
import { describe } from '#app/anchoring/describe.ts';
import { resolveAll } from '#app/anchoring/resolve.ts';
import type { Span } from '#app/articles/article.ts';
import { getText, versionContent } from '#app/articles/articles.server.ts';
import { voidingOf, type Words } from '#app/articles/changed-sentences.ts';
import {
  bySentence,
  joined,
  layOver,
  type Check,
  type CheckSpan,
} from '#app/claims/check.ts';
import { Checks, Pairs } from '#app/claims/check.schema.ts';
import {
  checkedSentences,
  coverageOf,
  totalsOf,
  type CoverageRun,
  type CoverageState,
  type CoverageView,
  type Covering,
} from '#app/claims/coverage.ts';
import { agreementOf, type Agreement } from '#app/claims/agreement.ts';
import { openPairs, overlaps } from '#app/claims/pairs.ts';
import { permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canCheck, canEditArticles } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { findContent, lockArticle } from '#db/queries/articles.ts';
import * as rows from '#db/queries/checks.ts';
import { findPeople } from '#db/queries/people.ts';
import { transaction } from '#db/transaction.ts';

export type Who = { id: string; name: string };

/** What of a version is checked, as `/api/v1` gives it (contract 7). */
export type Coverage = {
  version: number;
  length: number;
  segments: { start: number; end: number; state: CoverageState; by: Who[] }[];
  totals: Record<CoverageState, number>;
  sentences: { total: number; checked: number };
};

/** A version with all that lies on it. */
export type Laid = { version: number; words: Words; covering: Covering };

/** What lies on a version, the newest where none is named. @throws AppError not-found */
export async function layOut(
  ctx: Context,
  articleId: string,
  version?: number,
): Promise<Laid> {
  const { number, newest } = await getText(ctx, articleId, version);
  return layOn(ctx, { id: articleId, version: number, newest });
}

/** A version that the actor is known to see, and the number of its article's newest. */
type Seen = { id: string; version: number; newest: number };

async function layOn(ctx: Context, seen: Seen): Promise<Laid> {
  const { id, version, newest } = seen;
  if (version === newest) await carryLate(ctx, id, newest);
  const [words, covering] = await Promise.all([
    versionContent(ctx, id, version),
    rows.readCovering(ctx.db, ctx.workspaceId, id, version),
  ]);
  const { length } = words.text;
  return { version, words, covering: { ...covering, length } };
}

/** Every character's state, for the actor. @throws AppError not-found */
export async function getCoverage(
  ctx: Context,
  articleId: string,
  version?: number,
): Promise<Coverage> {
  const laid = await layOut(ctx, articleId, version);
  const runs = coverageOf(laid.covering, ctx.actor.id);
  const named = await whoIsWho(ctx, runs);
  const { words, version: number } = laid;
  const done = checkedSentences(words.text, words.sentences, runs);
  return {
    version: number,
    length: words.text.length,
    // Each by its name: there are many, and to spread them takes longer than to find them.
    segments: runs.map(run => ({
      start: run.start,
      end: run.end,
      state: run.state,
      by: named(run.by),
    })),
    totals: totalsOf(runs),
    sentences: { total: done.length, checked: done.filter(Boolean).length },
  };
}

/** How those who make runs so are called: most lists are one and the same. */
async function whoIsWho(
  { db, workspaceId }: Context,
  runs: readonly CoverageRun[],
): Promise<(by: readonly string[]) => Who[]> {
  const lists = new Map<readonly string[], Who[]>();
  for (const { by } of runs) lists.set(by, []);
  const ids = new Set([...lists.keys()].flat());
  const people = await findPeople(db, workspaceId, [...ids]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  for (const [by, list] of lists) {
    for (const id of by) list.push({ id, name: names.get(id) ?? '' });
  }
  return by => lists.get(by) ?? [];
}

/** The same, for a page that has read the version. */
export async function viewCoverage(
  ctx: Context,
  seen: Seen,
): Promise<CoverageView> {
  const { covering } = await layOn(ctx, seen);
  const { pairs } = covering;
  return { runs: coverageOf(covering, ctx.actor.id), pairs };
}

/** The actor's own marks on a version. @throws AppError not-found */
export async function listOwnChecks(
  ctx: Context,
  articleId: string,
  version?: number,
): Promise<{ items: OwnCheck[] }> {
  const { number } = await getText(ctx, articleId, version);
  const person = ctx.actor.id;
  const found = await rows.listChecks(
    ctx.db,
    ctx.workspaceId,
    articleId,
    number,
    { person },
  );
  return { items: found.map(check => shown(check, number)) };
}

/** A mark as `/api/v1` gives it: the asker's own. */
export type OwnCheck = Omit<Check, 'person'> & { version: number };

const shown = ({ person: _, ...check }: Check, version: number): OwnCheck => ({
  version,
  ...check,
});

/**
 * Lays spans over the actor's own marks on a version; `unchecked` takes away. What
 * somebody looks at anew takes the place of others' marks whose words have
 * changed. A version that has been replaced since is taken too: the marks are
 * carried into the newest as those before them were.
 *
 * @throws AppError forbidden, not-found, invalid
 */
export async function putChecks(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<{ items: OwnCheck[] }> {
  permit(canCheck(ctx.actor));
  const given = parse(Checks, input);
  const { workspaceId, actor } = ctx;
  const version = versionOf(given);
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const { newest } = await getText(inside, articleId, version);
    const words = await wordsOf(tx, workspaceId, articleId, version);
    expectInside(given, words.text.length);
    const spans = given.flatMap(span => bySentence(span, words.sentences));
    await lay(inside, tx, articleId, version, spans);
    if (version < newest) {
      const after = await wordsOf(tx, workspaceId, articleId, newest);
      const moved = carrySpans(words, after, spans);
      const fresh = moved.filter(({ stale }) => !stale);
      await lay(inside, tx, articleId, newest, fresh);
    }
    const [from, to] = reach(spans);
    const own = await rows.listChecks(tx, workspaceId, articleId, version, {
      ...{ from, to, person: actor.id },
    });
    return { items: own.map(check => shown(check, version)) };
  });
}

/** Lays spans of one version, and writes down who did. */
async function lay(
  { workspaceId, actor }: Context,
  tx: Tx,
  articleId: string,
  version: number,
  spans: readonly CheckSpan[],
): Promise<void> {
  if (spans.length === 0) return;
  const [from, to] = reach(spans);
  const there = await rows.listChecks(tx, workspaceId, articleId, version, {
    ...{ from, to },
  });
  const isMine = ({ person }: Check): boolean => person === actor.id;
  const mine = there.filter(isMine);
  const person = actor.id;
  const after = layOver(mine, spans, ({ start, end, state }) => ({
    ...{ start, end, state, person, stale: false },
  }));
  // Whoever looks at changed words speaks of them as they are now.
  const looked = spans.filter(({ state }) => state !== 'unchecked');
  const fallen = there.filter(check => !isMine(check) && check.stale);
  const left = layOver(
    fallen,
    looked.map(span => ({ ...span, state: 'unchecked' as const })),
    () => {
      throw new Error('Nothing is laid');
    },
  );
  await rows.deleteChecks(tx, workspaceId, articleId, version, [
    ...mine,
    ...fallen,
  ]);
  await rows.insertChecks(tx, workspaceId, articleId, version, [
    ...after,
    ...left,
  ]);
  await record({ workspaceId, actor }, tx, articleId, version, spans);
}

/** The trail: what nobody else may know yet is told apart. */
async function record(
  { workspaceId, actor }: Pick<Context, 'workspaceId' | 'actor'>,
  tx: Tx,
  articleId: string,
  version: number,
  spans: readonly CheckSpan[],
): Promise<void> {
  const covering = await rows.readCovering(tx, workspaceId, articleId, version);
  const secret = openPairs(covering);
  const isSecret = (span: CheckSpan): boolean => overlaps(secret, [span]);
  for (const blind of [false, true]) {
    const told = spans.filter(span => isSecret(span) === blind);
    if (told.length === 0) continue;
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'check.change',
      objectId: articleId,
      articleId,
      detail: {
        version,
        spans: told.map(({ start, end, state }) => ({ start, end, state })),
        ...(blind ? { blind } : {}),
      },
    });
  }
}

/**
 * Carries checks and pairs into a new version: marks on sentences that stand as
 * they did go along, those on changed ones are stale there, and what has no
 * place is checked no longer.
 */
export async function carryChecks(
  { workspaceId, actor }: Context,
  tx: Db | Tx,
  articleId: string,
  version: number,
  hint?: Hint,
): Promise<void> {
  const from = version - 1;
  const there = await rows.listChecks(tx, workspaceId, articleId, from);
  const pairs = await rows.listPairs(tx, workspaceId, articleId, from);
  if (there.length === 0 && pairs.length === 0) return;
  const before = await wordsOf(tx, workspaceId, articleId, from);
  const after = await wordsOf(tx, workspaceId, articleId, version);
  const carried = carrySpans(before, after, there, hint);
  await rows.insertChecks(tx, workspaceId, articleId, version, apart(carried));
  const needed = carrySpans(
    before,
    after,
    pairs.flatMap(([start, end]) =>
      bySentence({ start, end }, before.sentences),
    ),
    hint,
  );
  if (needed.length === 0) return;
  await rows.replacePairs(tx, workspaceId, articleId, version, {
    spans: joined(needed.map(({ start, end }): Span => [start, end])),
    createdBy: actor.id,
  });
}

/** Where spans of one version are in another, each with whether its words have changed; those without a place are left out. */
function carrySpans<T extends { start: number; end: number; stale?: boolean }>(
  before: Words,
  after: Words,
  spans: readonly T[],
  hint?: Hint,
): (T & { stale: boolean })[] {
  const places = new Map<string, Span>();
  for (const { start, end } of spans)
    places.set(`${start}-${end}`, [start, end]);
  const found = new Map<string, { to: Span; voided: boolean }>();
  const keys = [...places.keys()];
  const expected = keys.map(key => {
    const [start, end] = places.get(key) ?? [0, 0];
    const mapped = hint?.(start) ?? null;
    const anchor = { ...describe(before.text, start, end) };
    return mapped === null ? anchor : { ...anchor, hint: mapped };
  });
  resolveAll(after.text, expected, before.text).forEach((resolution, i) => {
    const key = keys[i] ?? '';
    const from = places.get(key);
    const { start, end } = resolution;
    if (!from || start === null || end === null) return;
    const to: Span = [start, end];
    const { voided } = voidingOf(before, from, after, to);
    found.set(key, { to, voided });
  });
  return spans.flatMap(span => {
    const place = found.get(`${span.start}-${span.end}`);
    if (!place) return [];
    const [start, end] = place.to;
    return [
      { ...span, start, end, stale: place.voided || span.stale === true },
    ];
  });
}

/** Marks of one person that have come to lie on each other are parted, stale ones giving way to none. */
function apart(checks: readonly Check[]): Check[] {
  const last = new Map<string, Check>();
  const kept: Check[] = [];
  for (const check of [...checks].sort((a, b) => a.start - b.start)) {
    const before = last.get(check.person);
    const start = Math.max(check.start, before?.end ?? 0);
    if (start >= check.end) continue;
    const one = { ...check, start };
    kept.push(one);
    last.set(check.person, one);
  }
  return kept;
}

/** Where two have to check a version, and have not yet. */
export async function blindSpans(
  { db, workspaceId }: Context,
  articleId: string,
  version: number,
): Promise<Span[]> {
  const pairs = await rows.listPairs(db, workspaceId, articleId, version);
  if (pairs.length === 0) return [];
  const checks = await rows.listChecks(db, workspaceId, articleId, version);
  return openPairs({ checks, pairs });
}

/** What others may see somebody select: nothing where they may not see each other check. */
export async function selectionToShow(
  ctx: Context,
  articleId: string,
  selection: Span | null,
): Promise<Span | null> {
  if (!selection) return null;
  const { newest } = await getText(ctx, articleId);
  const blind = await blindSpans(ctx, articleId, newest);
  const [start, end] = selection;
  return overlaps(blind, [{ start, end: Math.max(end, start + 1) }])
    ? null
    : selection;
}

/** Where two people have to check, and how they agree where both have. */
export type PairsView = {
  version: number;
  items: { start: number; end: number }[];
  agreement: Agreement;
};

/** @throws AppError not-found */
export async function getPairs(
  ctx: Context,
  articleId: string,
  version?: number,
): Promise<PairsView> {
  const {
    version: number,
    words,
    covering,
  } = await layOut(ctx, articleId, version);
  return {
    version: number,
    items: covering.pairs.map(([start, end]) => ({ start, end })),
    agreement: agreementOf(covering, words.sentences),
  };
}

/** Says where two people have to check, or no longer. @throws AppError forbidden, not-found, invalid, conflict */
export async function putPairs(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<PairsView> {
  permit(canEditArticles(ctx.actor));
  const given = parse(Pairs, input);
  const { workspaceId, actor } = ctx;
  const version = versionOf(given);
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const { newest, text } = await getText(inside, articleId, version);
    if (version !== newest) {
      throw new AppError('conflict', 'version-stale', {
        params: { version: newest },
        current: { version: newest },
      });
    }
    expectInside(given, text.length);
    const there = await rows.listPairs(tx, workspaceId, articleId, version);
    let spans = there;
    for (const { start, end, needed } of given) {
      spans = needed
        ? joined([...spans, [start, end]])
        : spans.flatMap(([from, to]): Span[] => {
            const left: Span[] =
              from < start ? [[from, Math.min(to, start)]] : [];
            const right: Span[] = end < to ? [[Math.max(from, end), to]] : [];
            return [...left, ...right];
          });
    }
    await rows.replacePairs(tx, workspaceId, articleId, version, {
      ...{ spans, createdBy: actor.id },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'pair.change',
      objectId: articleId,
      articleId,
      detail: { version, spans: given.slice(0, 50) },
    });
    return getPairs(inside, articleId, version);
  });
}

async function wordsOf(
  tx: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
): Promise<Words> {
  const words = await findContent(tx, workspaceId, articleId, version);
  if (!words) throw new AppError('not-found', 'not-found');
  return words;
}

/** @throws AppError invalid where spans speak of several versions */
function versionOf(spans: readonly { version: number }[]): number {
  const version = spans[0]?.version ?? 0;
  if (spans.some(span => span.version !== version)) {
    throw invalid('version', 'versions-several');
  }
  return version;
}

/** @throws AppError invalid */
function expectInside(
  spans: readonly { start: number; end: number }[],
  length: number,
): void {
  const at = spans.findIndex(({ start, end }) => end <= start || end > length);
  if (at >= 0) throw invalid(`${at}.end`, 'position-invalid');
}

function reach(spans: readonly { start: number; end: number }[]): Span {
  let [from, to] = [Infinity, 0];
  for (const { start, end } of spans) {
    from = Math.min(from, start);
    to = Math.max(to, end);
  }
  return [from, to];
}
