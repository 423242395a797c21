import type {
  ActionFunctionArgs,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import {
  allowHost,
  disallowHost,
  forgetCorrection,
  listAllowedHosts,
  listCorrections,
} from '#app/articles/imports.server.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import { canEditArticles, canManagePeople } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [
  { title: '网站 Sites · 旁注 Pangzhu' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  if (!canEditArticles(ctx.actor)) throw new Response(null, { status: 404 });
  const manages = canManagePeople(ctx.actor);
  const [shell, corrections, hosts] = await Promise.all([
    shellData(ctx),
    listCorrections(ctx),
    manages ? listAllowedHosts(ctx) : null,
  ]);
  return { shell, corrections, hosts };
}

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const form = await readForm(args.request, 20_000);
    const field = (name: string): string => String(form.get(name) ?? '');
    switch (field('intent')) {
      case 'forget':
        await forgetCorrection(ctx, field('id'));
        break;
      case 'allow':
        await allowHost(ctx, { host: field('host') });
        break;
      case 'disallow':
        await disallowHost(ctx, field('host'));
    }
    return null;
  });

/** What is remembered of the sites that articles come from. */
export default function SitesPage() {
  const { t } = useTranslation();
  const { shell, corrections, hosts } = useLoaderData<typeof loader>();
  const refused = useActionData<Refused | null>();
  return (
    <Shell {...shell} at="library">
      <div className="head">
        <div className="grow">
          <h1>{t('import.sites')}</h1>
          <p>{t('import.sitesLead')}</p>
        </div>
      </div>
      {refused?.problem && <Fault>{refused.problem.detail}</Fault>}
      {corrections.length === 0 ? (
        <p className="none">{t('import.noSites')}</p>
      ) : (
        <ul className="sites">
          {corrections.map(({ id, site, role, example }) => (
            <li key={id}>
              <b>{site}</b>
              <span className="grow trunc">{example}</span>
              <span className="chip">
                {t('import.as', { role: t(`import.role.${role}`) })}
              </span>
              <form method="post">
                <input type="hidden" name="intent" value="forget" />
                <input type="hidden" name="id" value={id} />
                <button
                  className="btn line"
                  aria-label={t('import.forgetOf', { example })}
                >
                  {t('import.forget')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {hosts && (
        <section className="sites" aria-labelledby="hosts">
          <h2 id="hosts">{t('import.hosts')}</h2>
          <p className="muted">{t('import.hostsLead')}</p>
          <form method="post" className="row">
            <input type="hidden" name="intent" value="allow" />
            <input
              className="field"
              name="host"
              required
              maxLength={260}
              placeholder="cms.example.org"
              aria-label={t('import.host')}
            />
            <button className="btn pri">{t('import.allow')}</button>
          </form>
          {hosts.length === 0 ? (
            <p className="muted">{t('import.noHosts')}</p>
          ) : (
            <ul>
              {hosts.map(host => (
                <li key={host}>
                  <span className="grow">{host}</span>
                  <form method="post">
                    <input type="hidden" name="intent" value="disallow" />
                    <input type="hidden" name="host" value={host} />
                    <button className="btn line">
                      {t('import.disallow', { host })}
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Shell>
  );
}
