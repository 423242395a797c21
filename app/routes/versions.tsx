import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { BringIn } from '#app/articles/BringIn.tsx';
import {
  listVersions,
  renameVersion,
  restoreVersion,
} from '#app/articles/versions.server.ts';
import { Versions } from '#app/articles/Versions.tsx';
import { AppError } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import { canEditArticles } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { Icon } from '#app/ui/Icon.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 版本 Versions · 旁注 Pangzhu` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  const cursor = new URL(args.request.url).searchParams.get('cursor');
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const [shell, { value: article }, { items, next }] = await Promise.all([
      shellData(ctx),
      getArticle(ctx, id),
      listVersions(ctx, id, { limit: 50, cursor: cursor ?? undefined }),
    ]);
    const { title, version: newest } = article;
    return { shell, id, title, newest, items, next };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** Says what a version is called, or brings one back. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    const form = await readForm(args.request, 10_000);
    const number = Number(form.get('version'));
    if (!validate(id) || !Number.isInteger(number)) {
      throw new AppError('not-found', 'not-found');
    }
    if (form.get('do') === 'rename') {
      const seen = Number(form.get('revision'));
      await renameVersion(ctx, id, number, seen, { name: form.get('name') });
      return redirect(`/articles/${id}/versions#v${number}`);
    }
    const { version } = await restoreVersion(ctx, id, number);
    args.context.live.wake();
    return redirect(`/articles/${id}/compare?to=${version}`);
  });

export default function VersionsPage() {
  const { t } = useTranslation();
  const { shell, id, title, newest, items, next } =
    useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const mayEdit = canEditArticles(shell.me);
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/articles/${id}`}>
              <Icon name="left" small /> {title}
            </a>
          </p>
          <h1>{t('versions.title')}</h1>
        </div>
        {mayEdit && (
          <a className="btn pri" href={`/articles/${id}/edit`}>
            <Icon name="edit" small /> {t('versions.edit')}
          </a>
        )}
      </div>
      {problem && <Fault>{problem.detail}</Fault>}
      {mayEdit && <BringIn me={shell.me.id} versionOf={id} />}
      <Versions
        article={id}
        newest={newest}
        items={items}
        next={next}
        mayEdit={mayEdit}
      />
    </Shell>
  );
}
