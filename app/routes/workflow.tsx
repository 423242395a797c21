import {
  redirect,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { GATES_OF, RULES, WORKFLOWS } from '#app/gates/gate.ts';
import { changeWorkflow, getWorkflow } from '#app/gates/workflow.server.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import { listMembers } from '#app/people/members.server.ts';
import { canManagePeople } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import gates from '#app/ui/styles/gates.css?url';

export const meta: MetaFunction = () => [
  { title: '审校流程 Workflow · 旁注 Pangzhu' },
];

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: gates }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const [shell, settings, people] = await Promise.all([
    shellData(ctx),
    getWorkflow(ctx),
    listMembers(ctx),
  ]);
  return {
    ...{ shell, settings },
    people: people
      .filter(({ role, disabled }) => role !== 'reader' && !disabled)
      .map(({ id, name }) => ({ id, name })),
  };
}

/** Says how the workspace reviews and publishes. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, 200_000);
    const signers = Object.fromEntries(
      [...form.keys()]
        .filter(key => key.startsWith('signers.'))
        .map(key => [key.slice('signers.'.length), form.getAll(key)]),
    );
    await changeWorkflow(ctx, Number(form.get('revision')), {
      ...{ workflow: form.get('workflow'), signers },
      rules: form.getAll('rule'),
    });
    return redirect('/workflow');
  });

export default function WorkflowPage() {
  const { t } = useTranslation();
  const { shell, settings, people } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const may = canManagePeople(shell.me);
  const { workflow, rules, signers, revision } = settings;
  return (
    <Shell {...shell} at="people">
      <div className="head">
        <div className="grow">
          <h1>{t('gates.workflow')}</h1>
          <p className="muted">{t('gates.workflowLead')}</p>
        </div>
      </div>
      {problem && <Fault>{problem.detail}</Fault>}
      <Form method="post" className="gatepage" key={revision}>
        <fieldset disabled={!may}>
          <input type="hidden" name="revision" value={revision} />
          <h2>{t('gates.which')}</h2>
          {WORKFLOWS.map(one => (
            <label className="row" key={one}>
              <input
                type="radio"
                name="workflow"
                value={one}
                defaultChecked={one === workflow}
              />
              {t(`workflow.${one}`)}
            </label>
          ))}
          <h2>{t('gates.rules')}</h2>
          {RULES.map(rule => (
            <label className="row" key={rule}>
              <input
                type="checkbox"
                name="rule"
                value={rule}
                defaultChecked={rules.includes(rule)}
              />
              {t(`gates.rule.${rule}`)}
            </label>
          ))}
          <h2>{t('gates.signers')}</h2>
          <p className="muted">{t('gates.signersHint')}</p>
          {GATES_OF[workflow].map(gate => (
            <details key={gate}>
              <summary>
                {t(`gate.${gate}`)}
                <span className="muted">
                  {' · '}
                  {(signers[gate] ?? [])
                    .map(id => people.find(one => one.id === id)?.name ?? '')
                    .join('、') || t('gates.everybody')}
                </span>
              </summary>
              {people.map(({ id, name }) => (
                <label className="row" key={id}>
                  <input
                    type="checkbox"
                    name={`signers.${gate}`}
                    value={id}
                    defaultChecked={signers[gate]?.includes(id) ?? false}
                  />
                  {name}
                </label>
              ))}
            </details>
          ))}
        </fieldset>
        {may && (
          <p>
            <button className="btn pri">{t('gates.save')}</button>
          </p>
        )}
      </Form>
    </Shell>
  );
}
