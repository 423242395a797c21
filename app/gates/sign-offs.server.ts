import { getText } from '#app/articles/articles.server.ts';
import { NewSignOff } from '#app/gates/gate.schema.ts';
import {
  GATES_OF,
  isReview,
  nextGate,
  standingsOf,
  type Gate,
  type GateStanding,
  type SignOff,
} from '#app/gates/gate.ts';
import { getWorkflow } from '#app/gates/workflow.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canSign } from '#app/people/policy.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { lockArticle } from '#db/queries/articles.ts';
import * as rows from '#db/queries/gates.ts';
import { transaction } from '#db/transaction.ts';

/** Where an article stands: who signed what, and what is open. */
export type Signing = {
  items: SignOff[];
  gates: GateStanding[];
  /** The newest version, which is what is signed. */
  version: number;
  versionHash: string;
  /** Its length, UTF-16 units: errors are counted by it. */
  length: number;
};

/** @throws AppError not-found */
export async function getSigning(
  ctx: Context,
  articleId: string,
): Promise<Signing> {
  const { db, workspaceId } = ctx;
  const { newest, text, hash } = await getText(ctx, articleId);
  const { workflow } = await getWorkflow(ctx);
  const items = await rows.listSignOffs(db, workspaceId, articleId);
  return {
    items,
    gates: standingsOf(GATES_OF[workflow], items),
    version: newest,
    versionHash: hash,
    length: text.length,
  };
}

/**
 * Lets the newest version through its next gate. Reviews are signed by another
 * person each, and by none who made a version.
 *
 * @throws AppError forbidden, not-found, invalid, conflict: out of order, signed
 * already, over other words, or by somebody who may not sign this one
 */
export async function signOff(
  ctx: Context,
  articleId: string,
  input: unknown,
): Promise<SignOff> {
  permit(canSign(ctx.actor, []));
  const { gate, versionHash, note, errors, person } = parse(NewSignOff, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await lockArticle(tx, workspaceId, articleId);
    const signing = await getSigning(inside, articleId);
    const { signers } = await getWorkflow(inside);
    permit(canSign(actor, signers[gate] ?? []));
    const { version, gates } = signing;
    if (versionHash !== signing.versionHash) {
      throw new AppError('conflict', 'hash-stale', {
        params: { version },
        current: { version, versionHash: signing.versionHash },
      });
    }
    if (person !== undefined && person !== actor.id) {
      throw new AppError('conflict', 'signer-other');
    }
    expectNext(gates, gate);
    if (isReview(gate)) await expectReviewer(inside, tx, articleId, signing);
    const id = newId();
    await rows.insertSignOff(tx, workspaceId, articleId, {
      ...{ id, gate, version, versionHash, note, errors, person: actor.id },
    });
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'sign-off.create',
      objectId: id,
      articleId,
      detail: { gate, version, versionHash, body: note, errors },
    });
    const all = await rows.listSignOffs(tx, workspaceId, articleId);
    const made = all.find(one => one.id === id);
    if (!made) throw new Error('A sign-off was written');
    return made;
  });
}

/** @throws AppError conflict */
function expectNext(gates: readonly GateStanding[], gate: Gate): void {
  const standing = gates.find(one => one.gate === gate);
  if (!standing) throw new AppError('conflict', 'gate-absent');
  if (standing.state === 'signed') {
    throw new AppError('conflict', 'gate-signed');
  }
  const next = nextGate(gates);
  if (next !== gate) throw new AppError('conflict', 'gate-order');
}

/** @throws AppError conflict */
async function expectReviewer(
  { workspaceId, actor }: Context,
  tx: Tx,
  articleId: string,
  { items }: Signing,
): Promise<void> {
  if (await rows.hasWritten(tx, workspaceId, articleId, actor.id)) {
    throw new AppError('conflict', 'signer-author');
  }
  const other = items.some(
    one => !one.void && isReview(one.gate) && one.person.id === actor.id,
  );
  if (other) throw new AppError('conflict', 'signer-again');
}
