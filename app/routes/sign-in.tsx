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
  ownPath,
  pageAction,
  type Refused,
  visitor,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { isSetUp, signIn } from '#app/people/accounts.server.ts';
import { countAttempt, forgetAttempts } from '#app/people/attempts.server.ts';
import { Door, Field, Fault } from '#app/people/Door.tsx';
import { Icon } from '#app/ui/Icon.tsx';

export const meta: MetaFunction = () => [
  { title: '登录 Sign in · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  if (!(await isSetUp(args.context))) throw redirect('/setup');
  if (await visitor(args)) throw redirect('/articles');
  const { searchParams } = new URL(args.request.url);
  const reason = searchParams.get('problem');
  const { oidc, mail } = args.context;
  return {
    to: ownPath(searchParams.get('to')),
    elsewhere: oidc?.name ?? null,
    mails: mail !== null,
    // One of our own sentences, or none.
    reason: reason && /^oidc-[a-z]+$|^too-many$/.test(reason) ? reason : null,
  };
}

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    const email = String(form.get('email') ?? '').trim();
    await countAttempt(context.clientAddress, email);
    const password = String(form.get('password') ?? '');
    const opened = await signIn(context, email, password);
    await forgetAttempts(context.clientAddress, email);
    const cookie = sessionCookie(
      opened.cookie,
      opened.expiresAt,
      context.secure,
    );
    const headers = { 'Set-Cookie': cookie };
    return redirect(ownPath(form.get('to')), { headers });
  });

export default function SignIn() {
  const { t } = useTranslation();
  const { to, elsewhere, mails, reason } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  return (
    <Door title={t('people.signInTo')} here="/sign-in">
      <form method="post" action={`/sign-in?to=${encodeURIComponent(to)}`}>
        <input type="hidden" name="to" value={to} />
        <Field
          name="email"
          type="email"
          label={t('people.email')}
          autoComplete="username"
        />
        <Field
          name="password"
          type="password"
          label={t('people.password')}
          autoComplete="current-password"
        />
        {problem && <Fault>{problem.detail}</Fault>}
        {!problem && reason && (
          <Fault>{t(`error.${reason}`, { minutes: 15 })}</Fault>
        )}
        <button className="btn pri" type="submit">
          {t('people.signIn')}
        </button>
        {mails && <a href="/forgot">{t('people.forgot')}</a>}
        {elsewhere && (
          <>
            <p className="or">{t('people.or')}</p>
            <a
              className="btn line"
              href={`/sign-in/elsewhere?to=${encodeURIComponent(to)}`}
            >
              <Icon name="lock" small />
              {t('people.signInWith', { name: elsewhere })}
            </a>
          </>
        )}
      </form>
    </Door>
  );
}
