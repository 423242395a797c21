import { WorkflowPatch } from '#app/gates/gate.schema.ts';
import { RULES, type WorkflowSettings } from '#app/gates/gate.ts';
import {
  expectRevision,
  permit,
  within,
  type Context,
} from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import { parse } from '#app/parse.server.ts';
import { canManagePeople } from '#app/people/policy.ts';
import { recordActivity } from '#db/queries/activity.ts';
import * as rows from '#db/queries/gates.ts';
import { findPeople, lockWorkspace } from '#db/queries/people.ts';
import { transaction } from '#db/transaction.ts';

/** Where nobody has said otherwise: 三审三校, and every rule. */
const USUAL: WorkflowSettings = {
  workflow: 'three-reviews',
  rules: RULES,
  signers: {},
  revision: 1,
};

/** How the workspace reviews and publishes. */
export const getWorkflow = async ({
  db,
  workspaceId,
}: Context): Promise<WorkflowSettings> =>
  (await rows.findWorkflow(db, workspaceId)) ?? USUAL;

/** Says how the workspace reviews and publishes. @throws AppError forbidden, stale, invalid */
export async function changeWorkflow(
  ctx: Context,
  seen: number | null,
  input: unknown,
): Promise<WorkflowSettings> {
  permit(canManagePeople(ctx.actor));
  const { workflow, rules, signers } = parse(WorkflowPatch, input);
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    await lockWorkspace(tx, workspaceId);
    const before = await getWorkflow(within(ctx, tx));
    expectRevision(seen, before.revision, () => before);
    const ids = [...new Set(Object.values(signers ?? {}).flat())];
    const known = await findPeople(tx, workspaceId, ids);
    if (known.length < ids.length) throw invalid('signers', 'person-unknown');
    const after: WorkflowSettings = {
      workflow: workflow ?? before.workflow,
      rules: rules ?? before.rules,
      signers: signers ?? before.signers,
      revision: before.revision + 1,
    };
    await rows.writeWorkflow(tx, workspaceId, after);
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'workflow.change',
      objectId: workspaceId,
      revision: after.revision,
      detail: { workflow: after.workflow, rules: after.rules },
    });
    return getWorkflow(within(ctx, tx));
  });
}
