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
import { decideAll, openEdits } from '#app/annotations/decisions.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { Compare, type CompareView } from '#app/articles/Compare.tsx';
import {
  compareVersions,
  type Compared,
} from '#app/articles/compare.server.ts';
import {
  deleteDraft,
  getDraft,
  saveDraft,
} from '#app/articles/drafts.server.ts';
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
    const asked = searchParams.get('to');
    const to: Compared =
      asked === 'draft' || asked === 'edits' ? asked : numberIn(asked, newest);
    const last = typeof to === 'number' ? to - 1 : newest;
    const from = numberIn(searchParams.get('from'), Math.max(1, last));
    // What is no version yet has no annotations of its own.
    const version = typeof to === 'number' ? to : null;
    const draft = to === 'draft' ? await getDraft(ctx, id) : null;
    const edits = to === 'edits' ? await openEdits(ctx, id, newest) : [];
    const [comparison, versions, touched, counts, packedFrom, packedTo] =
      await Promise.all([
        compareVersions(ctx, id, from, to),
        listVersions(ctx, id, { limit: MOST_VERSIONS }),
        version && listReview(ctx, id, version, TOUCHED),
        version && countsIn(ctx, id, version),
        packAnnotations(ctx, id, from),
        version && packAnnotations(ctx, id, version),
      ]);
    const content: Content = {
      comparison,
      items: touched ? touched.items : [],
      packed: packedTo ? [packedFrom, packedTo] : [packedFrom],
    };
    return {
      article: { id, title, language, newest },
      versions: versions.items.map(({ version, name }) => ({ version, name })),
      exact: counts ? counts.exact : 0,
      draft: draft && { base: draft.value.base, revision: draft.revision },
      edits: edits.length,
      me: ctx.actor,
      from,
      to,
      // One string: Remix would walk every value of it, on both sides.
      content: JSON.stringify(content),
    };
  } catch (error) {
    // What a role may not see of it, a draft, is no page either.
    if (error instanceof AppError && error.code !== 'unavailable') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What the queue lists. */
const TOUCHED = ['lost', 'ambiguous', 'changed', 'moved'] as const;

type Content = {
  comparison: Comparison;
  items: ReviewItem[];
  packed: Parameters<typeof AnnotationList.unpack>[0][];
};

/** Brings an earlier version back, adopts or discards the draft, or accepts what is suggested. */
export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const ctx = await requireVisitor(args);
    requireOwnOrigin(args.request);
    const id = args.params['id'] ?? '';
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const form = await readForm(args.request, 10_000);
    const number = (name: string): number =>
      numberIn(String(form.get(name) ?? ''), 0);
    const done = (version: number) => {
      args.context.live.wake();
      return redirect(`/articles/${id}/compare?to=${version}`);
    };
    switch (form.get('do')) {
      case 'adopt': {
        const base = number('base');
        const seen = number('revision');
        const made = await saveDraft(ctx, id, seen, { base, force: true });
        return done(made.version);
      }
      case 'discard':
        await deleteDraft(ctx, id, number('revision'));
        return redirect(`/articles/${id}`);
      case 'accept':
        await decideAll(ctx, id, 'accepted');
        args.context.live.wake();
        return redirect(`/articles/${id}/compare?to=draft`);
      case 'reject':
        await decideAll(ctx, id, 'rejected');
        args.context.live.wake();
        return redirect(`/articles/${id}`);
      default:
        return done((await restoreVersion(ctx, id, number('restore'))).version);
    }
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
      {data.draft && data.draft.base < article.newest && (
        <Fault>
          {t('draft.stale', { base: data.draft.base, n: article.newest })}
        </Fault>
      )}
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
        {to === 'draft' && data.draft ? (
          <Form method="post" className="row">
            <input type="hidden" name="base" value={article.newest} />
            <input type="hidden" name="revision" value={data.draft.revision} />
            <button className="btn" name="do" value="discard" disabled={busy}>
              {t('draft.discard')}
            </button>
            <a className="btn line" href={`/articles/${article.id}/edit`}>
              {t('draft.go')}
            </a>
            <button className="btn pri" name="do" value="adopt" disabled={busy}>
              <Icon name="check" small />
              {t('draft.save', { n: article.newest + 1 })}
            </button>
          </Form>
        ) : to === 'edits' ? (
          canEditArticles(data.me) &&
          data.edits > 0 && (
            <Form method="post" className="row">
              <button className="btn" name="do" value="reject" disabled={busy}>
                {t('edits.rejectAll')}
              </button>
              <button
                className="btn pri"
                name="do"
                value="accept"
                disabled={busy}
              >
                <Icon name="check" small />
                {t('edits.acceptAll', { count: data.edits })}
              </button>
            </Form>
          )
        ) : to === article.newest ? (
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
