import type {
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { validate } from 'uuid';

import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { sourceQueryIn } from '#app/http/source-query.ts';
import { listMembers } from '#app/people/members.server.ts';
import { writePosition } from '#app/live/event.ts';
import { shellData } from '#app/people/shell.server.ts';
import { excerptsOf } from '#app/sources/excerpts.server.ts';
import { SourceDetail } from '#app/sources/SourceDetail.tsx';
import { SourcesPage } from '#app/sources/SourcesPage.tsx';
import {
  countSources,
  getSource,
  listSources,
  restingOn,
} from '#app/sources/sources.server.ts';
import board from '#app/ui/styles/board.css?url';
import styles from '#app/ui/styles/sources.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.source.title ?? ''} · 旁注 Pangzhu` },
];

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: board },
  { rel: 'stylesheet', href: styles },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  const { searchParams } = new URL(args.request.url);
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    // Before all else is read: what comes after it, the stream tells.
    const position = writePosition(await args.context.live.position());
    const [source, resting, excerpts, list, counts, members, shell] =
      await Promise.all([
        getSource(ctx, id),
        restingOn(ctx, id),
        excerptsOf(ctx, id),
        listSources(ctx, sourceQueryIn(searchParams), { limit: 200 }),
        countSources(ctx),
        listMembers(ctx),
        shellData(ctx),
      ]);
    return {
      ...{ source, excerpts, counts, shell, position },
      sources: list.items,
      resting: resting.map(({ createdBy: _, checker: __, ...claim }) => claim),
      people: members
        .filter(member => !member.disabled)
        .map(({ id: person, name, role, colour }) => ({
          ...{ id: person, name, role, colour },
        })),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

export default function SourcePage() {
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { source, shell } = data;
  return (
    <SourcesPage {...data} params={params} current={source.id}>
      <SourceDetail key={source.id} {...data} me={shell.me} />
    </SourcesPage>
  );
}
