import { boundary, contextFit, likeness } from '#app/anchoring/align.ts';
import type { Anchor, Candidate, Expected } from '#app/anchoring/anchor.ts';
import { splitsGrapheme } from '#app/anchoring/boundaries.ts';
import { Grams } from '#app/anchoring/grams.ts';

/** Below this nothing is taken for the place (A7). */
const FLOOR = 0.68;
/** A lookalike that comes nearer than this leaves it open (A8). */
const MARGIN = 0.04;
/** The best leaves less doubt than this share of what the second leaves. */
const DOUBT = 0.45;
/** Words that changed have to be where they were: so much of the context stays. */
const CONTEXT_OF_CHANGED = 0.3;
/** So many same characters are no chance, where nothing is known of the earlier text, */
const UNMISTAKABLE = 24;
/** and where it is known that they stood there once. */
const UNLIKELY = 8;
/** Candidates below this say nothing. */
const WORTH_SHOWING = 0.15;
/** How far around a candidate its ends are looked for. */
const SLACK = 24;
/** As much of a long quote's beginning, and end, as is laid against the text. */
const HEAD = 32;
/** How far around the expected place the words are looked for one by one. */
const AROUND = 40;
/** Votes this near each other are for one place. */
const NEAR = 8;
const MOST_CANDIDATES = 6;
/** As much of a context as has to follow, for it to be there again. */
const TOUCH = 4;

/** A place that was looked at. */
type Looked = {
  start: number;
  end: number;
  score: number;
  context: number;
  /** Whether words and context are there letter by letter. */
  full: boolean;
};

/** What a search comes to: a place, or that there is none, or none without doubt. */
export type Found = {
  /** UTF-16, half-open; null where nothing may be taken for it. */
  place: { start: number; end: number } | null;
  /** Whether that is because there are several. */
  several: boolean;
  /** 0 to 1: of the place, or of what comes nearest. */
  confidence: number;
  /** The best first. */
  candidates: Candidate[];
};

/** Looks for anchors in one text. */
export class Search {
  readonly #text: string;
  /** Of the earlier text, where that is at hand. */
  readonly #before: Grams | undefined;
  readonly #grams: Grams;
  readonly #votes = new Int32Array(4096);

  constructor(text: string, before: string | undefined) {
    this.#text = text;
    this.#before = before === undefined ? undefined : new Grams(before);
    this.#grams = new Grams(text);
  }

  /** @param drift how far the anchor's neighbour has moved */
  find(anchor: Expected, drift: number): Found {
    const expected = anchor.hint ?? anchor.start + drift;
    const looked = this.#guesses(anchor, expected)
      .flatMap(guess => this.#look(anchor, guess))
      .sort((a, b) => b.score - a.score || a.start - b.start);
    const places = distinct(looked);
    const candidates = places
      .filter(({ score }) => score >= WORTH_SHOWING)
      .slice(0, MOST_CANDIDATES)
      .map(({ start, end, score }) => ({ start, end, confidence: score }));
    const { hint, exact } = anchor;
    const told =
      hint !== undefined && this.#text.startsWith(exact, hint)
        ? places.find(place => place.start === hint)
        : undefined;
    // Whoever moved the words knows them from others like them.
    const possible = told
      ? [told]
      : places.filter(place => this.#passes(anchor, place));
    const [best, second] = possible;
    const several = best && second ? !clearly(best, second) : false;
    const place = best && !several ? best : null;
    const confidence = (place ?? places[0])?.score ?? 0;
    return { place, several, confidence, candidates };
  }

  /** Where the words may begin, and where they may end, to judge by their runs. */
  #guesses(
    { prefix, exact, suffix }: Anchor,
    expected: number,
  ): [start: number, end: number][] {
    const length = exact.length;
    const head = exact.slice(0, 2 * HEAD);
    const whole = length <= 2 * HEAD;
    const starts = this.#clusters(
      prefix + head + (whole ? suffix : ''),
      -prefix.length,
    );
    const ends = whole
      ? []
      : this.#clusters(exact.slice(-HEAD) + suffix, -HEAD);
    const endOf = (start: number): number => {
      const reach = length / 2 + SLACK;
      const off = (end: number) => Math.abs(end - start - length);
      const nearest = Math.min(...ends.map(off));
      return (
        ends.find(end => off(end) === nearest && nearest <= reach) ??
        start + length
      );
    };
    const near = [...starts, ...this.#repeats(exact, expected)];
    if (near.every(start => Math.abs(start - expected) > SLACK)) {
      near.push(expected);
    }
    const guesses = near.map((start): [number, number] => [
      start,
      endOf(start),
    ]);
    const unclaimed = ends.filter(end => guesses.every(([, e]) => e !== end));
    return [
      ...guesses,
      ...unclaimed.map((end): [number, number] => [end - length, end]),
    ];
  }

  /** Where the words stand around a place: a list may say one thing line by line. */
  #repeats(exact: string, expected: number): number[] {
    const from = Math.max(0, expected - AROUND);
    const near = this.#text.slice(from, expected + exact.length + AROUND);
    const found: number[] = [];
    let at = near.indexOf(exact);
    while (at >= 0 && found.length < MOST_CANDIDATES) {
      found.push(from + at);
      at = near.indexOf(exact, at + 1);
    }
    return found;
  }

