import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { restoreAnnotation } from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { AppError } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { articleActivity } from '#app/live/activity.server.ts';
import { ActivityTable } from '#app/live/ActivityTable.tsx';
import { readPosition, writePosition } from '#app/live/event.ts';
import { Fault } from '#app/people/Door.tsx';
import { listMembers } from '#app/people/members.server.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { Icon } from '#app/ui/Icon.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 动态 Activity · 旁注 Pangzhu` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  const { searchParams } = new URL(args.request.url);
  const personId = searchParams.get('person') ?? '';
  const noun = searchParams.get('kind') ?? '';
  const filter = {
    ...(validate(personId) ? { personId } : {}),
    ...(noun ? { noun } : {}),
  };
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const before = readPosition(searchParams.get('cursor') ?? '');
    const [shell, article, activity, members] = await Promise.all([
      shellData(ctx),
      getArticle(ctx, id),
      articleActivity(ctx, id, { before, limit: 50 }, filter),
      listMembers(ctx),
    ]);
    return {
      ...{ shell, id, personId, noun },
      title: article.value.title,
      items: activity.items,
      next: activity.next && writePosition(activity.next),
      people: members.map(({ id: person, name }) => ({ id: person, name })),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** Brings back what was deleted. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, 10_000);
    const annotation = String(form.get('restore') ?? '');
    if (!validate(annotation)) throw new AppError('not-found', 'not-found');
    const { articleId, id } = await restoreAnnotation(ctx, annotation);
    args.context.live.wake();
    return redirect(`/articles/${articleId}?annotation=${id}`);
  });

/** What the trail tells of, by the first half of its verbs. */
const NOUNS = ['article', 'annotation', 'reply'];

export default function ActivityPage() {
  const { t } = useTranslation();
  const { shell, id, title, items, next, people, ...filter } =
    useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const { personId, noun } = filter;
  const query = new URLSearchParams({ person: personId, kind: noun });
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/articles/${id}`}>
              <Icon name="left" small /> {title}
            </a>
          </p>
          <h1>{t('activity.title')}</h1>
        </div>
        <a
          className="btn line"
          href={`/api/v1/articles/${id}/activity?format=csv&${query.toString()}`}
        >
          {t('activity.csv')}
        </a>
      </div>
      {problem && <Fault>{problem.detail}</Fault>}
      <form className="row narrow" method="get">
        <select
          className="chip"
          name="person"
          defaultValue={personId}
          aria-label={t('filter.person')}
        >
          <option value="">{t('filter.person')}</option>
          {people.map(person => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
        <select
          className="chip"
          name="kind"
          defaultValue={noun}
          aria-label={t('filter.kind')}
        >
          <option value="">{t('filter.kind')}</option>
          {NOUNS.map(choice => (
            <option key={choice} value={choice}>
              {t(`activity.${choice}`)}
            </option>
          ))}
        </select>
        <button className="btn line">{t('activity.filter')}</button>
      </form>
      <ActivityTable article={id} items={items} />
      {next && (
        <p className="more">
          <a className="btn line" href={`?${query.toString()}&cursor=${next}`}>
            {t('inbox.earlier')}
          </a>
        </p>
      )}
    </Shell>
  );
}
