import type { Block } from '#app/articles/article.ts';
import { numberText } from '#app/claims/claim.ts';
import type { ClaimWithEvidence, Names } from '#app/export/claims-csv.ts';
import {
  asides,
  blockHtml,
  escape,
  glyph,
  type MarginNote,
  type MarginWords,
} from '#app/export/annotated.ts';

/** Everything that was done to an article before it went out, as it stands. */
export type Packet = {
  language: string;
  title: string;
  blocks: readonly Block[];
  /** Lines under the title: byline, version, hash, when and by whom this was made. */
  facts: readonly (readonly [name: string, said: string])[];
  notes: readonly MarginNote[];
  claims: readonly (ClaimWithEvidence & { checkerName: string })[];
  names: Names;
  /** Of evidence, by its id: the SHA-256 of the bytes it is in, or for a confidential source a commitment to it. */
  proofs: ReadonlyMap<string, { confidential: boolean; hash: string }>;
  /** Sections of rows: queries, sign-offs, coverage, corrections, each with what its columns are called. */
  tables: readonly PacketTable[];
};

export type PacketTable = {
  id: string;
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** What is said where there are no rows. */
  none: string;
};

export type PacketWords = MarginWords & {
  packet: string;
  contents: string;
  article: string;
  claims: string;
  noClaims: string;
  finding: string;
  evidence: string;
  noEvidence: string;
  attested(by: string, confirmed: string | null): string;
  quoteCheck(check: string): string;
  stance(stance: string): string;
  commitment: string;
  page(n: number): string;
};

/**
 * The fact-check packet: one document that stands alone, fetches nothing and
 * prints. Of confidential sources it says no more than who holds them.
 */
export function packetPage(packet: Packet, words: PacketWords): string {
  const { language, title, facts, blocks, notes, tables } = packet;
  const [, ...rest] = blocks;
  const first = blocks[0];
  const contents = [
    ['article', words.article],
    ['claims', words.claims],
    ...tables.map(({ id, title: name }) => [id, name]),
  ]
    .map(([id, name]) => `<a href="#${id}">${escape(name ?? '')}</a>`)
    .join(' · ');
  return `<!doctype html>
<html lang="${escape(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(`${words.packet} · ${title}`)}</title><style>${STYLE}</style></head><body>
<header><p class="k">${escape(words.packet)}</p><h1>${escape(title)}</h1><dl>${facts
    .map(
      ([name, said]) =>
        `<div><dt>${escape(name)}</dt><dd>${escape(said)}</dd></div>`,
    )
    .join(
      '',
    )}</dl><nav aria-label="${escape(words.contents)}">${contents}</nav></header>
<main>
<section id="article"><h2>${escape(words.article)}</h2>${first ? `<div class="row"><div>${blockHtml({ ...first, type: 'paragraph' }, undefined, notes, words)}</div><div>${asides([first], notes, words)}</div></div>` : ''}
${rest
  .map(
    (block, i) =>
      `<div class="row"><div>${blockHtml(block, rest[i - 1], notes, words)
        .replaceAll('<h2>', '<h3>')
        .replaceAll(
          '</h2>',
          '</h3>',
        )}</div><div>${asides([block], notes, words)}</div></div>`,
  )
  .join('\n')}</section>
<section id="claims"><h2>${escape(words.claims)}</h2>${packet.claims.length === 0 ? `<p>${escape(words.noClaims)}</p>` : packet.claims.map(one => claimHtml(one, packet, words)).join('\n')}</section>
${tables.map(tableHtml).join('\n')}
</main></body></html>
`;
}

function claimHtml(
  claim: Packet['claims'][number],
  { names, proofs }: Packet,
  words: PacketWords,
): string {
  const { verdict, quote, statement, speaker, finding } = claim;
  const evidence = claim.supportedBy
    .map(({ id, stance, source, quote: said, locator, note, ...one }) => {
      const place = [
        locator.page === null ? '' : words.page(locator.page),
        locator.time ?? '',
        locator.start === null ? '' : `${locator.start}–${locator.end}`,
      ].filter(Boolean);
      const proof = proofs.get(id);
      const what =
        source.id === null
          ? names.confidential(source.heldBy.name)
          : [source.title, ...place].join(' · ');
      const vouched = one.attestedBy
        ? words.attested(one.attestedBy.name, one.confirmedBy?.name ?? null)
        : words.quoteCheck(one.quoteCheck);
      return `<li><p><b>${escape(words.stance(stance))}</b> ${escape(what)} <span class="k">${escape(vouched)}</span></p>${said ? `<blockquote>${escape(said)}</blockquote>` : ''}${note ? `<p>${escape(note)}</p>` : ''}${proof ? `<p class="k">${escape(proof.confidential ? words.commitment : 'SHA-256')} <code>${escape(proof.hash)}</code></p>` : ''}</li>`;
    })
    .join('');
  return `<article class="v-${verdict}"><h3>${glyph(verdict)}${escape(numberText(claim.number))} ${escape(names.verdict(claim))}</h3><blockquote>${escape(quote)}</blockquote><p class="k">${escape([speaker ?? '', claim.checkerName].filter(Boolean).join(' · '))}</p>${statement ? `<p>${escape(statement)}</p>` : ''}${finding ? `<p><b>${escape(words.finding)}</b> ${escape(finding)}</p>` : ''}${evidence ? `<ul aria-label="${escape(words.evidence)}">${evidence}</ul>` : `<p class="k">${escape(words.noEvidence)}</p>`}</article>`;
}

