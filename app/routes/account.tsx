import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import { sessionCookie } from '#app/http/cookies.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { AccountForm } from '#app/people/AccountForm.tsx';
import { openSession } from '#app/people/accounts.server.ts';
import { Fault } from '#app/people/Door.tsx';
import { changeMember, getMember } from '#app/people/members.server.ts';
import { Device } from '#app/people/Device.tsx';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [
  { title: '账号 Account · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const [shell, me] = await Promise.all([
    shellData(ctx),
    getMember(ctx, ctx.actor.id),
  ]);
  return { shell, me, mails: args.context.mail !== null };
}

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    const ctx = await requireVisitor(args);
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    const { intent, revision, ...fields } = Object.fromEntries(form);
    const { id } = ctx.actor;
    const seen = Number(revision);
    if (intent === 'password') {
      await changeMember(ctx, id, seen, fields);
      context.live.recheck(id);
      // All sessions have ended; this one goes on as a new one.
      const opened = await openSession(context, ctx.actor);
      const { cookie, expiresAt } = opened;
      const set = sessionCookie(cookie, expiresAt, context.secure);
      return redirect('/account', { headers: { 'Set-Cookie': set } });
    }
    const { colour, ...rest } = fields;
    await changeMember(ctx, id, seen, {
      ...rest,
      ...(colour === undefined ? {} : { colour: Number(colour) }),
    });
    return redirect('/account');
  });

export default function AccountPage() {
  const { t } = useTranslation();
  const { shell, me, mails } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const fault = (field: string) => problem?.errors?.[field]?.[0];
  return (
    <Shell {...shell} at="account">
      <div className="head">
        <div className="grow">
          <h1>{t('account.title')}</h1>
          <p>{me.email}</p>
        </div>
        <Device to="/account" />
      </div>
      {problem && !problem.errors && <Fault>{problem.detail}</Fault>}
      <AccountForm me={me} mails={mails} fault={fault} key={me.revision} />
    </Shell>
  );
}
