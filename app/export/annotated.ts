import type { Block } from '#app/articles/article.ts';
import type { Verdict } from '#app/claims/claim.ts';
import { GLYPHS } from '#app/reader/marks/glyphs.ts';

/** What is shown beside the words: a verdict, or a note. */
export type MarginNote = {
  /** From 1, by where its words end. */
  number: number;
  /** Null for a note. */
  verdict: Verdict | null;
  /** The verdict in the newsroom's words, or what else it is; empty for a note. */
  label: string;
  /** UTF-16 offsets into the version's text, half-open. */
  start: number;
  end: number;
  /** Plain text. */
  text: string;
  /** What it rests on: sources that are no secret, and where they are found; null for nowhere on the web. */
  sources: { title: string; page: number | null; url: string | null }[];
};

/** What a page says around its notes, in its reader's language. */
export type MarginWords = {
  note: string;
  back: string;
  /** `Check 3: Accurate` */
  check(note: MarginNote): string;
};

/** A block as markup, with its speaker where another begins. */
export function blockHtml(
  block: Block,
  before: Block | undefined,
  notes: readonly MarginNote[],
  words: MarginWords,
): string {
  const text = marked(block, notes, words);
  const speaker =
    block.speaker && block.speaker !== before?.speaker
      ? `<div class="sp">${escape(block.speaker)}</div>`
      : '';
  switch (block.type) {
    case 'heading':
      return `<h2>${text}</h2>`;
    case 'quote':
      return `<blockquote>${text}</blockquote>`;
    case 'pre':
    case 'table':
      return `<pre>${text}</pre>`;
    case 'lede':
      return `<p class="lede">${text}</p>`;
    case 'caption':
      return `<p class="caption">${text}</p>`;
    case 'list-item':
      return `<ul><li>${text}</li></ul>`;
    default:
      return `${speaker}<p>${text}</p>`;
  }
}

/** A block's words with what lies on them, each note's number after its last character. */
export function marked(
  { text, start: from, end: to }: Block,
  notes: readonly MarginNote[],
  words: MarginWords,
): string {
  const here = notes.filter(({ start, end }) => start < to && from < end);
  const cuts = new Set([from, to]);
  for (const { start, end } of here) {
    cuts.add(Math.max(from, start));
    cuts.add(Math.min(to, end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  let html = '';
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i] ?? from, edges[i + 1] ?? to];
    const piece = escape(text.slice(start - from, end - from));
    const on = here.filter(note => note.start <= start && end <= note.end);
    html += on.reduce((inner, { number, verdict, start: begin }) => {
      const id = begin === start ? ` id="t${number}"` : '';
      return `<span class="${verdict ? `claim v-${verdict}` : 'note'}"${id}>${inner}</span>`;
    }, piece);
    for (const note of here.filter(one => one.end === end)) {
      const { number, verdict } = note;
      const name = verdict ? ` v-${verdict}` : '';
      const drawn = verdict ? glyph(verdict) : '';
      // A word joiner: a number never begins a line.
      html += `&#8288;<sup class="r${name}"><a href="#n${number}" aria-label="${escape(words.check(note))}">${drawn}${number}</a></sup>`;
    }
  }
  return html;
}

/** The notes that end in some blocks, to stand beside them. */
export function asides(
  blocks: readonly Block[],
  notes: readonly MarginNote[],
  words: MarginWords,
): string {
  return notes
    .filter(({ end }) => blocks.some(b => b.start < end && end <= b.end))
    .map(({ number, verdict, label, text, sources }) => {
      const name = verdict ? ` v-${verdict}` : '';
      const head = verdict
        ? `${glyph(verdict)}${escape(label)}`
        : escape(label || words.note);
      const found = sources
        .map(({ title, page, url }) => {
          const name = escape(page === null ? title : `${title}, p. ${page}`);
          return url === null
            ? `<span class="s">${name}</span>`
            : `<a class="s" href="${escape(url)}" rel="nofollow noopener">${name}</a>`;
        })
        .join('');
      return `<aside class="sn${name}" id="n${number}"><div class="h">${head}<span class="num">${number}</span></div><p>${escape(text).replaceAll('\n', '<br>')}</p>${found}<a class="bk" href="#t${number}" aria-label="${escape(words.back)}">↩</a></aside>`;
    })
    .join('');
}

/** A verdict's sign, drawn. */
export const glyph = (verdict: Verdict): string =>
  `<svg class="vg v-${verdict}" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">${GLYPHS[verdict]}</svg>`;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it stands in markup. */
export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, character => ESCAPES[character] ?? character);
