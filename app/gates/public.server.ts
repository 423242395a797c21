import '#app/i18n/catalogues.server.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import { getArticle } from '#app/articles/articles.server.ts';
import { isDecided, type Claim } from '#app/claims/claim.ts';
import { allClaims } from '#app/claims/claims.server.ts';
import { listVerdicts } from '#app/claims/verdicts.server.ts';
import type { Context } from '#app/context.server.ts';
import { claimReview } from '#app/export/claimreview.ts';
import type { MarginNote } from '#app/export/annotated.ts';
import { publicPage } from '#app/export/public-page.ts';
import { translator } from '#app/i18n/i18n.ts';
import type { Language } from '#app/people/person.ts';
import type { Db } from '#db/client.ts';
import { listPublicEvidence } from '#db/queries/evidence.ts';
import * as rows from '#db/queries/gates.ts';
import { workspaceName } from '#db/queries/people.ts';

/** What a reader asks for, from anywhere. */
type Asked = {
  db: Db;
  workspaceId: string;
  id: string;
  /** The page's own words; null for the article's language. */
  language: Language | null;
  /** The address of this installation. */
  base: string;
  styles: readonly string[];
};

/**
 * Readers have no account. Article by article it is published for them or not;
 * who may see it inside the newsroom has no say, and nobody is named on what is
 * confidential.
 */
const ANYBODY: Context['actor'] = {
  id: '00000000-0000-0000-0000-000000000000',
  name: '',
  role: 'owner',
  colour: 0,
  email: '',
  language: 'zh-CN',
};

/** The public page of an article: `gone` where it was withdrawn, `absent` where it never was. */
export async function publicArticle(
  asked: Asked,
): Promise<{ state: 'there'; html: string } | { state: 'gone' | 'absent' }> {
  const { db, workspaceId, id, base } = asked;
  const [last] = await rows.listPublications(db, workspaceId, id);
  if (!last) return { state: 'absent' };
  if (last.withdrawn) return { state: 'gone' };
  const ctx: Context = { db, workspaceId, actor: ANYBODY };
  const { value: article } = await getArticle(ctx, id, last.version);
  const language =
    asked.language ?? (article.language.startsWith('zh') ? 'zh-CN' : 'en');
  const t = translator(language);
  const [places, claims, values, corrections, desk] = await Promise.all([
    rows.listPlaces(db, workspaceId, id, last.version, {
      ...{ visibilities: ['public'], kinds: ['claim', 'note'] },
    }),
    allClaims(ctx, id),
    listVerdicts(ctx),
    rows.listCorrections(db, workspaceId, id),
    workspaceName(db, workspaceId),
  ]);
  const shown = new Map(
    claims
      .filter(one => one.visibility === 'public' && isDecided(one.verdict))
      .map(one => [one.id, one]),
  );
  const evidence = await listPublicEvidence(db, workspaceId, [...shown.keys()]);
  const nameOf = ({ verdict, value }: Claim): string =>
    values.find(one => one.id === value)?.name ?? t(`verdict.${verdict}`);
  const notes: MarginNote[] = [];
  for (const { id: of, kind, body, start, end } of places) {
    const claim = shown.get(of);
    if (kind === 'claim' && !claim) continue;
    notes.push({
      number: notes.length + 1,
      verdict: claim?.verdict ?? null,
      label: claim ? nameOf(claim) : '',
      text: claim ? claim.finding : plainNote(body),
      ...{ start, end },
      sources: evidence
        .filter(one => one.claim === of)
        .flatMap(({ source, locator }) =>
          source.id === null ? [] : [{ ...source, page: locator.page }],
        ),
    });
  }
  const day = (at: string): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(
      new Date(at),
    );
  const reviewed = claims
    .filter(one => shown.has(one.id))
    .map(one => ({
      ...one,
      supportedBy: evidence.filter(({ claim }) => claim === one.id),
    }));
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  const html = publicPage({
    article: {
      ...{ id, language: article.language, version: last.version },
      byline: article.byline,
      publisher: article.publisher,
      published: day(article.publishedAt ?? last.at),
      credits: article.credits,
      blocks: article.blocks,
      notes,
      corrections: corrections
        .filter(({ to }) => to <= last.version)
        .map(({ kind, text, at }) => ({
          ...{ kind, text, at: day(at), label: t(`correction.${kind}`) },
        })),
    },
    words: {
      app: desk || t('app'),
      edition: t('public.edition'),
      checked: t('public.checked', {
        count: notes.filter(one => one.verdict !== null).length,
      }),
      quotesStand: t('public.quotesStand'),
      by: t('public.by'),
      note: t('kind.note'),
      corrections: t('gates.corrections'),
      version: t('public.version', { n: last.version, at: day(last.at) }),
      back: t('public.back'),
      check: ({ number, label }) =>
        t('public.check', { number, label: label || t('kind.note') }),
    },
    styles: asked.styles,
    claimReview:
      reviewed.length === 0
        ? null
        : claimReview({
            article: { ...article, url: `${base}/p/${id}` },
            claims: reviewed,
            reviewer: { name: desk || new URL(base).host, url: base },
            base,
            names: {
              person: () => '',
              verdict: nameOf,
              confidential: () => '',
            },
          }),
    other: {
      name: other === 'en' ? 'English' : '中文',
      href: `/p/${id}?lang=${other}`,
    },
  });
  return { state: 'there', html };
}
