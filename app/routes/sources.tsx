import type {
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';

import { requireVisitor } from '#app/http/page.server.ts';
import { sourceQueryIn } from '#app/http/source-query.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { writePosition } from '#app/live/event.ts';
import { shellData } from '#app/people/shell.server.ts';
import { SourcesPage } from '#app/sources/SourcesPage.tsx';
import { countSources, listSources } from '#app/sources/sources.server.ts';
import board from '#app/ui/styles/board.css?url';
import styles from '#app/ui/styles/sources.css?url';

export const meta: MetaFunction = () => [
  { title: '来源库 Sources · 旁注 Pangzhu' },
];

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: board },
  { rel: 'stylesheet', href: styles },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const { searchParams } = new URL(args.request.url);
  // Before all else is read: what comes after it, the stream tells.
  const position = writePosition(await args.context.live.position());
  const [{ items }, counts, shell] = await Promise.all([
    listSources(ctx, sourceQueryIn(searchParams), { limit: 200 }),
    countSources(ctx),
    shellData(ctx),
  ]);
  return { sources: items, counts, shell, position };
}

export default function Sources() {
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  return (
    <SourcesPage {...data} params={params} current={null}>
      <p className="det none">{t('sources.choose')}</p>
    </SourcesPage>
  );
}
