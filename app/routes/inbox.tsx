import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { changeInbox, listInbox } from '#app/annotations/inbox.server.ts';
import { Inbox } from '#app/annotations/Inbox.tsx';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { bareAction, requireVisitor } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [
  { title: '收件箱 Inbox · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const cursor = new URL(args.request.url).searchParams.get('cursor');
  const [shell, inbox] = await Promise.all([
    shellData(ctx),
    listInbox(ctx, { limit: 50, cursor }),
  ]);
  return { shell, ...inbox };
}

/** Everything has been read. */
export const action = (args: ActionFunctionArgs) =>
  bareAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    await changeInbox(ctx, { all: true });
    return redirect('/inbox');
  });

export default function InboxPage() {
  const { t } = useTranslation();
  const { shell, items, next, unread } = useLoaderData<typeof loader>();
  return (
    <Shell {...shell} at="inbox">
      <div className="head">
        <div className="grow">
          <h1>{t('inbox.title')}</h1>
          <p className="num">{t('inbox.unread', { count: unread })}</p>
        </div>
        {unread > 0 && (
          <form method="post">
            <button className="btn line">{t('inbox.readAll')}</button>
          </form>
        )}
      </div>
      <Inbox items={items} />
      {next && (
        <p className="more">
          <a className="btn line" href={`?cursor=${next}`}>
            {t('inbox.earlier')}
          </a>
        </p>
      )}
    </Shell>
  );
}
