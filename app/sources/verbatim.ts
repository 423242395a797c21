import { fold, foldStyle, type Folded } from '#app/anchoring/fold.ts';

/** Where a quote stands in a text: UTF-16 offsets, half-open, and how it was found. */
export type Found = {
  check: 'exact' | 'normalised';
  start: number;
  end: number;
};

const DIGIT = /[0-9\uff10-\uff19〇零一二两三四五六七八九十百千万亿]/;
const POINT = /[.,．，]/;

/**
 * Whether a span begins or ends in the middle of a figure: 3亿 of 13亿 stands in
 * the text, and does not say what the text says.
 */
export function cutsFigure(text: string, start: number, end: number): boolean {
  const isCut = (i: number): boolean => {
    const [before = '', at = '', after = ''] = text.slice(i - 1, i + 2);
    if (i <= 0 || i >= text.length) return false;
    if (DIGIT.test(before)) {
      if (DIGIT.test(at) || /[%％]/.test(at)) return true;
      return POINT.test(at) && /\d/.test(after) && /\d/.test(before);
    }
    return POINT.test(before) && /\d/.test(at) && /\d/.test(text.charAt(i - 2));
  };
  return isCut(start) || isCut(end);
}

/** What comes nearest to a quote that a text does not hold. */
export type Nearest = {
  start: number;
  end: number;
  /** Share of the quote's runs of three characters that stand there, 0–1. */
  likeness: number;
};

/**
 * A text in which quotes are looked for, letter for letter and then after the
 * declared normalisation (`anchoring/fold.ts`) — never by likeness: what is not
 * found so is not found.
 */
export class VerbatimText {
  readonly text: string;
  #folded: Folded | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * Where a quote stands; null when it does not. Of several places the first at
   * or after `hint`, or the first of all.
   */
  find(quote: string, hint = 0): Found | null {
    if (quote.trim() === '') return null;
    const start = indexFrom(this.text, quote, hint);
    if (start >= 0) return { check: 'exact', start, end: start + quote.length };
    const wanted = foldStyle(quote).trim();
    if (wanted === '') return null;
    const folded = this.folded;
    const near = hint === 0 ? 0 : indexAt(folded, hint);
    const at = indexFrom(folded.text, wanted, near);
    if (at < 0) return null;
    return {
      check: 'normalised',
      start: folded.original(at),
      end: folded.original(at + wanted.length - 1) + 1,
    };
  }

  /** The passage that comes nearest to a quote; null where nothing comes near. */
  nearest(quote: string): Nearest | null {
    const wanted = foldStyle(quote).trim().toLowerCase();
    const { text, original } = this.folded;
    const within = text.toLowerCase();
    // Letters that change their length with their case would shift every offset.
    const lowered = within.length === text.length ? within : text;
    const found = bestWindow(lowered, wanted);
    if (!found) return null;
    const start = original(found.start);
    const end = original(found.end - 1) + 1;
    return { ...outward(this.text, start, end), likeness: found.likeness };
  }

  private get folded(): Folded {
    this.#folded ??= fold(this.text);
    return this.#folded;
  }
}

/** The first place at or after an offset, or the first of all; -1 for none. */
function indexFrom(text: string, words: string, from: number): number {
  const at = text.indexOf(words, from);
  return at < 0 && from > 0 ? text.indexOf(words) : at;
}

/** The first offset of a folded text that stands at or after one of the original. */
function indexAt({ text, original }: Folded, offset: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (original(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Characters in a row that are compared together. */
const RUN = 3;
/** What shares less with a quote is not near it. */
const NEAR = 0.3;
/** As much of a quote as is compared; the rest is where this is. */
const MOST = 600;

/** The stretch of a text as long as a quote that holds most of its runs, in one pass. */
function bestWindow(
  text: string,
  quote: string,
): { start: number; end: number; likeness: number } | null {
  const wanted = quote.slice(0, MOST);
  const runs = new Set<number>();
  for (let i = 0; i + RUN <= wanted.length; i += 1) runs.add(hashAt(wanted, i));
  if (runs.size === 0) return null;
  const known = new Uint8Array(BUCKETS);
  for (const run of runs) known[run] = 1;
  const width = wanted.length - RUN + 1;
  // Of a run that comes again and again, once counts.
  const there = new Uint16Array(BUCKETS);
  let held = 0;
  let most = 0;
  let best = -1;
  for (let at = 0; at + RUN <= text.length; at += 1) {
    const hash = hashAt(text, at);
    if (known[hash] === 1) {
      there[hash] = (there[hash] ?? 0) + 1;
      if (there[hash] === 1) held += 1;
    }
    const out = at - width;
    if (out >= 0) {
      const gone = hashAt(text, out);
      if (known[gone] === 1) {
        there[gone] = (there[gone] ?? 1) - 1;
        if (there[gone] === 0) held -= 1;
      }
    }
    if (held > most) {
      most = held;
      best = at;
    }
  }
  const likeness = most / runs.size;
  if (best < 0 || likeness < NEAR) return null;
  const end = Math.min(text.length, best + RUN);
  return { start: Math.max(0, end - wanted.length), end, likeness };
}

const BUCKETS = 1 << 16;

/** FNV-1a over three UTF-16 units, folded to sixteen bits. */
function hashAt(text: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + RUN; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}

/** As far as a passage is led outwards to where its sentences begin and end. */
const MARGIN = 80;
const ENDS = /[。！？!?；;\n]|[.](?=\s)/g;

/** A stretch with the rest of the sentences that it cuts. */
function outward(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } {
  const before = text.slice(Math.max(0, start - MARGIN), start);
  const last = [...before.matchAll(ENDS)].at(-1);
  const cut = last ? last.index + last[0].length : 0;
  const lead = before.slice(cut).length - before.slice(cut).trimStart().length;
  const from = start - before.length + cut + lead;
  const inside = text.slice(end - 1, end);
  if (/[。！？!?；;\n]/.test(inside)) return { start: from, end };
  const after = text.slice(end, end + MARGIN);
  const stop = after.search(/[。！？!?；;\n]|[.](?=\s|$)/);
  const to = stop < 0 ? end : end + stop + (after[stop] === '\n' ? 0 : 1);
  return { start: from, end: to };
}
