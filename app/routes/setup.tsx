import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { invalid } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import { sessionCookie } from '#app/http/cookies.ts';
import { pageAction, type Refused } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import {
  isSetUp,
  openSession,
  setUpOwner,
} from '#app/people/accounts.server.ts';
import { countAttempt } from '#app/people/attempts.server.ts';
import { Door, Fault, Field } from '#app/people/Door.tsx';
import { LanguageField } from '#app/people/LanguageField.tsx';
import { NewAccountFields } from '#app/people/NewAccountFields.tsx';

export const meta: MetaFunction = () => [
  { title: '建立编辑部 Set up · 旁注 Pangzhu' },
];

export async function loader({ context }: LoaderFunctionArgs) {
  if (await isSetUp(context)) throw redirect('/sign-in');
  return { codeNeeded: context.setup.needed };
}

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    const { code = '', ...fields } = Object.fromEntries(form);
    if (context.setup.needed) {
      await countAttempt(context.clientAddress, 'setup');
      const typed = String(code).trim().toUpperCase();
      if (typed !== context.setup.code)
        throw invalid('code', 'setup-code-wrong');
    }
    const account = await setUpOwner(context, fields);
    const { cookie, expiresAt } = await openSession(context, account);
    const set = sessionCookie(cookie, expiresAt, context.secure);
    return redirect('/articles', { headers: { 'Set-Cookie': set } });
  });

export default function Setup() {
  const { t, language } = useTranslation();
  const { codeNeeded } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const fault = (field: string) => problem?.errors?.[field]?.[0];
  const elsewhere =
    problem && !['name', 'email', 'password', 'code'].some(fault);
  return (
    <Door title={t('people.setup')} lead={t('people.setupLead')} here="/setup">
      <form method="post" action="/setup">
        {codeNeeded && (
          <Field
            name="code"
            label={t('people.setupCode')}
            hint={t('people.setupCodeHint')}
            autoComplete="off"
            fault={fault('code')}
          />
        )}
        <NewAccountFields fault={fault} />
        <LanguageField value={language} />
        {elsewhere && <Fault>{problem.detail}</Fault>}
        <button className="btn pri" type="submit">
          {t('people.create')}
        </button>
      </form>
    </Door>
  );
}
