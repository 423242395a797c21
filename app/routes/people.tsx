import type {
  ActionFunctionArgs,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import type { Context } from '#app/context.server.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import {
  invite,
  listInvitations,
  makeResetLink,
  revokeInvitation,
} from '#app/people/entry-links.server.ts';
import { Invitations, MadeLink, Members } from '#app/people/Members.tsx';
import { changeMember, listMembers } from '#app/people/members.server.ts';
import { canManagePeople } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [
  { title: '人员 People · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const manages = canManagePeople(ctx.actor);
  const [shell, members, invitations] = await Promise.all([
    shellData(ctx),
    listMembers(ctx),
    manages ? listInvitations(ctx) : Promise.resolve([]),
  ]);
  return { shell, members, invitations, manages };
}

/** What an action has to show: a link that is shown this once. */
type Made = { made: { for: 'invitation' | 'reset'; link: string } | null };

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async (): Promise<Made> => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, 20_000);
    const field = (name: string): string => String(form.get(name) ?? '');
    const { live, publicUrl } = args.context;
    switch (field('intent')) {
      case 'invite': {
        const { token } = await invite(ctx, { role: field('role') });
        const link = `${publicUrl}/join?token=${token}`;
        return { made: { for: 'invitation', link } };
      }
      case 'revoke':
        await revokeInvitation(ctx, field('id'));
        return { made: null };
      case 'reset': {
        const { token } = await makeResetLink(ctx, field('id'));
        const link = `${publicUrl}/reset?token=${token}`;
        return { made: { for: 'reset', link } };
      }
    }
    await govern(ctx, field);
    live.recheck(field('id'));
    live.wake();
    return { made: null };
  });

/** What owners change of somebody. */
async function govern(
  ctx: Context,
  field: (name: string) => string,
): Promise<void> {
  const changes: Record<string, object> = {
    role: { role: field('role') },
    disable: { disabled: true },
    enable: { disabled: false },
    erase: { erased: true },
  };
  const change = changes[field('intent')] ?? {};
  await changeMember(ctx, field('id'), Number(field('revision')), change);
}

export default function PeoplePage() {
  const { t } = useTranslation();
  const { shell, members, invitations, manages } =
    useLoaderData<typeof loader>();
  const done = useActionData<Made | Refused>();
  const made = done && 'made' in done ? done.made : null;
  const present = members.filter(({ disabled }) => !disabled).length;
  return (
    <Shell {...shell} at="people">
      <div className="head">
        <div className="grow">
          <h1>{t('members.title')}</h1>
          <p className="num">{t('members.count', { count: present })}</p>
        </div>
      </div>
      {done && 'problem' in done && <Fault>{done.problem.detail}</Fault>}
      {made && (
        <MadeLink link={made.link} lead={t(`members.made.${made.for}`)} />
      )}
      {manages && <Invitations invitations={invitations} />}
      <Members members={members} me={shell.me.id} manages={manages} />
    </Shell>
  );
}
