import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { MAX_TEXT } from '#app/articles/article.ts';
import { createArticle } from '#app/articles/creation.server.ts';
import { Library } from '#app/articles/Library.tsx';
import { BringIn } from '#app/articles/BringIn.tsx';
import { listImports } from '#app/articles/imports.server.ts';
import { Waiting } from '#app/articles/Waiting.tsx';
import { listLibrary } from '#app/gates/states.server.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  type Refused,
  requireVisitor,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { canEditArticles } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [
  { title: '文库 Library · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const cursor = new URL(args.request.url).searchParams.get('cursor');
  const edits = canEditArticles(ctx.actor);
  const [page, shell, waiting] = await Promise.all([
    listLibrary(ctx, { limit: 50, cursor: cursor ?? undefined }),
    shellData(ctx),
    edits ? listImports(ctx, { limit: 50 }) : null,
  ]);
  return { ...page, shell, waiting: waiting?.items ?? [] };
}

/** The paste form without JavaScript. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, MAX_TEXT * 9 + 10_000);
    const content = form.get('content');
    const { value } = await createArticle(ctx, { content });
    return redirect(`/articles/${value.id}`);
  });

export default function ArticlesPage() {
  const { t } = useTranslation();
  const { items, next, shell, waiting } = useLoaderData<typeof loader>();
  const { me, articles } = shell;
  const problem = useActionData<Refused>()?.problem;
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <h1>{t('library.title')}</h1>
          <p className="num">{t('library.count', { count: articles })}</p>
        </div>
      </div>
      {canEditArticles(me) && <BringIn me={me.id} refusal={problem?.detail} />}
      <Waiting items={waiting} />
      <Library items={items} next={next} />
    </Shell>
  );
}
