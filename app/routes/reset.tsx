import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  linkLoader,
  SECRET_PAGE,
  pageAction,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { countAttempt } from '#app/people/attempts.server.ts';
import { Door, Fault, Field } from '#app/people/Door.tsx';
import { lookAtReset, resetPassword } from '#app/people/entry-links.server.ts';

export const meta: MetaFunction = () => [
  { title: '新密码 New password · 旁注 Pangzhu' },
];
export const headers: HeadersFunction = () => SECRET_PAGE;

/** Looking changes nothing: the link is used when the form is sent. */
export const loader = (args: LoaderFunctionArgs) =>
  linkLoader(args, async token => {
    await lookAtReset(args.context, token);
    return {};
  });

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    await countAttempt(context.clientAddress, 'reset');
    const token = String(form.get('token') ?? '');
    const personId = await resetPassword(context, token, form.get('password'));
    context.live.recheck(personId);
    return redirect('/sign-in');
  });

export default function Reset() {
  const { t } = useTranslation();
  const { token, problem: dead } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const [fault] = Object.values(problem?.errors ?? {}).flat();
  return (
    <Door
      title={t('people.newPassword')}
      lead={dead ? '' : t('people.newPasswordLead')}
      here={`/reset?token=${token}`}
    >
      {dead ? (
        <Fault>{dead.detail}</Fault>
      ) : (
        <form method="post" action="/reset">
          <input type="hidden" name="token" value={token} />
          <Field
            name="password"
            type="password"
            label={t('people.newPassword')}
            hint={t('people.passwordHint')}
            autoComplete="new-password"
            fault={fault}
          />
          {problem && !fault && <Fault>{problem.detail}</Fault>}
          <button className="btn pri" type="submit">
            {t('people.setPassword')}
          </button>
        </form>
      )}
    </Door>
  );
}