  /** The offsets that most runs of `pattern` vote for, the first first. */
  #clusters(pattern: string, offset: number): number[] {
    const count = this.#grams.vote(pattern, offset, this.#votes, 0);
    const votes = this.#votes.subarray(0, count).sort();
    const found: { at: number; votes: number }[] = [];
    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && (votes[to] ?? 0) - (votes[to - 1] ?? 0) <= NEAR) {
        to += 1;
      }
      found.push({ at: votes[(from + to) >> 1] ?? 0, votes: to - from });
      from = to;
    }
    found.sort((a, b) => b.votes - a.votes || a.at - b.at);
    const least = Math.max(2, (found[0]?.votes ?? 0) / 3);
    return found
      .filter(cluster => cluster.votes >= least)
      .slice(0, MOST_CANDIDATES)
      .map(cluster => cluster.at);
  }

  /** Lays an anchor against the text around a guess: what that leaves of its words. */
  #look(anchor: Anchor, [nearStart, nearEnd]: [number, number]): Looked[] {
    const text = this.#text;
    const { prefix, exact, suffix } = anchor;
    const length = exact.length;
    if (nearEnd < -SLACK || nearStart > text.length + SLACK) return [];
    // The words themselves, whatever has become of what was around them.
    if (nearStart >= 0 && text.startsWith(exact, nearStart)) {
      return [this.#measure(anchor, nearStart, nearStart + length)];
    }
    const head = exact.slice(0, HEAD);
    const tail = exact.slice(-HEAD);
    let start = boundary(
      prefix,
      head,
      text,
      nearStart - prefix.length - SLACK,
      nearStart + head.length + SLACK,
      true,
    );
    let end = boundary(
      suffix,
      tail,
      text,
      nearEnd - tail.length - SLACK,
      nearEnd + suffix.length + SLACK,
      false,
    );
    // Where one end was led astray by its context, the words know better.
    if (text.startsWith(exact, start)) end = start + length;
    else if (text.startsWith(exact, end - length)) start = end - length;
    if (start < end) {
      start -= this.#gap(start, exact[0] ?? '', prefix, false);
      end += this.#gap(end, exact.at(-1) ?? '', suffix, true);
    }
    while (start < end && isBlank(text, start) && !isBlank(exact, 0))
      start += 1;
    while (start < end && isBlank(text, end - 1) && !isBlank(exact, -1)) {
      end -= 1;
    }
    if (start >= end) return [];
    while (splitsGrapheme(text, start)) start -= 1;
    while (splitsGrapheme(text, end)) end += 1;
    if (end - start > 3 * length + SLACK) return [];
    return [this.#measure(anchor, start, end)];
  }

  /**
   * How much further an end is, where the words' own end was replaced by more
   * than it was: what lies between it and the context is the words', too.
   */
  #gap(at: number, own: string, context: string, forward: boolean): number {
    const text = this.#text;
    const beside = forward ? context.slice(0, TOUCH) : context.slice(-TOUCH);
    const inside = forward ? text[at - 1] : text[at];
    if (inside === own || beside === '') return 0;
    for (let gap = 0; gap <= TOUCH * 2; gap += 1) {
      const there = forward ? at + gap : at - gap - beside.length;
      if (there >= 0 && text.startsWith(beside, there)) return gap;
    }
    return 0;
  }

  #measure(anchor: Anchor, start: number, end: number): Looked {
    const text = this.#text;
    const { prefix, exact, suffix } = anchor;
    const before = contextAt(prefix, text, start, false);
    const after = contextAt(suffix, text, end, true);
    const known = prefix.length + suffix.length;
    const alike = likeness(exact, text.slice(start, end));
    const context =
      known === 0
        ? alike
        : (before * prefix.length + after * suffix.length) / known;
    const weight = 0.4 + 0.35 * Math.min(1, exact.length / HEAD);
    const score = weight * alike + (1 - weight) * context;
    const full = alike === 1 && context === 1;
    return { start, end, score, context, full };
  }

  /** Whether a place is good enough to be it (A7). */
  #passes(anchor: Anchor, { start, end, score, context }: Looked): boolean {
    const { exact } = anchor;
    const words = this.#text.slice(start, end);
    const before = this.#before;
    const near = score >= FLOOR && context >= CONTEXT_OF_CHANGED;
    if (words !== exact) {
      // What stood elsewhere before is that, not this.
      return near && !this.#stoodElsewhere(words, anchor);
    }
    if (near) return true;
    // Words of its own, and no others like them, before as now.
    return (
      weightOf(exact) >= (before === undefined ? UNMISTAKABLE : UNLIKELY) &&
      this.#grams.places(exact)?.length === 1 &&
      (before === undefined || before.places(exact)?.length === 1)
    );
  }

  /** Whether words of some length stood in the earlier text outside the anchor. */
  #stoodElsewhere(words: string, { start, end }: Anchor): boolean {
    if (!this.#before || weightOf(words) < UNLIKELY) return false;
    const places = this.#before.places(words);
    // In too many to be looked through: then elsewhere, too.
    return (
      places === null ||
      places.some(at => at < start || at + words.length > end)
    );
  }
}

