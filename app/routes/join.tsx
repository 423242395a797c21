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
import { sessionCookie } from '#app/http/cookies.ts';
import {
  linkLoader,
  SECRET_PAGE,
  pageAction,
  pageLanguage,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { openSession } from '#app/people/accounts.server.ts';
import { countAttempt } from '#app/people/attempts.server.ts';
import { Door, Fault } from '#app/people/Door.tsx';
import {
  lookAtInvitation,
  takeInvitation,
} from '#app/people/entry-links.server.ts';
import { NewAccountFields } from '#app/people/NewAccountFields.tsx';

export const meta: MetaFunction = () => [
  { title: '加入编辑部 Join · 旁注 Pangzhu' },
];
export const headers: HeadersFunction = () => SECRET_PAGE;

/** Looking changes nothing: the link is used when the form is sent. */
export const loader = (args: LoaderFunctionArgs) =>
  linkLoader(args, token => lookAtInvitation(args.context, token));

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    await countAttempt(context.clientAddress, 'join');
    const { token, ...fields } = Object.fromEntries(form);
    const account = await takeInvitation(context, String(token ?? ''), {
      ...fields,
      language: pageLanguage(args, null),
    });
    context.live.wake();
    const { cookie, expiresAt } = await openSession(context, account);
    const set = sessionCookie(cookie, expiresAt, context.secure);
    return redirect('/articles', { headers: { 'Set-Cookie': set } });
  });

export default function Join() {
  const { t } = useTranslation();
  const { token, found, problem: dead } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const fault = (field: string) => problem?.errors?.[field]?.[0];
  const elsewhere = problem && !problem.errors;
  return (
    <Door
      title={t('people.join')}
      lead={
        found ? t('people.joinLead', { role: t(`role.${found.role}`) }) : ''
      }
      here={`/join?token=${token}`}
    >
      {dead ? (
        <Fault>{dead.detail}</Fault>
      ) : (
        <form method="post" action="/join">
          <input type="hidden" name="token" value={token} />
          <NewAccountFields fault={fault} />
          {elsewhere && <Fault>{problem.detail}</Fault>}
          <button className="btn pri" type="submit">
            {t('people.create')}
          </button>
        </form>
      )}
    </Door>
  );
}
