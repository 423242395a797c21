import { changeWorkflow, getWorkflow } from '#app/gates/workflow.server.ts';
import { GATES_OF, type WorkflowSettings } from '#app/gates/gate.ts';
import { json, jsonBody, resource } from '#app/http/api.server.ts';
import { etagOf, revisionIn } from '#app/http/etag.ts';
import type { Reply } from '#app/http/reply.ts';

/** How the workspace reviews and publishes. */
const operations = resource({
  GET: async ({ ctx }) => shown(await getWorkflow(ctx)),
  PATCH: async given =>
    shown(
      await changeWorkflow(
        given.ctx,
        revisionIn(given.request.headers.get('if-match')),
        jsonBody(given),
      ),
    ),
});

const shown = ({ revision, ...settings }: WorkflowSettings): Reply =>
  json(
    { ...settings, gates: GATES_OF[settings.workflow] },
    { headers: { ETag: etagOf(revision) } },
  );

export const loader = operations.loader;
export const action = operations.action;
