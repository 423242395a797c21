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
import { getPairs, putPairs, viewCoverage } from '#app/claims/checks.server.ts';
import { checkedSentences } from '#app/claims/coverage.ts';
import { Agreed, Shares, Unchecked } from '#app/claims/CoverageReport.tsx';
import { CoverageBar } from '#app/claims/CoverageBar.tsx';
import { factsIn, uncheckedOf } from '#app/claims/leftovers.ts';
import { runsOn, sectionsIn, speakersIn } from '#app/claims/shares.ts';
import {
  decideConsistency,
  getConsistency,
} from '#app/consistency/consistency.server.ts';
import { Suggestions } from '#app/consistency/Suggestions.tsx';
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
import { listColleagues } from '#app/annotations/colleagues.server.ts';
import { canCheck, canEditArticles } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { Icon } from '#app/ui/Icon.tsx';
import gates from '#app/ui/styles/gates.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 核查覆盖 Coverage · 旁注 Pangzhu` },
];
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: gates }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  return orNothing(async () => {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { value: article, newest } = await getArticle(ctx, id);
    const { version, text, blocks, sentences } = article;
    const [shell, { runs }, pairs, people, consistency] = await Promise.all([
      shellData(ctx),
      viewCoverage(ctx, { id, version, newest }),
      getPairs(ctx, id, version),
      listColleagues(ctx, id),
      getConsistency(ctx, id),
    ]);
    return {
      ...{ shell, id, title: article.title, version, text, blocks },
      ...{ sentences, runs, pairs, consistency },
      people: people.map(({ id: person, name }) => ({ id: person, name })),
      facts: uncheckedOf(factsIn(blocks), runs),
    };
  });
}

/** Says where two have to check; takes suggestions up, or dismisses them. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const {
      do: what,
      key,
      ...place
    } = Object.fromEntries(await readForm(args.request, 20_000));
    const number = (name: string): number => Number(place[name]);
    const version = number('version');
    if (what === 'pair' || what === 'alone') {
      const [start, end] = [number('start'), number('end')];
      await putPairs(ctx, id, [
        { version, start, end, needed: what === 'pair' },
      ]);
    } else {
      await decideConsistency(ctx, id, { version, key, decision: what });
    }
    args.context.live.wake();
    return redirect(`/articles/${id}/coverage`);
  });

export default function CoveragePage() {
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const { shell, id, version, text, blocks, sentences, runs, pairs } = data;
  const done = checkedSentences(text, sentences, runs);
  const covered = { article: id, version, text, sentences, runs, done };
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/articles/${id}`}>
              <Icon name="left" small /> {data.title}
            </a>
          </p>
          <h1>{t('report.title')}</h1>
          <p className="muted">
            {t('library.version', { n: version })} ·{' '}
            <span className="num">{done.filter(Boolean).length}</span>{' '}
            {t('check.of', { count: done.length })}
          </p>
        </div>
        <a className="btn" href={`/articles/${id}?mode=check`}>
          {t('check.mode')}
        </a>
      </div>
      {problem && <Fault>{problem.detail}</Fault>}
      <div className="gatepage">
        <CoverageBar runs={runsOn(text, runs, [[0, text.length]])} labelled />
        <Unchecked {...covered} facts={data.facts} />
        <Suggestions
          article={id}
          version={version}
          items={data.consistency.items}
          mayDecide={canCheck(shell.me)}
        />
        <Shares
          {...covered}
          title={t('outline.sections')}
          parts={sectionsIn(blocks)}
          pairs={
            canEditArticles(shell.me)
              ? pairs.items.map(({ start, end }) => [start, end])
              : null
          }
        />
        {blocks.some(({ speaker }) => speaker) && (
          <Shares
            {...covered}
            title={t('outline.speakers')}
            parts={speakersIn(blocks)}
            pairs={null}
          />
        )}
        <Agreed {...covered} agreement={pairs.agreement} people={data.people} />
      </div>
    </Shell>
  );
}
