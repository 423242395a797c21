import type { Block, Credit } from '#app/articles/article.ts';
import {
  asides,
  blockHtml,
  escape,
  glyph,
  marked,
  type MarginNote,
  type MarginWords,
} from '#app/export/annotated.ts';
import type { Verdict } from '#app/claims/claim.ts';
import type { CorrectionKind } from '#app/gates/gate.ts';

/** An article as readers get it. */
export type PublicArticle = {
  id: string;
  language: string;
  version: number;
  byline: readonly string[];
  publisher: string | null;
  /** As people read it; empty where the page shows none. */
  published: string;
  credits: readonly Credit[];
  blocks: readonly Block[];
  notes: readonly MarginNote[];
  /** Newest first, each with when, as people read it. */
  corrections: readonly {
    kind: CorrectionKind;
    label: string;
    at: string;
    text: string;
  }[];
};

/** The page's own words, in its reader's language. */
export type PublicWords = MarginWords & {
  app: string;
  edition: string;
  checked: string;
  quotesStand: string;
  by: string;
  corrections: string;
  version: string;
};

type Given = {
  article: PublicArticle;
  words: PublicWords;
  /** Addresses of the style sheets. */
  styles: readonly string[];
  /** schema.org JSON-LD of the claims; null for none. */
  claimReview: string | null;
  /** The other language's name and address. */
  other: { name: string; href: string };
};

/** The public page: one document that needs no script, prints, and opens in old web views. */
export function publicPage({
  article,
  words,
  styles,
  claimReview,
  other,
}: Given): string {
  const { blocks, notes, language } = article;
  const [title] = blocks;
  const rest = blocks.slice(1);
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    `<title>${escape(title?.text ?? '')}</title>`,
    ...styles.map(href => `<link rel="stylesheet" href="${escape(href)}">`),
    ...(claimReview
      ? [
          `<script type="application/ld+json">${claimReview.replaceAll('<', '\\u003c')}</script>`,
        ]
      : []),
  ].join('');
  const decided = notes.filter(note => note.verdict !== null);
  const body = [
    `<header class="pt"><b>${escape(words.app)}</b><span class="grow"></span><span>${escape(words.edition)}</span><a href="${escape(other.href)}">${escape(other.name)}</a></header>`,
    `<main class="g"><div class="c1"><h1>${title ? marked(title, notes, words) : ''}</h1>`,
    byline(article, words),
    decided.length > 0 ? summary(decided, words) : '',
    `</div><div class="mt">${title ? asides([title], notes, words) : ''}</div>`,
    ...rest.map(
      (block, i) =>
        `<div class="c1 body">${blockHtml(block, rest[i - 1], notes, words)}</div><div class="mt">${asides([block], notes, words)}</div>`,
    ),
    `<footer class="c1 colo">${footer(article, words)}</footer></main>`,
  ].join('\n');
  return `<!doctype html>\n<html lang="${escape(language)}"><head>${head}</head><body><div class="pub">\n${body}\n</div></body></html>\n`;
}

function byline(
  { byline: names, publisher, published }: PublicArticle,
  words: PublicWords,
): string {
  const parts = [
    ...(names.length > 0
      ? [`${escape(words.by)} <b>${names.map(escape).join('、')}</b>`]
      : []),
    ...(publisher ? [`<b>${escape(publisher)}</b>`] : []),
    ...(published ? [escape(published)] : []),
  ];
  return `<p class="by">${parts.join(' · ')}</p>`;
}

/** How many there are of each verdict, drawn and said. */
function summary(notes: readonly MarginNote[], words: PublicWords): string {
  const counts = new Map<string, { verdict: Verdict; count: number }>();
  for (const { label, verdict } of notes) {
    if (!verdict) continue;
    const one = counts.get(label) ?? { verdict, count: 0 };
    counts.set(label, { ...one, count: one.count + 1 });
  }
  const all = [...counts];
  const bar = all
    .map(
      ([, { verdict, count }]) =>
        `<i class="v-${verdict}" style="flex-grow:${count}"></i>`,
    )
    .join('');
  const legend = all
    .map(
      ([label, { verdict, count }]) =>
        `<span class="v-${verdict}">${glyph(verdict)}${escape(label)} ${count}</span>`,
    )
    .join('');
  return `<section class="sum"><h2>${escape(words.checked)}</h2><p>${escape(words.quotesStand)}</p><div class="cov" aria-hidden="true">${bar}</div><div class="legend">${legend}</div></section>`;
}

function footer(
  { credits, corrections }: PublicArticle,
  words: PublicWords,
): string {
  const told = corrections
    .map(
      ({ label, at, text }) =>
        `<li><b>${escape(label)}</b> <span class="num">${escape(at)}</span><br>${escape(text)}</li>`,
    )
    .join('');
  const named = credits
    .map(({ role, name }) => `${escape(role)} ${escape(name)}`)
    .join(' · ');
  return [
    told
      ? `<h2 id="corrections">${escape(words.corrections)}</h2><ul>${told}</ul>`
      : '',
    named ? `<p>${named}</p>` : '',
    `<p>${escape(words.version)}</p>`,
  ].join('');
}
