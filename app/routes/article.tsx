import {
  type LoaderFunctionArgs,
  type MetaFunction,
  type HeadersFunction,
} from '@remix-run/node';
import {
  useLoaderData,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { validate } from 'uuid';

import { Desk } from '#app/annotations/Desk.tsx';
import { SavedState } from '#app/annotations/SavedState.tsx';
import {
  listAnnotations,
  listTags,
} from '#app/annotations/annotations.server.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 旁注 Pangzhu` },
];

export const headers: HeadersFunction = () => ({
  'Cache-Control': 'private, no-store',
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    const { value: article } = await getArticle(ctx, id);
    const [annotations, tags] = await Promise.all([
      listAnnotations(ctx, article.id, article.version),
      listTags(ctx),
    ]);
    // The text is its blocks joined: one copy goes over the wire.
    const { text: _, ...rest } = article;
    return {
      title: article.title,
      article: rest,
      annotations: annotations.map(({ foreign: __, ...shown }) => shown),
      vocabulary: tags.map(tag => tag.name),
      me: ctx.actor,
      base: args.context.publicUrl,
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What happens on the desk never loads the article again. */
export const shouldRevalidate = ({
  currentParams,
  nextParams,
}: ShouldRevalidateFunctionArgs): boolean =>
  currentParams['id'] !== nextParams['id'];

export default function ArticlePage() {
  const { t } = useTranslation();
  const { article: rest, ...data } = useLoaderData<typeof loader>();
  const article = useMemo(
    () => ({ ...rest, text: rest.blocks.map(b => b.text).join('\n') }),
    [rest],
  );
  return (
    <>
      <a className="skip" href="#desk">
        {t('skip')}
      </a>
      <header className="bar">
        <a
          className="btn home"
          href="/articles"
          aria-label={t('library.title')}
        >
          <Logo />
        </a>
        <nav className="crumb" aria-label={t('desk.where')}>
          <a href="/articles">{t('library.title')}</a>
          <Icon name="right" small />
          <b className="trunc">{article.title}</b>
          <span className="chip">
            <Icon name="layers" />
            {t('library.version', { n: article.version })}
          </span>
        </nav>
        <SavedState />
        <span className="grow" />
        <LanguageSwitch to={`/articles/${article.id}`} />
        <ThemeToggle />
        <span className="sep" />
        <Avatar name={data.me.name} colour={data.me.colour} />
      </header>
      <main>
        <Desk
          key={article.id}
          article={article}
          annotations={data.annotations}
          vocabulary={data.vocabulary}
          me={data.me}
          base={data.base}
        />
      </main>
    </>
  );
}