const HAN = /\p{Script=Han}/gu;

/** How much words say, in Chinese characters: about two and a half letters for one. */
function weightOf(words: string): number {
  const han = words.match(HAN)?.length ?? 0;
  return han + (words.length - han) * 0.4;
}

/** How much of a context is at `at`, 0 to 1; what no two texts share counts for nothing. */
function contextAt(
  context: string,
  text: string,
  at: number,
  forward: boolean,
): number {
  if (context === '') return 1;
  const { cost } = contextFit(context, text, at, forward);
  return Math.max(0, 1 - (1.5 * cost) / context.length);
}

const isBlank = (text: string, at: number): boolean =>
  /\s/.test(text.at(at) ?? '');

/** The best of those that overlap. */
function distinct(looked: readonly Looked[]): Looked[] {
  const kept: Looked[] = [];
  for (const one of looked) {
    const overlaps = kept.some(k => k.start < one.end && one.start < k.end);
    if (!overlaps) kept.push(one);
  }
  return kept;
}

/** Whether the best leaves no doubt that it is not the second (A8). */
function clearly(best: Looked, second: Looked): boolean {
  if (best.full !== second.full) return best.full;
  return (
    best.score - second.score >= MARGIN &&
    1 - best.score < (1 - second.score) * DOUBT
  );
}
