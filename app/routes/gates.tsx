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
import { getCoverage } from '#app/claims/checks.server.ts';
import { runsOn } from '#app/claims/shares.ts';
import { CoverageBar } from '#app/claims/CoverageBar.tsx';
import { AppError } from '#app/errors.ts';
import { changesBetween } from '#app/gates/changes.server.ts';
import { nextGate } from '#app/gates/gate.ts';
import { GateList } from '#app/gates/GateList.tsx';
import { PublishPanel } from '#app/gates/PublishPanel.tsx';
import {
  addCorrection,
  getCorrections,
  getPublication,
  publish,
  withdraw,
} from '#app/gates/publishing.server.ts';
import { getSigning, signOff } from '#app/gates/sign-offs.server.ts';
import { getWorkflow } from '#app/gates/workflow.server.ts';
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
import {
  canEditArticles,
  canManagePeople,
  canSign,
} from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { Icon } from '#app/ui/Icon.tsx';
import gates from '#app/ui/styles/gates.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 签发 Sign-offs · 旁注 Pangzhu` },
];

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: gates }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  return orNothing(async () => {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const [shell, { value: article }, signing, publication, ...rest] =
      await Promise.all([
        shellData(ctx),
        getArticle(ctx, id),
        getSigning(ctx, id),
        getPublication(ctx, id),
        getCorrections(ctx, id),
        getCoverage(ctx, id),
        getWorkflow(ctx),
      ]);
    const [corrections, coverage, { signers }] = rest;
    const next = nextGate(signing.gates);
    const own = signing.items.findLast(
      one => one.void && one.gate === next && one.person.id === ctx.actor.id,
    );
    const changes = own && {
      from: own.version,
      blocks: await changesBetween(ctx, id, own.version, signing.version),
    };
    return {
      ...{ shell, id, title: article.title, signing, publication, corrections },
      coverage: {
        runs: runsOn(
          article.text,
          coverage.segments.map(run => ({ ...run, by: [] })),
          [[0, article.text.length]],
        ),
        sentences: coverage.sentences,
      },
      maySign: next !== null && canSign(ctx.actor, signers[next] ?? []),
      changes: changes ?? null,
    };
  });
}

/** Signs, publishes, takes back, or records a correction. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { do: what, ...fields } = Object.fromEntries(
      await readForm(args.request, 200_000),
    );
    const number = (name: string): number => Number(fields[name]);
    if (what === 'sign') {
      await signOff(ctx, id, { ...fields, errors: number('errors') });
    } else if (what === 'publish') {
      await publish(ctx, id, { version: number('version') });
    } else if (what === 'withdraw') await withdraw(ctx, id, fields);
    else {
      const [from, to] = [number('from'), number('to')];
      await addCorrection(ctx, id, { ...fields, from, to });
    }
    args.context.live.wake();
    return redirect(`/articles/${id}/gates`);
  });

export default function GatesPage() {
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  const { shell, id, signing, publication, coverage } = data;
  const problem = useActionData<Refused>()?.problem;
  const { checked, total } = coverage.sentences;
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/articles/${id}`}>
              <Icon name="left" small /> {data.title}
            </a>
          </p>
          <h1>{t('gates.title')}</h1>
          <p className="muted">
            {t(`articleState.${publication.state}`)} ·{' '}
            {t('library.version', { n: signing.version })} ·{' '}
            <code title={signing.versionHash}>
              {signing.versionHash.slice(0, 12)}
            </code>
          </p>
        </div>
        <a
          className="btn"
          href={`/api/v1/articles/${id}/export?format=packet`}
          download
        >
          <Icon name="out" small /> {t('packet.download')}
        </a>
        {canManagePeople(shell.me) && (
          <a className="btn" href="/workflow">
            {t('gates.workflow')}
          </a>
        )}
      </div>
      {problem && <Fault>{problem.detail}</Fault>}
      <div className="gatepage">
        <section aria-labelledby="covered">
          <h2 id="covered">
            {checked} {t('check.of', { count: total })}
          </h2>
          <CoverageBar runs={coverage.runs} labelled />
          <p>
            <a href={`/articles/${id}?mode=check`}>{t('check.mode')}</a> ·{' '}
            <a href={`/articles/${id}/coverage`}>{t('report.title')}</a> ·{' '}
            <a href={`/articles/${id}/queries`}>{t('queries.title')}</a>
          </p>
        </section>
        {signing.gates.length > 0 && (
          <section aria-labelledby="gates">
            <h2 id="gates">{t('gates.sheet')}</h2>
            <GateList
              article={id}
              gates={signing.gates}
              signOffs={signing.items}
              version={signing.version}
              versionHash={signing.versionHash}
              length={signing.length}
              maySign={data.maySign}
              changes={data.changes}
            />
          </section>
        )}
        <PublishPanel
          article={id}
          publication={publication}
          corrections={data.corrections}
          mayPublish={canEditArticles(shell.me)}
        />
      </div>
    </Shell>
  );
}
