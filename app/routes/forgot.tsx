import type {
  ActionFunctionArgs,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import { pageAction, type Refused } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { countAttempt } from '#app/people/attempts.server.ts';
import { Door, Fault, Field } from '#app/people/Door.tsx';
import { mailResetLink } from '#app/people/entry-links.server.ts';

export const meta: MetaFunction = () => [
  { title: '忘记密码 Forgotten password · 旁注 Pangzhu' },
];

export const loader = ({ context }: LoaderFunctionArgs) => ({
  mails: context.mail !== null,
});

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, 20_000);
    const email = String(form.get('email') ?? '').trim();
    await countAttempt(context.clientAddress, `forgot ${email}`);
    if (context.mail) {
      // Not awaited: how long it takes would say whether the address is known.
      mailResetLink(
        context,
        context.mail,
        email,
        token => `${context.publicUrl}/reset?token=${token}`,
      ).catch((error: unknown) =>
        context.log.error({ err: error }, 'mail failed'),
      );
    }
    return { sent: true };
  });

export default function Forgot() {
  const { t } = useTranslation();
  const { mails } = useLoaderData<typeof loader>();
  const done = useActionData<{ sent: boolean } | Refused>();
  const sent = done && 'sent' in done;
  return (
    <Door
      title={t('people.forgot')}
      lead={t(mails ? 'people.forgotLead' : 'people.forgotAsk')}
      here="/forgot"
    >
      {sent && <p role="status">{t('people.forgotSent')}</p>}
      {mails && !sent && (
        <form method="post" action="/forgot">
          <Field
            name="email"
            type="email"
            label={t('people.email')}
            autoComplete="username"
          />
          {done && 'problem' in done && <Fault>{done.problem.detail}</Fault>}
          <button className="btn pri" type="submit">
            {t('people.sendLink')}
          </button>
        </form>
      )}
      <p>
        <a href="/sign-in">{t('people.signIn')}</a>
      </p>
    </Door>
  );
}
