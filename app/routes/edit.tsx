import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { findDraft } from '#app/articles/drafts.server.ts';
import { EditArticle } from '#app/articles/EditArticle.tsx';
import { passageOf } from '#app/articles/versions.server.ts';
import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import edit from '#app/ui/styles/edit.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.article.title ?? ''} · 就地修改 Edit · 旁注 Pangzhu` },
];

export const links = () => [{ rel: 'stylesheet', href: edit }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { value } = await getArticle(ctx, id);
    const draft = await findDraft(ctx, value);
    const { title, language, version: newest } = value;
    return {
      me: ctx.actor.id,
      article: { id, title, language, newest },
      passages: draft ? draft.value.passages : value.blocks.map(passageOf),
      base: draft ? draft.value.base : newest,
      revision: draft ? draft.revision : null,
    };
  } catch (error) {
    // What a role may not edit has no page to edit it on.
    if (error instanceof AppError && error.code !== 'unavailable') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What is typed never loads the page again. */
export const shouldRevalidate = (): boolean => false;

export default function EditPage() {
  const { me, ...data } = useLoaderData<typeof loader>();
  return <EditArticle me={me} {...data} />;
}
