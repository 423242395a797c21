import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import {
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from '@remix-run/react';
import { useMemo } from 'react';
import { validate } from 'uuid';

import { AnnotationList } from '#app/annotations/annotation-list.ts';
import { packAnnotations } from '#app/annotations/annotations.server.ts';
import { listReview } from '#app/annotations/review.server.ts';
import type { ReviewItem } from '#app/annotations/review.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { Compare, type CompareView } from '#app/articles/Compare.tsx';
import { compareVersions } from '#app/articles/compare.server.ts';
import type { Comparison } from '#app/articles/comparison.ts';
import {
  countsIn,
  listVersions,
  restoreVersion,
} from '#app/articles/versions.server.ts';
import { AppError } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  pageAction,
  requireVisitor,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Fault } from '#app/people/Door.tsx';
import { canEditArticles } from '#app/people/policy.ts';
import { Icon } from '#app/ui/Icon.tsx';
import compareCss from '#app/ui/styles/compare.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.article.title ?? ''} · 版本对照 Compare · 旁注 Pangzhu` },
];

export const links = () => [{ rel: 'stylesheet', href: compareCss }];

/** As many versions as the page's lists offer. */
const MOST_VERSIONS = 200;

const numberIn = (text: string | null, fallback: number): number =>
  text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  const { searchParams } = new URL(args.request.url);
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { value: article } = await getArticle(ctx, id);
    const { version: newest, title, language } = article;
    const to = numberIn(searchParams.get('to'), newest);
    const from = numberIn(searchParams.get('from'), Math.max(1, to - 1));
    const [comparison, versions, touched, counts, packedFrom, packedTo] =
      await Promise.all([
        compareVersions(ctx, id, from, to),
        listVersions(ctx, id, { limit: MOST_VERSIONS }),
        listReview(ctx, id, to, ['lost', 'ambiguous', 'changed', 'moved']),
        countsIn(ctx, id, to),
        packAnnotations(ctx, id, from),
        packAnnotations(ctx, id, to),
      ]);
    const content: Content = {
      comparison,
      items: touched.items,
      packed: [packedFrom, packedTo],
    };
    return {
      article: { id, title, language, newest },
      versions: versions.items.map(({ version, name }) => ({ version, name })),
      exact: counts.exact,
      me: ctx.actor,
      from,
      to,
      // One string: Remix would walk every value of it, on both sides.
      content: JSON.stringify(content),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

type Content = {
  comparison: Comparison;
  items: ReviewItem[];
  packed: Parameters<typeof AnnotationList.unpack>[0][];
};

/** Brings an earlier version back. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    const form = await readForm(args.request, 10_000);
    const number = numberIn(String(form.get('restore') ?? ''), 0);
    if (!validate(id) || number === 0) {
      throw new AppError('not-found', 'not-found');
    }
    const { version } = await restoreVersion(ctx, id, number);
    args.context.live.wake();
    return redirect(`/articles/${id}/compare?to=${version}`);
  });

export default function ComparePage() {
  const { t } = useTranslation();
  const { content, ...data } = useLoaderData<typeof loader>();
  const problem = useActionData<Refused>()?.problem;
  const busy = useNavigation().state === 'submitting';
  const [params, setParams] = useSearchParams();
  const { article, from, to } = data;
  const { comparison, items, before, after } = useMemo(() => {
    const { packed, ...rest } = JSON.parse(content) as Content;
    const unpacked = packed.map(one =>
      AnnotationList.unpack(one, data.article.id, ''),
    );
    return { ...rest, before: unpacked[0], after: unpacked[1] };
  }, [content, data.article.id]);
  const view: CompareView = {
    together: params.get('view') === 'inline',
    grain: params.get('by') === 'sentence' ? 'sentence' : 'character',
  };
  const write = (change: Record<string, string>): void =>
    setParams(was => ({ ...Object.fromEntries(was), ...change }), {
      preventScrollReset: true,
    });
  return (
    <>
      {problem && <Fault>{problem.detail}</Fault>}
      <Compare
        key={`${from} ${to}`}
        article={article}
        comparison={comparison}
        versions={data.versions}
        marksBefore={before ?? null}
        marksAfter={after ?? null}
        items={items}
        exact={data.exact}
        me={data.me}
        view={view}
        onView={({ together, grain }) =>
          write({ view: together ? 'inline' : 'side', by: grain })
        }
        onVersions={(first, last) =>
          write({ from: String(first), to: String(last) })
        }
      >
        {to === article.newest ? (
          <a className="btn pri" href={`/articles/${article.id}`}>
            <Icon name="check" small />
            {t('compare.open', { n: to })}
          </a>
        ) : (
          canEditArticles(data.me) && (
            <Form method="post">
              <button
                className="btn pri"
                name="restore"
                value={to}
                disabled={busy}
              >
                <Icon name="undo" small />
                {t(busy ? 'compare.restoring' : 'compare.restore')}
              </button>
            </Form>
          )
        )}
      </Compare>
    </>
  );
}
