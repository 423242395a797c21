import {
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import {
  useLoaderData,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { validate } from 'uuid';

import {
  followLink,
  packAnnotations,
} from '#app/annotations/annotations.server.ts';
import type { Colleague } from '#app/annotations/colleague.ts';
import { listColleagues } from '#app/annotations/colleagues.server.ts';
import { Desk, DESK_MODES, type DeskMode } from '#app/annotations/Desk.tsx';
import {
  readFilter,
  writeFilter,
  type Filter,
} from '#app/annotations/filter.ts';
import { isFollowing, unreadCount } from '#app/annotations/inbox.server.ts';
import { LostLink } from '#app/annotations/LostLink.tsx';
import { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { Packed } from '#app/annotations/packed.ts';
import { SavedState } from '#app/annotations/SavedState.tsx';
import type { Word } from '#app/annotations/tag.ts';
import { countReplies } from '#app/annotations/thread.server.ts';
import { listWords } from '#app/annotations/vocabulary.server.ts';
import type { Article, Span } from '#app/articles/article.ts';
import type { VerdictValue } from '#app/claims/claim.ts';
import { viewCoverage } from '#app/claims/checks.server.ts';
import type { CoverageView } from '#app/claims/coverage.ts';
import { unverifiedQuotations } from '#app/claims/quotations.server.ts';
import { listVerdicts } from '#app/claims/verdicts.server.ts';
import { ArticleMenu } from '#app/articles/ArticleMenu.tsx';
import { getArticle, restrictedTo } from '#app/articles/articles.server.ts';
import { DraftBar } from '#app/articles/DraftBar.tsx';
import { findDraft } from '#app/articles/drafts.server.ts';
import { NewerVersion } from '#app/articles/NewerVersion.tsx';
import { readingPosition } from '#app/articles/reading.server.ts';
import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { writePosition, type Present } from '#app/live/event.ts';
import { PresentPeople } from '#app/live/PresentPeople.tsx';
import { seen } from '#app/live/seen.ts';
import { keepReadingPosition } from '#app/live/reading-position.ts';
import { Appearance } from '#app/people/Appearance.tsx';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import { canEditArticles } from '#app/people/policy.ts';
import { usePreferences } from '#app/people/use-preferences.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';
import { useAddress } from '#app/ui/use-address.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · 旁注 Pangzhu` },
];

export const headers: HeadersFunction = () => ({
  'Cache-Control': 'private, no-store',
});

/** What the desk is made of; the text is its blocks joined and goes over the wire once. */
type Content = {
  article: Omit<Article, 'text'>;
  annotations: Packed;
  words: Word[];
  colleagues: Colleague[];
  threads: { id: string; count: number }[];
  verdicts: VerdictValue[];
  quotations: Span[];
  coverage: CoverageView;
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const id = args.params['id'] ?? '';
  const { searchParams } = new URL(args.request.url);
  const link = searchParams.get('annotation');
  const asked = /^[1-9]\d{0,8}$/.exec(searchParams.get('version') ?? '')?.[0];
  const version = asked === undefined ? undefined : Number(asked);
  try {
    if (!validate(id)) throw new AppError('not-found', 'not-found');
    // Before all else is read: what comes after it, the stream tells.
    const position = await args.context.live.position();
    const {
      value: article,
      revision,
      newest,
    } = await getArticle(ctx, id, version);
    const shown = article.version;
    const [annotations, words, colleagues, threads, verdicts, ...more] =
      await Promise.all([
        packAnnotations(ctx, id, shown),
        listWords(ctx),
        listColleagues(ctx, id),
        countReplies(ctx, id),
        listVerdicts(ctx),
        unverifiedQuotations(ctx, article),
        viewCoverage(ctx, { id, version: shown, newest }),
        readingPosition(ctx, id, shown),
        link === null ? null : followLink(ctx, id, link),
        unreadCount(ctx),
        isFollowing(ctx, id),
        restrictedTo(ctx, article),
        canEditArticles(ctx.actor) ? findDraft(ctx, article) : null,
      ]);
    const [quotations, coverage, openAt, linked, ...state] = more;
    const [unread, following, named, draft] = state;
    const { text: _, ...rest } = article;
    const content: Content = {
      article: rest,
      ...{ annotations, words, colleagues, threads, verdicts, quotations },
      coverage,
    };
    return {
      title: article.title,
      newest,
      draft: draft && {
        by: draft.value.updatedBy.name,
        at: draft.value.updatedAt,
      },
      // One string: Remix would walk every value of it, on both sides.
      content: JSON.stringify(content),
      me: ctx.actor,
      base: args.context.publicUrl,
      position: writePosition(position),
      openAt,
      linked,
      unread,
      following,
      /** Those who may see it; null for everybody. */
      named,
      revision,
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

/** The words that a link names by their offsets: `?words=12-34`. */
function wordsIn(params: URLSearchParams): number | null {
  const start = /^(\d{1,7})-\d{1,7}$/.exec(params.get('words') ?? '')?.[1];
  return start === undefined ? null : Number(start);
}

export default function ArticlePage() {
  const { t } = useTranslation();
  const { content, ...data } = useLoaderData<typeof loader>();
  const [params, changeAddress] = useAddress();
  const [preferences, setPreferences] = usePreferences();
  const { article, annotations, verdicts, quotations, ...given } =
    useMemo(() => {
      const { article: rest, ...others } = JSON.parse(content) as Content;
      const text = rest.blocks.map(b => b.text).join('\n');
      const whole: Article = { ...rest, text };
      const unpacked = AnnotationList.unpack(others.annotations, rest.id, text);
      return { ...others, article: whole, annotations: unpacked };
    }, [content]);
  const { words, colleagues, threads, coverage } = given;
  const filter = useMemo(() => readFilter(params), [params]);
  const onFilter = useCallback(
    (next: Filter) => changeAddress(before => writeFilter(before, next)),
    [changeAddress],
  );
  const mode = DESK_MODES.find(one => one === params.get('mode')) ?? 'annotate';
  const onMode = useCallback(
    (next: DeskMode) =>
      changeAddress(before => {
        const after = new URLSearchParams(before);
        if (next === 'annotate') after.delete('mode');
        else after.set('mode', next);
        return after;
      }),
    [changeAddress],
  );
  const onRead = useReading(article, data.newest);
  const [present, setPresent] = useState<readonly Present[]>([]);
  const [unread, setUnread] = useState(data.unread);
  const onNotice = useCallback(() => setUnread(n => n + 1), []);
  const [newest, setNewest] = useState(data.newest);
  const [drafted, setDrafted] = useState(data.draft !== null);
  const onDraft = useCallback(() => setDrafted(true), []);
  useSeen(article.id, linkedId(data.linked), setUnread);
  const { linked } = data;
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
          <a className="chip" href={`/articles/${article.id}/versions`}>
            <Icon name="layers" />
            {t('library.version', { n: article.version })}
          </a>
        </nav>
        <SavedState />
        <span className="grow" />
        <span
          className="seg modes js"
          role="group"
          aria-label={t('check.modes')}
        >
          {DESK_MODES.map(one => (
            <button
              key={one}
              type="button"
              aria-pressed={mode === one}
              onClick={() => onMode(one)}
            >
              {t(`check.${one}`)}
            </button>
          ))}
        </span>
        <PresentPeople people={present} />
        <a
          className="btn sq inbox"
          href="/inbox"
          aria-label={t('inbox.unread', { count: unread })}
          title={t('inbox.title')}
        >
          <Icon name="inbox" />
          {unread > 0 && <span className="n num new">{unread}</span>}
        </a>
        <ArticleMenu
          article={article.id}
          revision={data.revision}
          following={data.following}
          named={data.named}
          colleagues={colleagues}
          me={data.me}
        />
        <LanguageSwitch to={`/articles/${article.id}`} />
        <Appearance preferences={preferences} onChange={setPreferences} />
        <span className="sep" />
        <Avatar name={data.me.name} colour={data.me.colour} />
      </header>
      <main>
        {linked && linked.state !== 'here' && <LostLink linked={linked} />}
        {article.version < newest && (
          <NewerVersion
            article={article.id}
            version={article.version}
            newest={newest}
            arrived={newest > data.newest}
          />
        )}
        {drafted && canEditArticles(data.me) && (
          <DraftBar article={article.id} draft={data.draft} />
        )}
        <Desk
          key={article.id}
          article={article}
          annotations={annotations}
          words={words}
          colleagues={colleagues}
          threads={threads}
          verdicts={verdicts}
          quotations={quotations}
          coverage={coverage}
          mode={mode}
          onMode={onMode}
          onPresent={setPresent}
          onNotice={onNotice}
          onVersion={setNewest}
          onDraft={onDraft}
          me={data.me}
          base={data.base}
          position={data.position}
          filter={filter}
          onFilter={onFilter}
          singleKeys={preferences.keys}
          onSingleKeys={keys => setPreferences({ ...preferences, keys })}
          linked={linked?.state === 'here' ? linked.id : null}
          openAt={wordsIn(params) ?? data.openAt}
          onRead={onRead}
        />
      </main>
    </>
  );
}

/** Remembers how far the visitor has read. */
function useReading(
  { id, version }: Article,
  newest: number,
): (offset: number) => void {
  const keeper = useRef<ReturnType<typeof keepReadingPosition> | null>(null);
  useEffect(() => {
    // Who looks at an earlier version has read on in the newest.
    if (version < newest) return;
    keeper.current = keepReadingPosition(id, version);
    return () => keeper.current?.stop();
  }, [id, newest, version]);
  return useCallback((offset: number) => keeper.current?.moved(offset), []);
}

const linkedId = (linked: { state: string; id?: string } | null) =>
  linked?.state === 'here' ? (linked.id ?? null) : null;

/** Whoever has an article before them has seen what was done on it. */
function useSeen(
  article: string,
  annotation: string | null,
  onUnread: (count: number) => void,
): void {
  useEffect(() => {
    void seen({ article, ...(annotation ? { annotation } : {}) }).then(
      unread => unread !== null && onUnread(unread),
    );
  }, [article, annotation, onUnread]);
}