function tableHtml({ id, title, columns, rows, none }: PacketTable): string {
  const head = columns
    .map(name => `<th scope="col">${escape(name)}</th>`)
    .join('');
  const body = rows
    .map(
      row =>
        `<tr>${row.map(cell => `<td>${escape(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`,
    )
    .join('');
  return `<section id="${escape(id)}"><h2>${escape(title)}</h2>${rows.length === 0 ? `<p>${escape(none)}</p>` : `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`}</section>`;
}

/** All that it needs to be read and printed: a file fetches nothing. */
const STYLE = `
*{box-sizing:border-box}
:root{--paper:#fff}
body{max-width:1000px;margin:0 auto;padding:32px 24px 80px;background:#fff;color:#15171a;font:14px/1.65 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1,section#article .row p,blockquote{font-family:"Source Han Serif SC","Noto Serif CJK SC","Songti SC",Georgia,serif}
h1{margin:4px 0 16px;font-size:28px;line-height:1.3}
h2{margin:40px 0 12px;padding-bottom:4px;border-bottom:2px solid #15171a;font-size:18px}
h3{margin:18px 0 6px;font-size:15px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:4px 20px;margin:0 0 12px}
dl div{display:flex;gap:8px}dt{color:#5b6067;white-space:nowrap}dd{margin:0;overflow-wrap:anywhere}
.k{color:#5b6067;font-size:12px}
.row{display:grid;grid-template-columns:minmax(0,1fr) 280px;gap:0 32px;break-inside:avoid}
.row p,.row pre,.row ul,.row blockquote{margin:0 0 .8em;white-space:pre-wrap}
.row>div:first-child>p{font-size:16px;line-height:1.85}
.sp{font-weight:600;font-size:12px;color:#5b6067}
.claim{border-bottom:2px solid var(--vc)}.claim.v-unchecked,.claim.v-checking,.claim.v-misleading,.claim.v-unverifiable{border-bottom-style:dashed}.claim.v-false{border-bottom:4px double var(--vc)}
.note{border-bottom:1px solid #80868d}
sup.r{line-height:0;white-space:nowrap}sup.r+sup.r{margin-left:4px}sup.r a{color:var(--vc,#1d5aa8);font:600 11px/1 system-ui,sans-serif;text-decoration:none}
.sn{margin:2px 0 12px;padding-left:10px;border-left:2px solid var(--vc,#c9cdd2);font-size:13px}
.sn .h{font-weight:600;font-size:12px;color:var(--vc,#5b6067)}.sn p{margin:0}.sn .s{display:block;font-size:12px}.num{margin-left:6px;color:#5b6067}.bk{font-size:11px;text-decoration:none}
.vg{width:13px;height:13px;margin-right:5px;vertical-align:-2px;fill:none;stroke:var(--vc);stroke-width:1.5;color:var(--vc)}
.v-unchecked{--vc:#5b6067}.v-checking{--vc:#1d5aa8}.v-accurate{--vc:#0b6b4f}.v-partly-accurate{--vc:#7a5200}.v-misleading{--vc:#9a4100}.v-false{--vc:#a8201a}.v-unverifiable{--vc:#4d5258}
article{margin:0 0 18px;padding:2px 0 2px 12px;border-left:3px solid var(--vc);break-inside:avoid}
article ul{padding-left:18px}blockquote{margin:4px 0;padding-left:10px;border-left:2px solid #c9cdd2}
table{width:100%;border-collapse:collapse;font-size:13px}th,td{padding:6px 10px 6px 0;border-bottom:1px solid #dcdfe3;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th,td:first-child{white-space:nowrap}td:nth-child(2){min-width:5em}
code{font-size:11px;overflow-wrap:anywhere}a{color:#1d5aa8}
@media (max-width:720px){.row{grid-template-columns:1fr}}
@media print{body{padding:0}nav,.bk{display:none}section{break-before:auto}tr{break-inside:avoid}}
`;
