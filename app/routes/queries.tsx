import {
  redirect,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { AppError } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  orNothing,
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import { canCheck, canEditArticles } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { changeQuery, listQueries } from '#app/queries/queries.server.ts';
import {
  listQueryLinks,
  makeQueryLink,
  revokeQueryLink,
} from '#app/queries/query-links.server.ts';
import { QueryItem } from '#app/queries/QueryItem.tsx';
import { QueryLinks } from '#app/queries/QueryLinks.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import gates from '#app/ui/styles/gates.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 追问 Queries · 旁注 Pangzhu` },
];
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: gates }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  return orNothing(async () => {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const [shell, { value: article }, queries, made] = await Promise.all([
      shellData(ctx),
      getArticle(ctx, id),
      listQueries(ctx, id),
      canCheck(ctx.actor) ? listQueryLinks(ctx, id) : null,
    ]);
    return { shell, id, title: article.title, queries, made };
  });
}

/** Says whom a query is for, writes an answer down, decides; makes and revokes links. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const form = await readForm(args.request, 200_000);
    const {
      do: what,
      query,
      revision,
      link,
      ...fields
    } = Object.fromEntries(form);
    if (what === 'link') {
      const { token } = await makeQueryLink(ctx, id, {
        ...fields,
        queries: form.getAll('queries'),
        days: Number(fields['days']),
      });
      return { made: `${args.context.publicUrl}/answer?token=${token}` };
    }
    if (what === 'revoke') await revokeQueryLink(ctx, String(link));
    else await changeQuery(ctx, String(query), Number(revision), fields);
    args.context.live.wake();
    return redirect(`/articles/${id}/queries`);
  });

export default function QueriesPage() {
  const { t } = useTranslation();
  const { shell, id, title, queries, made } = useLoaderData<typeof loader>();
  const done = useActionData<{ made: string } | Refused>();
  const { me } = shell;
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/articles/${id}`}>
              <Icon name="left" small /> {title}
            </a>
          </p>
          <h1>{t('queries.title')}</h1>
          <p className="muted">{t('queries.lead')}</p>
        </div>
      </div>
      {done && 'problem' in done && <Fault>{done.problem.detail}</Fault>}
      <div className="gatepage">
        {queries.length === 0 ? (
          <p>{t('queries.none')}</p>
        ) : (
          <ol className="gates">
            {queries.map(query => (
              <QueryItem
                key={`${query.id} ${query.revision}`}
                query={query}
                mayAnswer={canCheck(me)}
                mayDecide={canEditArticles(me)}
              />
            ))}
          </ol>
        )}
        {canCheck(me) && (
          <QueryLinks
            queries={queries}
            links={made ?? []}
            made={done && 'made' in done ? done.made : null}
          />
        )}
      </div>
    </Shell>
  );
}
