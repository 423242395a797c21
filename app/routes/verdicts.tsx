import type {
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { SavedState } from '#app/annotations/SavedState.tsx';
import { VerdictScale } from '#app/claims/VerdictScale.tsx';
import { listVerdicts } from '#app/claims/verdicts.server.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { canEditVocabulary } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import board from '#app/ui/styles/board.css?url';

export const meta: MetaFunction = () => [
  { title: '结论 Verdicts · 旁注 Pangzhu' },
];

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: board }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const [values, shell] = await Promise.all([
    listVerdicts(ctx),
    shellData(ctx),
  ]);
  return { values, shell };
}

export default function VerdictsPage() {
  const { t } = useTranslation();
  const { values, shell } = useLoaderData<typeof loader>();
  return (
    <Shell {...shell} at="claims">
      <div className="head">
        <div className="grow">
          <h1>{t('claims.scale')}</h1>
          <p>
            <a href="/claims">{t('claims.title')}</a>
          </p>
        </div>
        <SavedState />
      </div>
      <VerdictScale values={values} mayEdit={canEditVocabulary(shell.me)} />
    </Shell>
  );
}
