import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { getImport } from '#app/articles/imports.server.ts';
import { Review } from '#app/articles/Review.tsx';
import { AppError } from '#app/errors.ts';
import { etagOf } from '#app/http/etag.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import review from '#app/ui/styles/review.css?url';

export const meta: MetaFunction = () => [
  { title: '确认导入 Check the import · 旁注 Pangzhu' },
];

export const links = () => [{ rel: 'stylesheet', href: review }];

/** A page that was read, to be looked through. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const { id = '' } = args.params;
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { value, revision } = await getImport(ctx, id);
    const of = new URL(args.request.url).searchParams.get('versionOf') ?? '';
    const versionOf = validate(of) ? (await getArticle(ctx, of)).value : null;
    return {
      page: value,
      etag: etagOf(revision),
      me: ctx.actor.id,
      versionOf: versionOf && {
        ...{ id: versionOf.id, title: versionOf.title },
        version: versionOf.version,
      },
    };
  } catch (error) {
    // Saved or discarded meanwhile, or not for this role: there is no page.
    if (error instanceof AppError && error.code !== 'unavailable') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What happens on the page never loads it again. */
export const shouldRevalidate = (): boolean => false;

export default function ImportPage() {
  const { page, etag, me, versionOf } = useLoaderData<typeof loader>();
  return <Review me={me} page={page} etag={etag} versionOf={versionOf} />;
}
