import type {
  HeadersFunction,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { Board } from '#app/claims/Board.tsx';
import { boardClaim, type BoardClaim } from '#app/claims/board.ts';
import { allClaims } from '#app/claims/claims.server.ts';
import { unverifiedQuotations } from '#app/claims/quotations.server.ts';
import { UnverifiedQuotations } from '#app/claims/UnverifiedQuotations.tsx';
import { VerdictValues } from '#app/claims/use-verdict-names.ts';
import { listVerdicts } from '#app/claims/verdicts.server.ts';
import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { writePosition } from '#app/live/event.ts';
import { SavedState } from '#app/annotations/SavedState.tsx';
import { listMembers } from '#app/people/members.server.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { usePreferences } from '#app/people/use-preferences.ts';
import { Icon } from '#app/ui/Icon.tsx';
import board from '#app/ui/styles/board.css?url';

export const meta: MetaFunction = () => [
  { title: '核查看板 Claims · 旁注 Pangzhu' },
];

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: board }];

export const headers: HeadersFunction = () => ({
  'Cache-Control': 'private, no-store',
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const asked = new URL(args.request.url).searchParams.get('article');
  try {
    if (asked !== null && !validate(asked)) {
      throw new AppError('not-found', 'not-found');
    }
    // Before all else is read: what comes after it, the stream tells.
    const position = await args.context.live.position();
    const article =
      asked === null ? null : (await getArticle(ctx, asked)).value;
    const [claims, members, verdicts, shell, quotations] = await Promise.all([
      allClaims(ctx, asked),
      listMembers(ctx),
      listVerdicts(ctx),
      shellData(ctx),
      article ? unverifiedQuotations(ctx, article) : [],
    ]);
    return {
      // One string: Remix would walk every value of it, on both sides.
      claims: JSON.stringify(claims.map(boardClaim)),
      article: article && { id: article.id, title: article.title },
      quotations: quotations.map(([start, end]) => ({
        start,
        end,
        words: article?.text.slice(start, end) ?? '',
      })),
      people: members
        .filter(member => !member.disabled)
        .map(({ id, name, role, colour }) => ({ id, name, role, colour })),
      verdicts,
      shell,
      position: writePosition(position),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What happens on the board never loads it again; another article's does. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
}: {
  currentUrl: URL;
  nextUrl: URL;
}): boolean =>
  currentUrl.searchParams.get('article') !==
  nextUrl.searchParams.get('article');

export default function ClaimsPage() {
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  const { article, shell } = data;
  const [preferences] = usePreferences();
  const claims = useMemo(
    () => JSON.parse(data.claims) as BoardClaim[],
    [data.claims],
  );
  return (
    <Shell {...shell} at="claims">
      <div className="head">
        <div className="grow">
          <h1>{t('claims.title')}</h1>
          <p className="trunc">
            {article
              ? t('claims.ofArticle', { title: article.title })
              : t('claims.ofAll')}
          </p>
        </div>
        <SavedState />
        <a className="btn extra" href="/verdicts">
          {t('claims.scale')}
        </a>
        {article && (
          <>
            <nav className="seg" aria-label={t('claims.board')}>
              <a href={`/claims?article=${article.id}`} aria-current="page">
                {t('claims.here')}
              </a>
              <a href="/claims">{t('claims.everywhere')}</a>
            </nav>
            <a
              className="btn line"
              href={`/api/v1/articles/${article.id}/export?format=csv`}
              download
            >
              <Icon name="out" small /> {t('claims.export')}
            </a>
            <a
              className="btn line extra"
              href={`/api/v1/articles/${article.id}/export?format=claimreview`}
              download
            >
              <Icon name="out" small /> {t('claims.exportReview')}
            </a>
          </>
        )}
        <a
          className="btn pri"
          href={article ? `/articles/${article.id}` : '/articles'}
        >
          <Icon name="plus" small /> {t('claims.make')}
        </a>
      </div>
      <VerdictValues.Provider value={data.verdicts}>
        <Board
          key={article?.id ?? ''}
          claims={claims}
          article={article}
          people={data.people}
          me={shell.me}
          position={data.position}
          singleKeys={preferences.keys}
        >
          {article && (
            <UnverifiedQuotations
              article={article.id}
              quotations={data.quotations}
            />
          )}
        </Board>
      </VerdictValues.Provider>
    </Shell>
  );
}
