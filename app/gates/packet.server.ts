import { plainNote } from '#app/annotations/plain-note.ts';
import type { Article } from '#app/articles/article.ts';
import { layOut } from '#app/claims/checks.server.ts';
import {
  BYSTANDER,
  checkedSentences,
  coverageOf,
  COVERAGE_STATES,
  totalsOf,
} from '#app/claims/coverage.ts';
import { runsOn } from '#app/claims/shares.ts';
import { factsIn, uncheckedOf } from '#app/claims/leftovers.ts';
import type { Context } from '#app/context.server.ts';
import type { MarginNote } from '#app/export/annotated.ts';
import type { ClaimWithEvidence, Names } from '#app/export/claims-csv.ts';
import { packetPage, type PacketTable } from '#app/export/packet.ts';
import { getCorrections } from '#app/gates/publishing.server.ts';
import { getSigning } from '#app/gates/sign-offs.server.ts';
import { translator } from '#app/i18n/i18n.ts';
import { listQueries } from '#app/queries/queries.server.ts';
import * as rows from '#db/queries/gates.ts';
import { listProofs } from '#db/queries/sources.ts';

/** As many of what is still unchecked as a packet lists. */
const MOST_FACTS = 500;

/**
 * The fact-check packet of an article's newest version, as one file. It holds what
 * the team sees, nobody's private notes, and of confidential sources no more than
 * who holds them, whoever asks for it. What two people check blindly is in it once
 * both have.
 *
 * @throws AppError not-found
 */
export async function makePacket(
  ctx: Context,
  article: Article,
  claims: readonly ClaimWithEvidence[],
  names: Names,
): Promise<string> {
  const { db, workspaceId, actor } = ctx;
  const t = translator(actor.language);
  const laid = await layOut(ctx, article.id, article.version);
  const [places, queries, signing, corrections] = await Promise.all([
    rows.listPlaces(db, workspaceId, article.id, article.version, {
      visibilities: ['team', 'public'],
      kinds: ['claim', 'note', 'edit', 'query'],
    }),
    listQueries(ctx, article.id),
    getSigning(ctx, article.id),
    getCorrections(ctx, article.id),
  ]);
  const proofs = await listProofs(
    db,
    workspaceId,
    claims.flatMap(({ supportedBy }) => supportedBy.map(({ id }) => id)),
  );
  const time = (at: string): string =>
    new Intl.DateTimeFormat(actor.language, {
      ...{ dateStyle: 'medium', timeStyle: 'long' },
    }).format(new Date(at));
  const notes = places.map(({ id, kind, body, replacement, ...one }, i) => {
    const claim = claims.find(other => other.id === id);
    const said = claim ? claim.finding : plainNote(body);
    const note: MarginNote = {
      number: i + 1,
      verdict: claim?.verdict ?? null,
      label: claim
        ? names.verdict(claim)
        : `${t(`kind.${kind}`)} · ${one.author}`,
      ...{ start: one.start, end: one.end, sources: [] },
      text:
        replacement === null
          ? said
          : [`→ ${replacement}`, said].filter(Boolean).join('\n'),
    };
    return note;
  });
  const runs = coverageOf(laid.covering, BYSTANDER);
  const { text, sentences, blocks } = laid.words;
  const words = runsOn(text, runs, [[0, text.length]]);
  const totals = totalsOf(words);
  const length = words.at(-1)?.end ?? 0;
  const done = checkedSentences(text, sentences, runs).filter(Boolean).length;
  const facts = uncheckedOf(factsIn(blocks), runs);
  const tables: PacketTable[] = [
    {
      id: 'queries',
      title: t('queries.title'),
      columns: [
        ...[t('packet.words'), t('packet.question'), t('queries.answer')],
        t('queries.decision'),
      ],
      rows: queries.map(one => [
        one.quote,
        `${one.question}\n${t(`queries.addressee.${one.addressee}`)} ${one.name}`,
        one.answer === null
          ? ''
          : `${one.answer}\n${one.answeredBy} ${time(one.answeredAt ?? '')}`,
        one.decision === null
          ? t(`queries.state.${one.state}`)
          : `${one.decision}\n${one.decidedBy?.name ?? ''} ${time(one.decidedAt ?? '')}`,
      ]),
      none: t('packet.none'),
    },
    {
      id: 'sign-offs',
      title: t('gates.title'),
      columns: [
        ...[t('packet.gate'), t('packet.person'), t('gates.note')],
        ...[t('gates.errorsFound'), t('packet.hash'), t('packet.at')],
      ],
      rows: signing.items.map(one => [
        `${t(`gate.${one.gate}`)}${one.void ? `\n${t('gates.state.void')}` : ''}`,
        one.person.name,
        one.note,
        String(one.errors),
        one.versionHash,
        time(one.at),
      ]),
      none: t('packet.none'),
    },
    {
      id: 'coverage',
      title: t('report.title'),
      columns: [t('packet.state'), t('report.share'), '%'],
      rows: [
        ...COVERAGE_STATES.filter(state => totals[state] > 0).map(state => [
          t(`coverage.${state}`),
          String(totals[state]),
          ((100 * totals[state]) / Math.max(1, length)).toFixed(1),
        ]),
        [
          t('report.sentences'),
          `${done}/${sentences.length}`,
          ((100 * done) / Math.max(1, sentences.length)).toFixed(1),
        ],
      ],
      none: t('packet.none'),
    },
    {
      id: 'unchecked',
      title: t('report.unchecked'),
      columns: [t('packet.kind'), t('packet.words')],
      rows: facts
        .slice(0, MOST_FACTS)
        .map(({ kind, start, end }) => [
          t(`report.kind.${kind}`),
          text.slice(start, end),
        ]),
      none: t('report.nothing'),
    },
    {
      id: 'corrections',
      title: t('gates.corrections'),
      columns: [
        ...[t('gates.kind'), t('packet.versions'), t('gates.wrong')],
        ...[t('gates.told'), t('packet.person'), t('packet.at')],
      ],
      rows: corrections.map(one => [
        t(`correction.${one.kind}`),
        `${one.from} → ${one.to}`,
        ...[one.wrong, one.text, one.by.name, time(one.at)],
      ]),
      none: t('packet.none'),
    },
  ];
  const now = new Date().toISOString();
  return packetPage(
    {
      language: actor.language,
      title: article.title,
      blocks: article.blocks,
      facts: [
        [t('packet.byline'), article.byline.join('、')],
        [t('packet.publisher'), article.publisher ?? ''],
        [t('packet.version'), String(article.version)],
        [t('packet.hash'), article.versionHash],
        [t('packet.made'), `${time(now)} · ${actor.name}`],
      ].flatMap(([name = '', said = '']) =>
        said ? [[name, said] as const] : [],
      ),
      ...{ notes, names, proofs, tables },
      claims: claims.map(claim => ({
        ...claim,
        checkerName: claim.checker === null ? '' : names.person(claim.checker),
      })),
    },
    {
      packet: t('packet.title'),
      contents: t('packet.contents'),
      article: t('packet.article'),
      claims: t('packet.claims'),
      noClaims: t('packet.none'),
      finding: t('packet.finding'),
      evidence: t('packet.evidence'),
      noEvidence: t('packet.noEvidence'),
      note: t('kind.note'),
      back: t('public.back'),
      check: ({ number, label }) => t('public.check', { number, label }),
      attested: (by, confirmed) =>
        confirmed === null
          ? t('packet.attested', { by })
          : t('packet.confirmed', { by, confirmed }),
      quoteCheck: check => t(`quoteCheck.${check}`),
      stance: stance => t(`stance.${stance}`),
      commitment: t('packet.commitment'),
      page: n => t('packet.page', { n }),
    },
  );
}
